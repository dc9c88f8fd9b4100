#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json.h"

namespace jobs {

/// What an event is about; a watcher asks for some of them.
enum class Topic : std::uint8_t { Calls, Switch, Health, Alerts, Logs, Plan, Ledger };

inline constexpr std::size_t kTopicCount = 7;

/// Its name as watchers know it: `calls`.
std::string_view topicName(Topic topic);
std::optional<Topic> topicFrom(std::string_view name);

/// Something that happened, for those who watch. No prompt, no answer and no secret is ever in one.
struct Event {
    std::uint64_t id = 0; ///< Rising, also over restarts: a watcher that lost its connection goes on by it.
    std::int64_t atMs = 0;
    Topic topic = Topic::Calls;
    std::string teamId{}; ///< Whose it is; empty: the instance's, for callers that are bound to no team.
    std::string body{};   ///< One JSON object, as it goes out: `at` and what happened.
};
using SharedEvent = std::shared_ptr<const Event>;

/// What came after some event.
struct EventsSince {
    std::vector<SharedEvent> events{}; ///< Oldest first.
    bool lost = false;                 ///< Some had gone already that lay between.
};

/// The events of the last while, in a ring of fixed length. Whoever publishes waits for nobody: a watcher that is too
/// slow loses the oldest and is told so.
/// Thread: any. Never from within a call's path: what happens to calls is told once they are folded.
class Events {
public:
    explicit Events(const base::Clock &clock = base::systemClock(), std::size_t capacity = 4096);
    Events(const Events &) = delete;
    Events &operator=(const Events &) = delete;

    /// `body` is made into text here, behind the time.
    void publish(Topic topic, const base::Json &body, std::string teamId = {});
    /// At most `most` of those after `id`. 0: none, but all that are yet to come.
    EventsSince since(std::uint64_t id, std::size_t most) const;
    std::uint64_t newest() const;

    /// Says that something was published: `wake` is called once, on the publisher's thread, and again only after rearm().
    /// It must be short and must not publish. Its end waits for a call of it that is under way.
    class Watch {
    public:
        ~Watch();
        Watch(const Watch &) = delete;
        Watch &operator=(const Watch &) = delete;
        /// Before since(), so that nothing falls in between.
        void rearm() { m_armed = true; }

    private:
        friend class Events;
        Watch(Events &events, std::function<void()> wake) : m_events(events), m_wake(std::move(wake)) {}
        Events &m_events;
        std::function<void()> m_wake;
        std::atomic<bool> m_armed{true};
    };
    /// The watch ends before these events do.
    std::unique_ptr<Watch> watch(std::function<void()> wake);
    /// Whether anybody watches; what costs much to tell need not be told otherwise.
    bool watched() const { return m_watched.load(std::memory_order_relaxed) > 0; }

private:
    const base::Clock &m_clock;
    const std::size_t m_capacity;
    mutable std::mutex m_mutex{};
    std::vector<SharedEvent> m_ring{}; // under m_mutex; event `id` lies at id % m_capacity
    std::uint64_t m_first;             // the first that was ever published here
    std::uint64_t m_next;              // under m_mutex
    std::mutex m_wakes{};              // held while wakes are called
    std::vector<Watch *> m_watches{};  // under m_wakes
    std::atomic<int> m_watched{0};
};

} // namespace jobs
