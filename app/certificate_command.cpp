#include <cstdio>
#include <string>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/environment.h"
#include "app/reach.h"

namespace app {
namespace {

void print(const base::Json &certificate)
{
    const auto text = [&](const char *name) { return base::textOr(base::at(certificate, name)); };
    std::printf("SHA-256 %s\n", text("fingerprint").c_str());
    std::string names;
    for (const base::Json &name : base::at(certificate, "names"))
        names += (names.empty() ? "" : ", ") + base::textOr(name);
    std::printf("for %s\n", names.c_str());
    const auto days = base::integerOr(base::at(certificate, "days_left"));
    if (days < 0)
        std::printf("expired at %s\n", text("not_after").c_str());
    else
        std::printf("until %s, %lld days\n", text("not_after").c_str(), static_cast<long long>(days));
    std::printf("%s%s\n", text("file").c_str(), base::truthOr(base::at(certificate, "in_use")) ? "" : ", not in use");
}

} // namespace

int certificateCommand(Words words)
{
    const auto arguments = parseArguments(words, {"data-dir", "name"}, {"json", "pem"});
    if (!arguments)
        return wrongUse(arguments.error().detail);
    const std::string what = arguments->words.empty() ? "show" : arguments->words.front();
    if (arguments->words.size() > 1 || (what != "show" && what != "make" && what != "reload"))
        return wrongUse("`certificate` takes show, make or reload");
    auto reach = Reach::open(dataDirectory(arguments->value("data-dir")));
    if (!reach)
        return complain(reach.error());
    admin::AdminCall call{.operation = "certificate.get"};
    if (what == "make")
        call = {.operation = "certificate.make", .body = {{"names", arguments->all("name")}}};
    else if (what == "reload")
        call.operation = "certificate.reload";
    const auto answer = reach->call(call);
    if (!answer)
        return complain(answer.error());
    if (arguments->has("json"))
        std::printf("%s\n", base::dump(*answer).c_str());
    else if (arguments->has("pem"))
        std::fputs(base::textOr(base::at(*answer, "certificate")).c_str(), stdout);
    else
        print(*answer);
    return 0;
}

} // namespace app
