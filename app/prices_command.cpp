#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/environment.h"
#include "app/reach.h"

namespace app {
namespace {

using base::Json;

base::Result<Json> documentIn(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return base::fail(base::ErrorCode::BadRequest, "cannot read " + path);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto json = base::parseJson(text);
    if (!json)
        return base::fail(base::ErrorCode::BadRequest, path + ": " + json.error().detail);
    return json;
}

long long number(const Json &of, const char *name)
{
    return static_cast<long long>(base::integerOr(base::at(of, name)));
}

void print(const Json &found)
{
    for (const Json &row : base::at(found, "data"))
        std::printf("%-8s %s/%s\n", base::textOr(base::at(row, "change")).c_str(),
                    base::textOr(base::at(row, "provider")).c_str(), base::textOr(base::at(row, "model")).c_str());
    std::printf("%lld new, %lld changed, %lld as they were, %lld without a price%s\n", number(found, "new"),
                number(found, "changed"), number(found, "same"), number(found, "skipped"),
                base::truthOr(base::at(found, "dry_run")) ? "; nothing was changed" : "");
}

} // namespace

int pricesCommand(Words words)
{
    const auto arguments = parseArguments(words, {"data-dir"}, {"dry-run", "json"});
    if (!arguments)
        return wrongUse(arguments.error().detail);
    if (arguments->words.size() != 2 || arguments->words.front() != "import")
        return wrongUse("`prices` takes: import FILE");
    auto document = documentIn(arguments->words.back());
    if (!document)
        return complain(document.error());
    auto reach = Reach::open(dataDirectory(arguments->value("data-dir")));
    if (!reach)
        return complain(reach.error());
    const admin::AdminCall call{
        .operation = "prices.import",
        .query = {{"origin", std::filesystem::path(arguments->words.back()).filename().string()},
                  {"dry_run", arguments->has("dry-run") ? "true" : "false"}},
        .body = std::move(*document)};
    const auto found = reach->call(call);
    if (!found)
        return complain(found.error());
    if (arguments->has("json"))
        std::printf("%s\n", base::dump(*found).c_str());
    else
        print(*found);
    return 0;
}

} // namespace app
