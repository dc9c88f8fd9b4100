#include <algorithm>

#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/owner_checks.h"
#include "admin/tenancy.h"
#include "base/id.h"
#include "storage/people.h"

namespace admin {
namespace {

using model::Team;
using model::User;

constexpr std::size_t kLongestEmail = 254;

auto noSuch(const char *what)
{
    return base::fail(base::ErrorCode::NotFound, std::string("there is no such ") + what);
}

/// The database would refuse one that is taken, too, but cannot say which field it was.
base::Result<> checkEmail(const Context &context, const User &user)
{
    const std::string &email = user.email;
    if (email.empty())
        return {};
    const auto at = email.find('@');
    const bool plain = email.find_first_of(" \t\r\n<>,;\"") == std::string::npos;
    if (email.size() > kLongestEmail || !plain || at == 0 || at == std::string::npos || at + 1 == email.size())
        return base::fail(base::ErrorCode::Unprocessable, "must be an address such as ana@example.com", "email");
    const auto users = storage::listUsers(context.db);
    if (!users)
        return base::fail(users.error());
    if (std::ranges::any_of(*users, [&](const User &other) { return other.email == email && other.id != user.id; }))
        return base::fail(base::ErrorCode::Conflict, "another user has this address", "email");
    return {};
}

base::Result<> check(const Context &context, User &user)
{
    if (auto name = checkPlainName(user.name); !name)
        return name;
    if (auto email = checkEmail(context, user); !email)
        return email;
    if (auto tags = checkTags(user.tags); !tags)
        return tags;
    return checkRole(context, user.role);
}

/// With the name of the team.
Outcome shown(const Context &context, User user)
{
    if (!user.teamId.empty())
        if (auto team = storage::getTeam(context.db, user.teamId))
            user.teamName = team->name;
    return model::toJson(user);
}

bool seesUser(const Context &context, const User &user)
{
    return seesTeam(context, user.teamId);
}

base::Result<User> userOfPath(const Context &context)
{
    auto user = storage::getUser(context.db, context.request.pathValue("id"));
    if (user && !seesUser(context, *user))
        return noSuch("user");
    return user;
}

/// One that the caller may change.
base::Result<User> userToChange(const Context &context)
{
    auto user = userOfPath(context);
    if (user)
        if (auto allowed = checkRole(context, user->role); !allowed)
            return base::fail(allowed.error());
    return user;
}

base::Result<Team> teamOfPath(const Context &context)
{
    auto team = storage::getTeam(context.db, context.request.pathValue("id"));
    if (team && !seesTeam(context, team->id))
        return noSuch("team");
    return team;
}

base::Result<> check(const Team &team)
{
    if (auto name = checkPlainName(team.name); !name)
        return name;
    return checkTags(team.tags);
}

} // namespace

Outcome listUsers(const Context &context)
{
    auto users = storage::listUsers(context.db);
    const auto names = storage::ownerNames(context.db);
    if (!users || !names)
        return base::fail(users ? names.error() : users.error());
    const std::string_view team = context.request.queryValue("team");
    std::erase_if(*users,
                  [&](const User &user) { return !seesUser(context, user) || (!team.empty() && user.teamId != team); });
    for (User &user : *users)
        if (const auto hit = names->find(user.teamId); hit != names->end())
            user.teamName = hit->second;
    return pageOf(context, *users);
}

Outcome getUser(const Context &context)
{
    auto user = userOfPath(context);
    if (!user)
        return base::fail(user.error());
    return shown(context, std::move(*user));
}

Outcome createUser(const Context &context)
{
    User user;
    if (auto taken = model::applyJson(user, context.request.body, model::Input::Create); !taken)
        return base::fail(taken.error());
    if (auto fine = check(context, user); !fine)
        return base::fail(fine.error());
    if (auto team = settleTeam(context, user.teamId); !team)
        return base::fail(team.error());
    user.createdMs = context.gateway.clock.wallMillis();
    user.id = base::makeId("user_", user.createdMs);
    if (auto done = storage::insertUser(context.db, user); !done)
        return base::fail(done.error());
    return shown(context, std::move(user));
}

Outcome updateUser(const Context &context)
{
    auto user = userToChange(context);
    if (!user)
        return base::fail(user.error());
    if (auto current = checkVersion(context, user->version); !current)
        return base::fail(current.error());
    if (auto taken = model::applyJson(*user, context.request.body, model::Input::Update); !taken)
        return base::fail(taken.error());
    if (auto fine = check(context, *user); !fine)
        return base::fail(fine.error());
    if (context.request.body.contains("team"))
        if (auto team = settleTeam(context, user->teamId); !team)
            return base::fail(team.error());
    auto saved = storage::updateUser(context.db, std::move(*user));
    if (!saved)
        return base::fail(saved.error());
    return shown(context, std::move(*saved));
}

Outcome deleteUser(const Context &context)
{
    const auto user = userToChange(context);
    if (!user)
        return base::fail(user.error());
    if (auto done = storage::removeUser(context.db, user->id, context.gateway.clock.wallMillis()); !done)
        return base::fail(done.error());
    return base::Json(nullptr);
}

Outcome batchUsers(const Context &context)
{
    return batch(context, updateUser, deleteUser);
}

Outcome listTeams(const Context &context)
{
    auto teams = storage::listTeams(context.db);
    if (!teams)
        return base::fail(teams.error());
    std::erase_if(*teams, [&](const Team &team) { return !seesTeam(context, team.id); });
    return pageOf(context, *teams);
}

Outcome getTeam(const Context &context)
{
    const auto team = teamOfPath(context);
    if (!team)
        return base::fail(team.error());
    return model::toJson(*team);
}

Outcome createTeam(const Context &context)
{
    Team team;
    if (auto taken = model::applyJson(team, context.request.body, model::Input::Create); !taken)
        return base::fail(taken.error());
    if (auto fine = check(team); !fine)
        return base::fail(fine.error());
    team.createdMs = context.gateway.clock.wallMillis();
    team.id = base::makeId("team_", team.createdMs);
    if (auto done = storage::insertTeam(context.db, team); !done)
        return base::fail(done.error());
    return model::toJson(team);
}

Outcome updateTeam(const Context &context)
{
    auto team = teamOfPath(context);
    if (!team)
        return base::fail(team.error());
    if (auto current = checkVersion(context, team->version); !current)
        return base::fail(current.error());
    if (auto taken = model::applyJson(*team, context.request.body, model::Input::Update); !taken)
        return base::fail(taken.error());
    if (auto fine = check(*team); !fine)
        return base::fail(fine.error());
    const auto saved = storage::updateTeam(context.db, std::move(*team));
    if (!saved)
        return base::fail(saved.error());
    return model::toJson(*saved);
}

/// People are moved or removed first, one by one: nobody is left without a place by accident.
Outcome deleteTeam(const Context &context)
{
    const auto team = teamOfPath(context);
    if (!team)
        return base::fail(team.error());
    const auto users = storage::listUsers(context.db);
    if (!users)
        return base::fail(users.error());
    const auto left = std::ranges::count(*users, team->id, &User::teamId);
    if (left > 0)
        return base::fail(base::ErrorCode::Conflict,
                          "the team has users still (" + std::to_string(left) + "): move or remove them first");
    if (auto done = storage::removeTeam(context.db, team->id, context.gateway.clock.wallMillis()); !done)
        return base::fail(done.error());
    return base::Json(nullptr);
}

Outcome batchTeams(const Context &context)
{
    return batch(context, updateTeam, deleteTeam);
}

} // namespace admin
