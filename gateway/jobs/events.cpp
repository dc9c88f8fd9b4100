#include "jobs/events.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace jobs {
namespace {

constexpr std::string_view kTopics[kTopicCount] = {"calls", "switch", "health", "alerts", "logs", "plan", "ledger"};

// Room for this many events a millisecond before ids of a new start would meet those of the old one.
constexpr std::uint64_t kIdsPerMillisecond = 1000;

} // namespace

std::string_view topicName(Topic topic)
{
    return kTopics[static_cast<std::size_t>(topic)];
}

std::optional<Topic> topicFrom(std::string_view name)
{
    const auto *hit = std::ranges::find(kTopics, name);
    return hit == std::end(kTopics) ? std::nullopt : std::optional(static_cast<Topic>(hit - std::begin(kTopics)));
}

Events::Events(const base::Clock &clock, std::size_t capacity)
    : m_clock(clock),
      m_capacity(capacity),
      m_ring(capacity),
      m_first(static_cast<std::uint64_t>(std::max<std::int64_t>(clock.wallMillis(), 1)) * kIdsPerMillisecond),
      m_next(m_first)
{
}

void Events::publish(Topic topic, const base::Json &body, std::string teamId)
{
    auto event = std::make_shared<Event>();
    event->atMs = m_clock.wallMillis();
    event->topic = topic;
    event->teamId = std::move(teamId);
    base::Json whole = {{"at", base::rfc3339(event->atMs)}};
    whole.update(body);
    event->body = base::dump(whole);
    {
        const std::lock_guard lock(m_mutex);
        event->id = m_next++;
        m_ring[event->id % m_capacity] = std::move(event);
    }
    if (!watched())
        return;
    const std::lock_guard lock(m_wakes);
    for (Watch *watch : m_watches)
        if (watch->m_armed.exchange(false))
            watch->m_wake();
}

EventsSince Events::since(std::uint64_t id, std::size_t most) const
{
    EventsSince out;
    const std::lock_guard lock(m_mutex);
    if (id == 0 || id + 1 >= m_next)
        return out;
    const std::uint64_t oldest = std::max(m_first, m_next > m_capacity ? m_next - m_capacity : 0);
    const std::uint64_t begin = std::max(id + 1, oldest);
    out.lost = begin > id + 1;
    for (std::uint64_t at = begin; at < m_next && out.events.size() < most; ++at)
        out.events.push_back(m_ring[at % m_capacity]);
    return out;
}

std::uint64_t Events::newest() const
{
    const std::lock_guard lock(m_mutex);
    return m_next - 1;
}

Events::Watch::~Watch()
{
    const std::lock_guard lock(m_events.m_wakes);
    std::erase(m_events.m_watches, this);
    --m_events.m_watched;
}

std::unique_ptr<Events::Watch> Events::watch(std::function<void()> wake)
{
    std::unique_ptr<Watch> out(new Watch(*this, std::move(wake)));
    const std::lock_guard lock(m_wakes);
    m_watches.push_back(out.get());
    ++m_watched;
    return out;
}

} // namespace jobs
