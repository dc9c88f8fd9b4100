#include <cstdio>
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

/// A list of rules, or what the API lists or is sent: an object with `data` or `rules`.
base::Result<Json> rulesIn(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return base::fail(base::ErrorCode::BadRequest, "cannot read " + path);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto json = base::parseJson(text);
    if (!json)
        return base::fail(base::ErrorCode::BadRequest, path + ": " + json.error().detail);
    for (const char *name : {"rules", "data"})
        if (base::at(*json, name).is_array())
            return base::at(*json, name);
    return *json;
}

long long number(const Json &of, const char *name)
{
    return static_cast<long long>(base::integerOr(base::at(of, name)));
}

std::string placeOf(const Json &place)
{
    if (!place.is_object())
        return "turned away";
    const Json &name = base::at(place, "provider_name");
    return base::textOr(name.is_string() ? name : base::at(place, "provider")) + "/"
           + base::textOr(base::at(place, "model"));
}

void printDifference(const Json &nanos)
{
    constexpr double kDollar = 1e9; // only to be read
    if (nanos.is_number())
        std::printf("%+.6f USD\n", static_cast<double>(base::integerOr(nanos)) / kDollar);
    else
        std::printf("cost not known\n");
}

void print(const Json &found)
{
    std::printf("%lld of %lld calls move, %lld stay, %lld cannot be told, %lld lack a feature; ",
                number(found, "moved"), number(found, "calls"), number(found, "unchanged"),
                number(found, "cannot_tell"), number(found, "missing_feature"));
    printDifference(base::at(base::at(found, "cost"), "difference_nanos"));
    for (const Json &route : base::at(found, "data")) {
        std::printf("%8lld  %s -> %s  ", number(route, "calls"), placeOf(base::at(route, "from")).c_str(),
                    placeOf(base::at(route, "to")).c_str());
        printDifference(base::at(route, "cost_difference_nanos"));
    }
}

} // namespace

int replayCommand(Words words)
{
    const auto arguments = parseArguments(words, {"data-dir", "rules", "from", "to"}, {"json"});
    if (!arguments)
        return wrongUse(arguments.error().detail);
    if (arguments->words.size() > 1)
        return wrongUse("`router replay` does not take \"" + arguments->words.back() + "\"");
    if (!arguments->has("rules"))
        return wrongUse("`router replay` needs --rules FILE");
    const auto rules = rulesIn(arguments->value("rules"));
    if (!rules)
        return complain(rules.error());
    Json body = {{"rules", *rules}};
    for (const char *time : {"from", "to"})
        if (arguments->has(time))
            body[time] = arguments->value(time);
    auto reach = Reach::open(dataDirectory(arguments->value("data-dir")));
    if (!reach)
        return complain(reach.error());
    const auto found = reach->call({.operation = "router.replay", .body = std::move(body)});
    if (!found)
        return complain(found.error());
    if (arguments->has("json"))
        std::printf("%s\n", base::dump(*found).c_str());
    else
        print(*found);
    return 0;
}

} // namespace app
