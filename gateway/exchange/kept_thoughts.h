#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/chat.h"

namespace exchange {

/// What a model thought before it called tools, as it must come back to it, and what proves it.
struct Thoughts {
    std::string signer{};                                          ///< As signerOf() has it.
    std::vector<model::Part> before{};                             ///< Before the calls, in order.
    std::vector<std::pair<std::string, std::string>> signatures{}; ///< Of calls, by their id.
    std::vector<std::string> calls{};                              ///< Ids of all calls of the answer.

    bool empty() const { return calls.empty() || (before.empty() && signatures.empty()); }
};

/// Thoughts of answers that went to clients whose dialect has no place for them, to be found by the id of a call when
/// its result comes. Bounded in bytes and time; the oldest go first.
/// Shared by all workers: the calls of one agent come over several connections. Its locks are many and are taken only
/// where an answer has both thoughts and calls, and where a conversation goes on after a call without them.
/// Thread: any.
class KeptThoughts {
public:
    struct Limits {
        std::size_t bytes = std::size_t{32} << 20;
        std::int64_t keepMs = 6 * 60 * 60 * 1000;
    };
    explicit KeptThoughts(Limits limits) : m_limits(limits) {}
    KeptThoughts() : KeptThoughts(Limits{}) {}

    /// Of one client key: nobody else finds them. What is larger than a shard's share is not kept.
    void keep(std::string_view clientKeyId, std::shared_ptr<const Thoughts> thoughts, std::int64_t nowMs);
    /// Null when there are none any more.
    std::shared_ptr<const Thoughts> find(std::string_view clientKeyId, std::string_view callId, std::int64_t nowMs);
    bool empty() const { return m_count.load(std::memory_order_relaxed) == 0; }
    /// Of all that is kept. Unit: bytes.
    std::size_t bytes();

private:
    struct Entry {
        std::string key{};
        std::shared_ptr<const Thoughts> thoughts{};
        std::size_t bytes = 0;
        std::int64_t untilMs = 0;
    };
    struct Shard {
        std::mutex lock{};
        std::list<Entry> entries{}; ///< The one that was touched last in front.
        std::unordered_map<std::string_view, std::list<Entry>::iterator> places{}; ///< By the entry's key.
        std::size_t bytes = 0;
    };
    static constexpr std::size_t kShards = 16;

    Shard &shardOf(std::string_view key);
    void drop(Shard &shard, std::list<Entry>::iterator entry);

    Limits m_limits;
    std::array<Shard, kShards> m_shards{};
    std::atomic<std::size_t> m_count{0};
};

} // namespace exchange
