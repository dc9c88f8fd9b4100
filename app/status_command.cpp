#include <cstdio>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/environment.h"
#include "app/reach.h"
#include "app/switch_words.h"

namespace app {

int statusCommand(Words words)
{
    const auto arguments = parseArguments(words, {"data-dir"}, {"json"});
    if (!arguments)
        return wrongUse(arguments.error().detail);
    if (!arguments->words.empty())
        return wrongUse("`status` does not take \"" + arguments->words.front() + "\"");
    auto reach = Reach::open(dataDirectory(arguments->value("data-dir")));
    if (!reach)
        return complain(reach.error());
    auto status = reach->call({.operation = "status.get"});
    if (!status)
        return complain(status.error());
    (*status)["running"] = reach->running();
    if (arguments->has("json")) {
        std::printf("%s\n", base::dump(*status).c_str());
        return 0;
    }
    if (!reach->running())
        std::puts("not running");
    for (const base::Json &address : base::at(*status, "listening"))
        std::printf("listening on %s\n", base::textOr(address).c_str());
    for (const base::Json &warning : base::at(base::at(*status, "network"), "warnings"))
        std::printf("warning: %s\n", base::textOr(base::at(warning, "message")).c_str());
    printRoutingSwitch(base::at(*status, "routing"));
    const base::Json &ledger = base::at(*status, "ledger");
    std::printf("plan version %lld, %lld open calls, ledger %s\n",
                static_cast<long long>(base::integerOr(base::at(*status, "plan"))),
                static_cast<long long>(base::integerOr(base::at(*status, "open_calls"))),
                base::truthOr(base::at(ledger, "healthy")) ? "healthy" : "in trouble");
    for (const char *part : {"ledger", "storage"})
        if (const auto message = base::textOr(base::at(base::at(*status, part), "message")); !message.empty())
            std::printf("%s: %s\n", part, message.c_str());
    const base::Json &keychain = base::at(*status, "keychain");
    if (base::truthOr(base::at(keychain, "needed")) && base::at(keychain, "state") != "available")
        std::printf("%s\n", base::textOr(base::at(keychain, "message")).c_str());
    for (const base::Json &provider : base::at(*status, "providers"))
        std::printf("provider %s (%s) %s\n", base::textOr(base::at(provider, "name")).c_str(),
                    base::textOr(base::at(provider, "type")).c_str(),
                    base::truthOr(base::at(provider, "enabled")) ? "on" : "off");
    return 0;
}

} // namespace app
