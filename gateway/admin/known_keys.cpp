#include "admin/known_keys.h"

#include <memory>
#include <utility>

#include "access/client_key.h"

namespace admin {
namespace {

/// Where the window calls from.
constexpr std::string_view kHere = "127.0.0.1";

} // namespace

void KnownKeys::note(const base::Json &answer)
{
    const std::string id = base::textOr(base::at(answer, "id"));
    std::string key = base::textOr(base::at(answer, "key"));
    if (!id.empty() && !key.empty())
        m_keys[id] = std::make_shared<const base::Secret>(std::move(key));
}

base::Result<std::string> KnownKeys::learn(base::Secret key, const model::Plan &plan, std::int64_t nowMs)
{
    const auto known = auth::admit(plan, {.key = key.reveal(), .peer = kHere, .nowMillis = nowMs});
    if (!known)
        return base::fail(base::ErrorCode::NotFound, known.error().detail, "key");
    const std::string id = (*known)->id;
    m_keys[id] = std::make_shared<const base::Secret>(std::move(key));
    return id;
}

secrets::SharedSecret KnownKeys::find(const std::string &keyId, const model::Plan &plan, std::int64_t nowMs) const
{
    const auto hit = m_keys.find(keyId);
    if (hit == m_keys.end())
        return nullptr;
    const auto now = auth::admit(plan, {.key = hit->second->reveal(), .peer = kHere, .nowMillis = nowMs});
    return now && (*now)->id == keyId ? hit->second : nullptr;
}

} // namespace admin
