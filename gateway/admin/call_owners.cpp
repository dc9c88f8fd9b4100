#include "admin/call_owners.h"

namespace admin {

base::Result<CallOwners> CallOwners::read(storage::Database &db)
{
    auto owners = storage::keyOwners(db);
    auto names = storage::ownerNames(db);
    if (!owners || !names)
        return base::fail(owners ? names.error() : owners.error());
    CallOwners out;
    out.m_owners = std::move(*owners);
    out.m_names = std::move(*names);
    return out;
}

void CallOwners::tell(base::Json &call) const
{
    const auto hit = m_owners.find(base::textOr(base::at(call, "key_id")));
    const storage::KeyOwner owner = hit == m_owners.end() ? storage::KeyOwner{} : hit->second;
    const auto put = [&](const std::string &field, const std::string &id) {
        const auto name = m_names.find(id);
        call[field] = id.empty() ? base::Json(nullptr) : base::Json(id);
        call[field + "_name"] = name == m_names.end() ? base::Json(nullptr) : base::Json(name->second);
    };
    put("user", owner.userId);
    put("team", owner.teamId);
}

void CallOwners::describe(base::Json &schema)
{
    const auto add = [&](const char *name, const char *about) {
        schema["properties"][name] = {{"type", {"string", "null"}}, {"description", about}};
    };
    add("user", "Id of the user whose the client key is, or null.");
    add("user_name", "Their name; also of one that is gone.");
    add("team", "Id of the team whose the client key is, or null.");
    add("team_name", "Its name; also of one that is gone.");
}

} // namespace admin
