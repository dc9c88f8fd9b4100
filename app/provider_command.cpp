#include <cstdio>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/entered_secret.h"
#include "app/environment.h"
#include "app/reach.h"
#include "base/text.h"
#include "secrets/reference.h"

namespace app {
namespace {

/// What `--key` says: where the key is, or `-` for the key itself on standard input. Errors: BadRequest.
base::Result<std::string> keyOf(const Arguments &arguments)
{
    const std::string given = arguments.value("key");
    if (given == "-") {
        const auto key = readSecret("Key: ");
        if (!key)
            return base::fail(key.error());
        return std::string(key->reveal());
    }
    const secrets::Kind kind = secrets::kindOf(given);
    if (kind == secrets::Kind::Environment || kind == secrets::Kind::File)
        return given;
    return base::fail(base::ErrorCode::BadRequest,
                      "--key takes no key itself, because arguments are visible to others; it takes env:NAME (a "
                      "variable of the running Switchyard), file:PATH (mode 0600), or - to read the key from standard "
                      "input into the keychain");
}

int addProvider(Reach &reach, const Arguments &arguments)
{
    if (arguments.value("name").empty() || arguments.value("type").empty())
        return wrongUse("`provider add` needs --name and --type");
    base::Json body = {{"name", arguments.value("name")}, {"type", arguments.value("type")}};
    if (arguments.has("base-url"))
        body["base_url"] = arguments.value("base-url");
    if (arguments.has("key")) {
        auto key = keyOf(arguments);
        if (!key)
            return complain(key.error());
        body["key"] = std::move(*key);
    }
    if (arguments.has("model"))
        body["models"] = arguments.all("model");
    body["any_model"] = arguments.has("any-model");
    for (const char *name : {"priority", "weight"}) {
        if (!arguments.has(name))
            continue;
        const auto number = base::parseInteger(arguments.value(name));
        if (!number)
            return wrongUse("--" + std::string(name) + " must be a whole number");
        body[name] = *number;
    }
    const auto made = reach.call({.operation = "providers.create", .body = std::move(body)});
    if (!made)
        return complain(made.error());
    if (arguments.has("json"))
        std::printf("%s\n", base::dump(*made).c_str());
    else
        std::printf("added %s\n", arguments.value("name").c_str());
    return 0;
}

int listProviders(Reach &reach, const Arguments &arguments)
{
    const auto all = reach.call({.operation = "providers.list"});
    if (!all)
        return complain(all.error());
    if (arguments.has("json")) {
        std::printf("%s\n", base::dump(*all).c_str());
        return 0;
    }
    for (const base::Json &provider : base::at(*all, "data"))
        std::printf("%-20s %-12s %-4s %s\n", base::textOr(base::at(provider, "name")).c_str(),
                    base::textOr(base::at(provider, "type")).c_str(),
                    base::truthOr(base::at(provider, "enabled")) ? "on" : "off",
                    base::textOr(base::at(provider, "base_url")).c_str());
    return 0;
}

/// A provider by name or id. Errors: NotFound.
base::Result<std::string> idOf(Reach &reach, const std::string &wanted)
{
    const auto all = reach.call({.operation = "providers.list"});
    if (!all)
        return base::fail(all.error());
    for (const base::Json &provider : base::at(*all, "data"))
        if (base::at(provider, "name") == wanted || base::at(provider, "id") == wanted)
            return base::textOr(base::at(provider, "id"));
    return base::fail(base::ErrorCode::NotFound, "there is no provider \"" + wanted + "\"; `provider list` shows them");
}

int testProvider(Reach &reach, const std::string &id, const Arguments &arguments)
{
    const auto result = reach.call({.operation = "providers.test", .path = {{"id", id}}});
    if (!result)
        return complain(result.error());
    if (arguments.has("json")) {
        std::printf("%s\n", base::dump(*result).c_str());
    } else {
        for (const base::Json &key : base::at(*result, "keys")) {
            const bool ok = base::truthOr(base::at(key, "ok"));
            const std::string detail = ok ? std::to_string(base::integerOr(base::at(key, "models"))) + " models"
                                          : base::textOr(base::at(key, "error"));
            std::printf("%s: %s, %s\n", base::textOr(base::at(key, "key"), "no key").c_str(), ok ? "ok" : "failed",
                        detail.c_str());
        }
    }
    return base::truthOr(base::at(*result, "ok")) ? 0 : kExitFailed;
}

} // namespace

int providerCommand(Words words)
{
    const auto arguments = parseArguments(
        words, {"data-dir", "name", "type", "base-url", "key", "model", "priority", "weight"}, {"json", "any-model"});
    if (!arguments)
        return wrongUse(arguments.error().detail);
    const std::string verb = arguments->words.empty() ? "" : arguments->words.front();
    const bool named = verb == "test" || verb == "remove";
    if (verb != "add" && verb != "list" && !named)
        return wrongUse("`provider` takes add, list, test or remove");
    if (arguments->words.size() > (named ? 2U : 1U))
        return wrongUse("`provider " + verb + "` does not take \"" + arguments->words.back() + "\"");
    const std::string wanted = arguments->words.size() > 1 ? arguments->words[1] : arguments->value("name");
    if (named && wanted.empty())
        return wrongUse("`provider " + verb + "` needs the name of a provider");
    auto reach = Reach::open(dataDirectory(arguments->value("data-dir")));
    if (!reach)
        return complain(reach.error());
    if (verb == "add")
        return addProvider(*reach, *arguments);
    if (verb == "list")
        return listProviders(*reach, *arguments);
    const auto id = idOf(*reach, wanted);
    if (!id)
        return complain(id.error());
    if (verb == "test")
        return testProvider(*reach, *id, *arguments);
    if (auto removed = reach->call({.operation = "providers.delete", .path = {{"id", *id}}}); !removed)
        return complain(removed.error());
    if (arguments->has("json"))
        std::printf("%s\n", base::dump({{"id", *id}, {"removed", true}}).c_str());
    else
        std::printf("removed %s\n", wanted.c_str());
    return 0;
}

} // namespace app
