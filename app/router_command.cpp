#include <cstdio>
#include <string_view>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/environment.h"
#include "app/reach.h"
#include "app/switch_words.h"

namespace app {
namespace {

const char *wordOf(const base::Json &value)
{
    return base::truthOr(value) ? "on" : "off";
}

void printReason(const base::Json &of)
{
    const std::string by = base::textOr(base::at(of, "by"));
    const std::string reason = base::textOr(base::at(of, "reason"));
    if (!by.empty())
        std::printf(", by %s", by.c_str());
    if (!reason.empty())
        std::printf(": %s", reason.c_str());
    std::putchar('\n');
}

int printHistory(Reach &reach, bool asJson)
{
    const auto rows = reach.call({.operation = "router.history"});
    if (!rows)
        return complain(rows.error());
    if (asJson) {
        std::printf("%s\n", base::dump(*rows).c_str());
        return 0;
    }
    for (const base::Json &row : base::at(*rows, "data")) {
        std::printf("%s %-3s %-9s", base::textOr(base::at(row, "asked_at")).c_str(), wordOf(base::at(row, "value")),
                    base::textOr(base::at(row, "outcome")).c_str());
        printReason(row);
    }
    return 0;
}

admin::AdminCall callFor(const std::string &verb, const std::string &reason)
{
    if (verb == "status")
        return {.operation = "router.status"};
    if (verb == "undo")
        return {.operation = "router.undo"};
    return {.operation = "router.toggle", .body = {{"value", verb == "on"}, {"reason", reason}}};
}

} // namespace

void printRoutingSwitch(const base::Json &state)
{
    if (!state.is_object())
        return;
    std::printf("routing %s", wordOf(base::at(state, "value")));
    if (const auto since = base::textOr(base::at(state, "since")); !since.empty())
        std::printf(" since %s", since.c_str());
    printReason(state);
    if (const base::Json &pending = base::at(state, "pending"); pending.is_object()) {
        std::printf("turning %s in %lld s", wordOf(base::at(pending, "value")),
                    static_cast<long long>(base::integerOr(base::at(pending, "seconds_left"))));
        printReason(pending);
    }
    if (const base::Json &cooldown = base::at(state, "cooldown"); cooldown.is_object())
        std::printf("locked for another %lld s\n",
                    static_cast<long long>(base::integerOr(base::at(cooldown, "seconds_left"))));
}

int routerCommand(Words words)
{
    if (!words.empty() && std::string_view(words.front()) == "replay")
        return replayCommand(words);
    const auto arguments = parseArguments(words, {"data-dir", "reason"}, {"json"});
    if (!arguments)
        return wrongUse(arguments.error().detail);
    const std::string verb = arguments->words.empty() ? "" : arguments->words.front();
    const bool changes = verb == "on" || verb == "off";
    if (!changes && verb != "undo" && verb != "status" && verb != "history")
        return wrongUse("`router` takes on, off, undo, status, history or replay");
    if (arguments->words.size() > 1)
        return wrongUse("`router " + verb + "` does not take \"" + arguments->words.back() + "\"");
    if (arguments->has("reason") && !changes)
        return wrongUse("`router " + verb + "` takes no --reason");
    auto reach = Reach::open(dataDirectory(arguments->value("data-dir")));
    if (!reach)
        return complain(reach.error());
    if (verb == "history")
        return printHistory(*reach, arguments->has("json"));
    const auto state = reach->call(callFor(verb, arguments->value("reason")));
    if (!state)
        return complain(state.error());
    if (arguments->has("json"))
        std::printf("%s\n", base::dump(*state).c_str());
    else
        printRoutingSwitch(*state);
    return 0;
}

} // namespace app
