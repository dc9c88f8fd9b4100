#include <cstdio>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/environment.h"
#include "app/people_options.h"
#include "app/reach.h"

namespace app {
namespace {

using base::Json;

/// Users or teams: what differs in how they are spoken of.
struct Kind {
    const char *word;
    const char *list;
    const char *create;
    const char *remove;
};
constexpr Kind kUsers{"user", "users.list", "users.create", "users.delete"};
constexpr Kind kTeams{"team", "teams.list", "teams.create", "teams.delete"};

void printJson(const Json &json)
{
    std::printf("%s\n", base::dump(json).c_str());
}

std::string textAt(const Json &row, const char *name)
{
    return base::textOr(base::at(row, name));
}

int add(Reach &reach, const Kind &kind, const Arguments &arguments)
{
    if (arguments.value("name").empty())
        return wrongUse("`" + std::string(kind.word) + " add` needs --name");
    Json body = {{"name", arguments.value("name")}};
    for (const char *option : {"email", "role", "team"})
        if (arguments.has(option))
            body[option] = arguments.value(option);
    if (auto put = putSharedOptions(body, arguments); !put)
        return wrongUse(put.error().detail);
    const auto made = reach.call({.operation = kind.create, .body = body});
    if (!made)
        return complain(made.error());
    if (arguments.has("json"))
        printJson(*made);
    else
        std::printf("%s\n", textAt(*made, "id").c_str());
    return 0;
}

int list(Reach &reach, const Kind &kind, const Arguments &arguments)
{
    const auto rows = reach.call({.operation = kind.list});
    if (!rows)
        return complain(rows.error());
    if (arguments.has("json")) {
        printJson(*rows);
        return 0;
    }
    for (const Json &row : base::at(*rows, "data")) {
        const char *state = base::truthOr(base::at(row, "disabled")) ? "  disabled" : "";
        std::printf("%s  %-12s  %s  %s%s\n", textAt(row, "id").c_str(), textAt(row, "role").c_str(),
                    textAt(row, "name").c_str(), textAt(row, "team_name").c_str(), state);
    }
    return 0;
}

/// By id or name.
int remove(Reach &reach, const Kind &kind, const std::string &wanted)
{
    const auto rows = reach.call({.operation = kind.list});
    if (!rows)
        return complain(rows.error());
    for (const Json &row : base::at(*rows, "data")) {
        const std::string id = textAt(row, "id");
        if (id != wanted && textAt(row, "name") != wanted)
            continue;
        const auto done = reach.call({.operation = kind.remove, .path = {{"id", id}}});
        if (!done)
            return complain(done.error());
        std::printf("removed %s\n", textAt(row, "name").c_str());
        return 0;
    }
    return complain({base::ErrorCode::NotFound, "there is no " + std::string(kind.word) + " \"" + wanted + "\""});
}

int peopleCommand(const Kind &kind, Words words)
{
    std::vector<std::string> taking = {"data-dir", "name", "email", "role", "team"};
    taking.insert(taking.end(), kSharedOptions.begin(), kSharedOptions.end());
    const auto arguments = parseArguments(words, taking, {"json"});
    if (!arguments)
        return wrongUse(arguments.error().detail);
    const std::string verb = arguments->words.empty() ? "" : arguments->words.front();
    const std::size_t names = verb == "remove" ? 2 : 1;
    if ((verb != "add" && verb != "list" && verb != "remove") || arguments->words.size() != names)
        return wrongUse("`" + std::string(kind.word) + "` takes add, list or remove NAME");
    auto reach = Reach::open(dataDirectory(arguments->value("data-dir")));
    if (!reach)
        return complain(reach.error());
    if (verb == "add")
        return add(*reach, kind, *arguments);
    if (verb == "list")
        return list(*reach, kind, *arguments);
    return remove(*reach, kind, arguments->words[1]);
}

} // namespace

int userCommand(Words words)
{
    return peopleCommand(kUsers, words);
}

int teamCommand(Words words)
{
    return peopleCommand(kTeams, words);
}

} // namespace app
