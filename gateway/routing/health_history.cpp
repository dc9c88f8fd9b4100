#include <algorithm>
#include <array>

#include "routing/health.h"

/// Who is told when a key goes out of use, and when it comes back.
namespace routing {
namespace {

constexpr std::array<std::string_view, 3> kKinds{"cooldown", "hold", "breaker"};
constexpr std::array<std::string_view, 5> kBroughtBack{"answered", "checked", "cleared", "changed", "our_network"};

} // namespace

std::string_view toWord(OutOfUse kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

std::string_view toWord(BroughtBack what)
{
    return kBroughtBack[static_cast<std::size_t>(what)];
}

void Health::tellOut(const HealthBlock &block, OutOfUse kind, const HealthBlock::Wait &wait, std::int64_t nowMs,
                     bool again) const
{
    if (!m_tell)
        return;
    const HealthBlock::Name name = block.name();
    const std::int64_t wallMs = m_clock.wallMillis();
    m_tell({.providerId = std::string(name.provider),
            .keyId = std::string(name.key),
            .model = std::string(name.model),
            .kind = kind,
            .again = again,
            .atMs = wallMs,
            .untilMs = wait.until >= kUntilCleared ? kUntilCleared : wallMs + (wait.until - nowMs),
            .reason = wait.reason,
            .source = wait.source});
}

void Health::tellBack(const HealthBlock &block, OutOfUse kind, BroughtBack by) const
{
    if (!m_tell)
        return;
    const HealthBlock::Name name = block.name();
    m_tell({.providerId = std::string(name.provider),
            .keyId = std::string(name.key),
            .model = std::string(name.model),
            .kind = kind,
            .begins = false,
            .atMs = m_clock.wallMillis(),
            .by = by});
}

/// As if nothing had happened; what was in its way is told to be over.
void Health::forgive(HealthBlock &block, BroughtBack by, std::int64_t nowMs) const
{
    if (atTime(block.breaker(), nowMs).phase == Breaker::Open)
        tellBack(block, OutOfUse::Breaker, by);
    block.forgive();
}

void Health::endWait(HealthBlock &block, BroughtBack by, std::int64_t nowMs) const
{
    if (block.wait().until > nowMs)
        tellBack(block, OutOfUse::Cooldown, by);
    block.clearWait();
}

} // namespace routing
