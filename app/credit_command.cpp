#include <cstdio>

#include "admin/cost_fields.h"
#include "app/command_line.h"
#include "app/commands.h"
#include "app/environment.h"
#include "app/reach.h"

namespace app {
namespace {

using base::Json;

constexpr std::int64_t kNanosPerDollar = 1'000'000'000;

std::string textAt(const Json &row, const char *name)
{
    return base::textOr(base::at(row, name));
}

/// `20`, `20.5`: no more than nine decimals, above nothing. Unit: nanos.
std::optional<std::int64_t> amountFrom(const std::string &text)
{
    constexpr std::size_t kDecimals = 9;
    const std::size_t point = text.find('.');
    std::string decimals = point == std::string::npos ? "0" : text.substr(point + 1);
    if (decimals.empty() || decimals.size() > kDecimals || decimals.front() == '-')
        return std::nullopt;
    decimals.resize(kDecimals, '0');
    const auto whole = base::parseInteger(text.substr(0, point));
    const auto fraction = base::parseInteger(decimals);
    if (!whole || !fraction || text.front() == '-' || *whole > kNanosPerDollar) // which the gateway refuses as well
        return std::nullopt;
    const std::int64_t out = *whole * kNanosPerDollar + *fraction;
    return out > 0 ? std::optional(out) : std::nullopt;
}

/// `20.50`: to the nano, with two decimals at least.
std::string dollars(const Json &nanos)
{
    std::string out = admin::dollarText(base::integerOr(nanos));
    const std::size_t least = out.find('.') + 3;
    while (out.size() > least && out.back() == '0')
        out.pop_back();
    return out;
}

const char *scopeOf(const Arguments &arguments)
{
    if (arguments.has("user"))
        return "user";
    return arguments.has("team") ? "team" : "key";
}

void print(const Json &credit)
{
    const bool closed = base::at(credit, "closed_at").is_string();
    const std::string holder = textAt(credit, "holder");
    std::printf("%s  %-4s  %s  %s dollars left, %s of them free%s\n", textAt(credit, "id").c_str(),
                textAt(credit, "scope").c_str(), holder.empty() ? textAt(credit, "subject").c_str() : holder.c_str(),
                dollars(base::at(credit, "balance_nanos")).c_str(),
                dollars(base::at(credit, "available_nanos")).c_str(), closed ? "  closed" : "");
}

int show(const base::Result<Json> &answer, const Arguments &arguments)
{
    if (!answer)
        return complain(answer.error());
    if (arguments.has("json"))
        std::printf("%s\n", base::dump(*answer).c_str());
    else
        print(*answer);
    return 0;
}

/// Top-up or, with a sign of -1, the way back.
int pay(Reach &reach, const Arguments &arguments, std::int64_t sign)
{
    const auto amount = amountFrom(arguments.value("amount"));
    if (!amount)
        return wrongUse("--amount takes dollars above nothing, such as 20 or 0.50");
    Json body = {{"scope", scopeOf(arguments)}, {"subject", arguments.words[1]}, {"amount_nanos", sign * *amount}};
    if (arguments.has("note"))
        body["note"] = arguments.value("note");
    return show(reach.call({.operation = "credits.pay", .body = std::move(body)}), arguments);
}

int list(Reach &reach, const Arguments &arguments)
{
    const auto all = reach.call({.operation = "credits.list"});
    if (!all || arguments.has("json"))
        return show(all, arguments);
    for (const Json &credit : base::at(*all, "data"))
        print(credit);
    return 0;
}

/// The account of that id, or of the holder of that id or name: the open one, else the last that was closed.
base::Result<std::string> accountOf(Reach &reach, const Arguments &arguments)
{
    const std::string &wanted = arguments.words[1];
    const auto all = reach.call({.operation = "credits.list"});
    if (!all)
        return base::fail(all.error());
    const Json *found = nullptr;
    for (const Json &credit : base::at(*all, "data")) {
        if (textAt(credit, "id") == wanted)
            return wanted;
        const bool holds = textAt(credit, "holder") == wanted || textAt(credit, "subject") == wanted;
        if (!holds || textAt(credit, "scope") != scopeOf(arguments))
            continue;
        if (found == nullptr || textAt(*found, "closed_at") < textAt(credit, "closed_at")
            || base::at(credit, "closed_at").is_null())
            found = &credit;
        if (base::at(credit, "closed_at").is_null())
            break;
    }
    if (found == nullptr)
        return base::fail(base::ErrorCode::NotFound,
                          std::string("the ") + scopeOf(arguments) + " \"" + wanted + "\" has no prepaid credit");
    return textAt(*found, "id");
}

void printStatement(const Json &statement)
{
    std::printf("%s  %-9s  %14s  %14s\n", textAt(statement, "from").c_str(), "before", "",
                dollars(base::at(statement, "opening_nanos")).c_str());
    for (const Json &row : base::at(statement, "data"))
        std::printf("%s  %-9s  %14s  %14s  %s\n", textAt(row, "at").c_str(), textAt(row, "kind").c_str(),
                    dollars(base::at(row, "amount_nanos")).c_str(), dollars(base::at(row, "balance_nanos")).c_str(),
                    textAt(row, "note").c_str());
    std::printf("%s  %-9s  %14s  %14s\n", textAt(statement, "to").c_str(), "left", "",
                dollars(base::at(statement, "closing_nanos")).c_str());
}

int state(Reach &reach, const Arguments &arguments)
{
    const auto id = accountOf(reach, arguments);
    if (!id)
        return complain(id.error());
    admin::AdminCall call{.operation = "credits.statement", .path = {{"id", *id}}};
    for (const char *option : {"from", "to", "zone", "period"})
        if (arguments.has(option))
            call.query.emplace_back(option, arguments.value(option));
    if (arguments.has("csv")) {
        call.query.emplace_back("format", "csv");
        const auto written = reach.text(std::move(call), [](std::string_view text) {
            return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
        });
        return written ? 0 : complain(written.error());
    }
    const auto statement = reach.call(call);
    if (!statement || arguments.has("json"))
        return show(statement, arguments);
    printStatement(*statement);
    return 0;
}

int close(Reach &reach, const Arguments &arguments)
{
    const auto id = accountOf(reach, arguments);
    if (!id)
        return complain(id.error());
    const auto closed = reach.call({.operation = "credits.close", .path = {{"id", *id}}});
    if (!closed)
        return complain(closed.error());
    std::printf("closed %s\n", id->c_str());
    return 0;
}

/// What is wrong with the words, or nothing.
std::string wrongIn(const Arguments &arguments)
{
    const std::string verb = arguments.words.empty() ? "" : arguments.words.front();
    const bool pays = verb == "top-up" || verb == "deduct";
    const std::size_t words = verb == "list" ? 1 : 2;
    if ((!pays && verb != "list" && verb != "statement" && verb != "close") || arguments.words.size() != words)
        return "`credit` takes list, or top-up, deduct, statement or close with a NAME";
    if (arguments.has("user") && arguments.has("team"))
        return "--user and --team do not go together";
    return pays && !arguments.has("amount") ? "`credit " + verb + "` needs --amount" : "";
}

} // namespace

int creditCommand(Words words)
{
    const auto arguments = parseArguments(words, {"data-dir", "amount", "note", "from", "to", "zone", "period"},
                                          {"user", "team", "csv", "json"});
    if (!arguments)
        return wrongUse(arguments.error().detail);
    if (const std::string wrong = wrongIn(*arguments); !wrong.empty())
        return wrongUse(wrong);
    auto reach = Reach::open(dataDirectory(arguments->value("data-dir")));
    if (!reach)
        return complain(reach.error());
    const std::string &verb = arguments->words.front();
    if (verb == "list")
        return list(*reach, *arguments);
    if (verb == "statement")
        return state(*reach, *arguments);
    if (verb == "close")
        return close(*reach, *arguments);
    return pay(*reach, *arguments, verb == "deduct" ? -1 : 1);
}

} // namespace app
