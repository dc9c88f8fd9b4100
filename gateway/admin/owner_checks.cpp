#include "admin/owner_checks.h"

#include <algorithm>

#include "admin/tenancy.h"
#include "base/text.h"
#include "storage/providers.h"

namespace admin {
namespace {

constexpr std::size_t kLongestName = 128;
constexpr std::size_t kLongestTag = 64;
constexpr std::size_t kMostTags = 20;

auto wrong(const char *field, std::string what)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(what), field);
}

bool isReadable(std::string_view text)
{
    const bool plain = std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    return plain && base::isUtf8(text) && base::trim(text) == text;
}

/// By id or name; null when there is none.
template <typename T>
const T *findNamed(const std::vector<T> &rows, const std::string &named)
{
    const auto hit = std::ranges::find_if(rows, [&](const T &row) { return row.id == named || row.name == named; });
    return hit == rows.end() ? nullptr : &*hit;
}

/// The user of a key, if the caller may see them. Errors: also for one of another team than the key's.
base::Result<> settleUser(const Context &context, model::ClientKey &key)
{
    const auto users = storage::listUsers(context.db);
    if (!users)
        return base::fail(users.error());
    const model::User *user = findNamed(*users, key.userId);
    if (user == nullptr || !seesTeam(context, user->teamId))
        return wrong("user", "there is no user \"" + key.userId + "\"");
    key.userId = user->id;
    if (key.teamId.empty())
        key.teamId = user->teamId;
    if (key.teamId != user->teamId)
        return wrong("team", "is not the team of " + user->name);
    return {};
}

} // namespace

base::Result<> checkPlainName(const std::string &name)
{
    if (name.empty() || name.size() > kLongestName || !isReadable(name))
        return wrong("name", "the name must be 1 to 128 bytes of text without spaces at its ends");
    return {};
}

base::Result<> checkTags(const std::vector<std::string> &tags)
{
    const bool fine = std::ranges::all_of(
        tags, [](const std::string &tag) { return !tag.empty() && tag.size() <= kLongestTag && isReadable(tag); });
    if (tags.size() > kMostTags || !fine)
        return wrong("tags", "must be up to 20 texts of 1 to 64 bytes");
    return {};
}

base::Result<> settleTeam(const Context &context, std::string &team)
{
    const std::string bound = boundTeam(context);
    if (team.empty()) {
        team = bound;
        return {};
    }
    const auto teams = storage::listTeams(context.db);
    if (!teams)
        return base::fail(teams.error());
    const model::Team *hit = findNamed(*teams, team);
    if (hit == nullptr || !seesTeam(context, hit->id))
        return wrong("team", "there is no team \"" + team + "\"");
    team = hit->id;
    return {};
}

base::Result<> settleOwner(const Context &context, model::ClientKey &key, const model::ClientKey &before)
{
    if (key.userId == before.userId && key.teamId == before.teamId && !before.id.empty())
        return {};
    if (auto team = settleTeam(context, key.teamId); !team)
        return team;
    if (!key.userId.empty())
        if (auto user = settleUser(context, key); !user)
            return user;
    if (!before.userId.empty() && key.userId != before.userId)
        return wrong("user", "a key stays with whom it was made for; make a new one");
    if (!before.teamId.empty() && key.teamId != before.teamId)
        return wrong("team", "a key stays with the team it was made for; make a new one");
    return {};
}

base::Result<> settleProviders(const Context &context, std::vector<std::string> &providers)
{
    const auto known = storage::listProviders(context.db);
    if (!known)
        return base::fail(known.error());
    for (std::string &provider : providers) {
        const model::Provider *hit = findNamed(*known, provider);
        if (hit == nullptr)
            return wrong("allowed_providers", "there is no provider \"" + provider + "\"");
        provider = hit->id;
    }
    return {};
}

} // namespace admin
