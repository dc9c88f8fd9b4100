#include "routing/health.h"

namespace routing {

TargetReading Health::Reader::read(const model::Provider &, std::string_view, const model::ProviderKey *) const
{
    return {};
}

std::uint64_t Health::Reader::nextTurn(std::string_view) const
{
    return m_health->m_turn.fetch_add(1, std::memory_order_relaxed);
}

} // namespace routing
