#include "admin/names.h"

#include <string>

namespace admin {

Names::Names(const model::Plan &plan)
{
    for (const model::Provider &provider : plan.providers) {
        m_names.emplace(provider.id, provider.name);
        for (const model::ProviderKey &key : provider.keys)
            m_names.emplace(key.id, key.name);
    }
}

base::Json Names::of(const base::Json &id) const
{
    const auto hit = id.is_string() ? m_names.find(id.get_ref<const std::string &>()) : m_names.end();
    return hit == m_names.end() ? base::Json(nullptr) : base::Json(hit->second);
}

void Names::addTo(base::Json &decision) const
{
    for (const char *list : {"candidates", "passed_over"}) {
        if (!base::at(decision, list).is_array())
            continue;
        for (base::Json &candidate : decision[list]) {
            candidate["provider_name"] = of(base::at(candidate, "provider"));
            if (base::at(candidate, "keys").is_array()) {
                base::Json keys = base::Json::array();
                for (const base::Json &id : candidate["keys"])
                    keys.push_back(of(id));
                candidate["key_names"] = std::move(keys);
            }
            if (base::at(candidate, "health").is_array())
                for (base::Json &reading : candidate["health"])
                    reading["key_name"] = of(base::at(reading, "key"));
        }
    }
}

} // namespace admin
