#pragma once

#include <map>
#include <string>

#include "base/json.h"
#include "storage/people.h"

namespace admin {

/// Whose calls are: that of the key they came with. Thread: the Database's.
class CallOwners {
public:
    /// Errors: Storage.
    static base::Result<CallOwners> read(storage::Database &db);
    /// Puts `user`, `user_name`, `team` and `team_name` beside the `key_id` of a call; null for nobody's.
    void tell(base::Json &call) const;
    /// The schema of what tell() adds to an object's properties.
    static void describe(base::Json &schema);

private:
    std::map<std::string, storage::KeyOwner> m_owners{};
    std::map<std::string, std::string> m_names{};
};

} // namespace admin
