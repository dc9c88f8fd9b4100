#include <cstdio>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/entered_secret.h"
#include "app/environment.h"
#include "app/reach.h"

namespace app {
namespace {

/// The id of the user with exactly this name. Errors: NotFound.
base::Result<std::string> userNamed(Reach &reach, const std::string &name)
{
    const auto found = reach.call({.operation = "users.list", .query = {{"q", name}}});
    if (!found)
        return base::fail(found.error());
    for (const base::Json &user : base::at(*found, "data"))
        if (base::textOr(base::at(user, "name")) == name)
            return base::textOr(base::at(user, "id"));
    return base::fail(base::ErrorCode::NotFound, "there is no user \"" + name + "\"");
}

} // namespace

int userPasswordCommand(Words words)
{
    const auto arguments = parseArguments(words, {"data-dir"}, {"once"});
    if (!arguments)
        return wrongUse(arguments.error().detail);
    if (arguments->words.size() != 1)
        return wrongUse("`user password` needs the name of one user; the password comes from standard input");
    const std::string &name = arguments->words.front();
    auto reach = Reach::open(dataDirectory(arguments->value("data-dir")));
    if (!reach)
        return complain(reach.error());
    const auto id = userNamed(*reach, name);
    if (!id)
        return complain(id.error());
    const auto password = readSecret("New password: ");
    if (!password)
        return complain({base::ErrorCode::BadRequest, "no password came from standard input", {}, {}});
    const auto done =
        reach->call({.operation = "users.password",
                     .path = {{"id", *id}},
                     .body = {{"password", std::string(password->reveal())}, {"must_change", arguments->has("once")}}});
    if (!done)
        return complain(done.error());
    std::printf("set the password of %s\n", name.c_str());
    return 0;
}

} // namespace app
