#include "storage/key_scope.h"

#include <algorithm>

#include "base/json.h"

namespace storage {

bool KeyScope::holds(std::string_view keyId) const
{
    return !m_ids || std::ranges::find(*m_ids, keyId) != m_ids->end();
}

KeyScope KeyScope::within(const KeyScope &other) const
{
    if (!m_ids)
        return other;
    KeyScope out = *this;
    std::erase_if(*out.m_ids, [&](const std::string &id) { return !other.holds(id); });
    return out;
}

std::string KeyScope::json() const
{
    return base::dump(base::Json(m_ids.value_or(std::vector<std::string>())));
}

} // namespace storage
