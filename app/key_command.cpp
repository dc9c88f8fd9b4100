#include <cstdio>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/environment.h"
#include "app/people_options.h"
#include "app/reach.h"
#include "base/text.h"

namespace app {
namespace {

void printJson(const base::Json &json)
{
    std::printf("%s\n", base::dump(json).c_str());
}

int createKey(Reach &reach, const Arguments &arguments)
{
    if (arguments.value("name").empty())
        return wrongUse("`key create` needs --name");
    base::Json body = {{"name", arguments.value("name")}};
    if (arguments.has("role"))
        body["role"] = arguments.value("role");
    if (arguments.has("strict"))
        body["strict"] = true;
    for (const auto &[option, name] :
         {std::pair("user", "user"), std::pair("team", "team"), std::pair("expires", "expires_at")})
        if (arguments.has(option))
            body[name] = arguments.value(option);
    for (const auto &[option, name] :
         {std::pair("allow-model", "allowed_models"), std::pair("allow-provider", "allowed_providers"),
          std::pair("allow-ip", "allowed_ips")})
        if (arguments.has(option))
            body[name] = arguments.all(option);
    if (auto put = putSharedOptions(body, arguments); !put)
        return wrongUse(put.error().detail);
    const auto made = reach.call({.operation = "api_keys.create", .body = body});
    if (!made)
        return complain(made.error());
    if (arguments.has("json"))
        printJson({{"id", (*made)["id"]}, {"key", (*made)["key"]}, {"prefix", (*made)["prefix"]}});
    else
        std::printf("%s\n", base::textOr(base::at(*made, "key")).c_str());
    return 0;
}

int listKeys(Reach &reach, const Arguments &arguments)
{
    const auto keys = reach.call({.operation = "api_keys.list"});
    if (!keys)
        return complain(keys.error());
    if (arguments.has("json")) {
        printJson(*keys);
        return 0;
    }
    for (const base::Json &key : base::at(*keys, "data")) {
        const char *state = base::at(key, "revoked_at").is_null() ? "" : "  revoked";
        std::printf("%s  %-12s  %-12s  %s%s\n", base::textOr(base::at(key, "id")).c_str(),
                    base::textOr(base::at(key, "prefix")).c_str(), base::textOr(base::at(key, "role")).c_str(),
                    base::textOr(base::at(key, "name")).c_str(), state);
    }
    return 0;
}

int changeKey(Reach &reach, const Arguments &arguments, const std::string &operation)
{
    if (arguments.words.size() != 2)
        return wrongUse("`key " + arguments.words.front() + "` needs the id of one key; `key list` shows them");
    base::Json body = nullptr;
    if (arguments.has("grace")) {
        const auto seconds = base::parseInteger(arguments.value("grace"));
        if (!seconds)
            return wrongUse("--grace takes whole seconds");
        body = {{"grace_s", *seconds}};
    }
    const auto done = reach.call({.operation = operation, .path = {{"id", arguments.words[1]}}, .body = body});
    if (!done)
        return complain(done.error());
    if (arguments.has("json"))
        printJson(*done);
    else if (const std::string key = base::textOr(base::at(*done, "key")); !key.empty())
        std::printf("%s\n", key.c_str());
    else
        std::printf("revoked %s\n", arguments.words[1].c_str());
    return 0;
}

} // namespace

int keyCommand(Words words)
{
    std::vector<std::string> taking = {"data-dir",    "name",           "role",     "user",    "team",
                                       "allow-model", "allow-provider", "allow-ip", "expires", "grace"};
    taking.insert(taking.end(), kSharedOptions.begin(), kSharedOptions.end());
    const auto arguments = parseArguments(words, taking, {"json", "strict"});
    if (!arguments)
        return wrongUse(arguments.error().detail);
    const std::string verb = arguments->words.empty() ? "" : arguments->words.front();
    if (verb != "create" && verb != "list" && verb != "revoke" && verb != "rotate")
        return wrongUse("`key` takes create, list, revoke or rotate");
    if ((verb == "create" || verb == "list") && arguments->words.size() > 1)
        return wrongUse("`key " + verb + "` does not take \"" + arguments->words[1] + "\"");
    auto reach = Reach::open(dataDirectory(arguments->value("data-dir")));
    if (!reach)
        return complain(reach.error());
    if (verb == "create")
        return createKey(*reach, *arguments);
    if (verb == "list")
        return listKeys(*reach, *arguments);
    return changeKey(*reach, *arguments, "api_keys." + verb);
}

} // namespace app
