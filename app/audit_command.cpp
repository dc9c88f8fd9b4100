#include <algorithm>
#include <cstdio>
#include <string>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/environment.h"
#include "app/reach.h"
#include "app/text_output.h"

namespace app {
namespace {

using base::Json;

/// What others wrote moves no cursor.
std::string plain(const Json &text)
{
    std::string out = base::textOr(text);
    std::ranges::replace_if(out, [](unsigned char c) { return c < ' ' || c == 0x7f; }, ' ');
    return out;
}

long long number(const Json &of, const char *name)
{
    return static_cast<long long>(base::integerOr(base::at(of, name)));
}

void addFilter(admin::AdminCall &call, const Arguments &arguments)
{
    for (const auto &[option, name] :
         {std::pair("actor", "actor"), std::pair("operation", "operation"), std::pair("target", "target"),
          std::pair("outcome", "outcome"), std::pair("from", "from"), std::pair("to", "to"), std::pair("text", "q")})
        if (arguments.has(option))
            call.query.emplace_back(name, arguments.value(option));
}

void printRow(const Json &row)
{
    const Json &actor = base::at(row, "actor");
    const Json &target = base::at(row, "target");
    const std::string who = plain(base::at(actor, "name"));
    const std::string what = plain(base::at(target, "name"));
    std::printf("%lld  %s  %s (%s)  %s  %s  %s\n", number(row, "seq"), plain(base::at(row, "at")).c_str(),
                who.empty() ? plain(base::at(actor, "kind")).c_str() : who.c_str(),
                plain(base::at(row, "from")).c_str(), plain(base::at(row, "operation")).c_str(),
                what.empty() ? plain(base::at(target, "id")).c_str() : what.c_str(),
                plain(base::at(row, "outcome")).c_str());
}

int list(Reach &reach, const Arguments &arguments)
{
    admin::AdminCall call{.operation = "audit.list",
                          .query = {{"limit", arguments.has("limit") ? arguments.value("limit") : "50"}}};
    addFilter(call, arguments);
    const auto page = reach.call(call);
    if (!page)
        return complain(page.error());
    if (arguments.has("json")) {
        std::printf("%s\n", base::dump(*page).c_str());
        return 0;
    }
    for (const Json &row : base::at(*page, "data"))
        printRow(row);
    return 0;
}

int verify(Reach &reach, const Arguments &arguments)
{
    admin::AdminCall call{.operation = "audit.check"};
    if (arguments.has("head"))
        call.query.emplace_back("head", arguments.value("head"));
    const auto verdict = reach.call(call);
    if (!verdict)
        return complain(verdict.error());
    const bool whole = base::truthOr(base::at(*verdict, "ok"));
    if (arguments.has("json"))
        std::printf("%s\n", base::dump(*verdict).c_str());
    else
        std::printf("%s\n%lld entries are whole; the hash of the last one is\n%s\n",
                    plain(base::at(*verdict, "message")).c_str(), number(*verdict, "entries"),
                    plain(base::at(*verdict, "head")).c_str());
    return whole ? 0 : kExitFailed;
}

int head(Reach &reach, const Arguments &arguments)
{
    const auto found = reach.call({.operation = "audit.head"});
    if (!found)
        return complain(found.error());
    if (arguments.has("json"))
        std::printf("%s\n", base::dump(*found).c_str());
    else
        std::printf("%s\n", plain(base::at(*found, "hash")).c_str());
    return 0;
}

int exportLog(Reach &reach, const Arguments &arguments)
{
    admin::AdminCall call{.operation = "audit.export",
                          .query = {{"format", arguments.has("format") ? arguments.value("format") : "csv"}}};
    addFilter(call, arguments);
    TextOutput output(arguments.value("output"));
    return finish(output, reach.text(call, [&](std::string_view text) { return output.write(text); }));
}

struct Verb {
    std::string_view word;
    int (*run)(Reach &, const Arguments &);
};
constexpr Verb kVerbs[] = {{"verify", verify}, {"head", head}, {"list", list}, {"export", exportLog}};

} // namespace

int auditCommand(Words words)
{
    const auto arguments = parseArguments(words,
                                          {"data-dir", "head", "actor", "operation", "target", "outcome", "from", "to",
                                           "text", "limit", "format", "output"},
                                          {"json"});
    if (!arguments)
        return wrongUse(arguments.error().detail);
    const std::string word = arguments->words.size() == 1 ? arguments->words.front() : std::string();
    const auto *verb = std::ranges::find(kVerbs, word, &Verb::word);
    if (verb == std::end(kVerbs))
        return wrongUse("`audit` takes: verify, head, list or export");
    auto reach = Reach::open(dataDirectory(arguments->value("data-dir")));
    if (!reach)
        return complain(reach.error());
    return verb->run(*reach, *arguments);
}

} // namespace app
