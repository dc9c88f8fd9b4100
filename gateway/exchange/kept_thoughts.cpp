#include "exchange/kept_thoughts.h"

#include <functional>
#include <iterator>

namespace exchange {
namespace {

constexpr std::size_t kEntryCost = 256; // of the lists and maps around what is counted

std::string keyOf(std::string_view clientKeyId, std::string_view callId)
{
    std::string out(clientKeyId);
    out += '\n';
    return out.append(callId);
}

std::size_t sizeOf(const Thoughts &thoughts)
{
    std::size_t out = kEntryCost + thoughts.signer.size();
    for (const model::Part &part : thoughts.before)
        out += sizeof part + part.text.size() + part.signature.size();
    for (const auto &[id, signature] : thoughts.signatures)
        out += id.size() + signature.size();
    for (const std::string &id : thoughts.calls)
        out += 2 * id.size();
    return out;
}

} // namespace

KeptThoughts::Shard &KeptThoughts::shardOf(std::string_view key)
{
    return m_shards[std::hash<std::string_view>{}(key) % kShards];
}

void KeptThoughts::drop(Shard &shard, std::list<Entry>::iterator entry)
{
    shard.bytes -= entry->bytes;
    shard.places.erase(entry->key);
    shard.entries.erase(entry);
    m_count.fetch_sub(1, std::memory_order_relaxed);
}

void KeptThoughts::keep(std::string_view clientKeyId, std::shared_ptr<const Thoughts> thoughts, std::int64_t nowMs)
{
    const std::size_t size = sizeOf(*thoughts);
    const std::size_t share = m_limits.bytes / kShards;
    if (thoughts->empty() || size > share)
        return;
    for (const std::string &call : thoughts->calls) { // each counts them whole: shards know nothing of each other
        std::string key = keyOf(clientKeyId, call);
        Shard &shard = shardOf(key);
        const std::scoped_lock guard(shard.lock);
        if (const auto there = shard.places.find(key); there != shard.places.end())
            drop(shard, there->second);
        shard.entries.push_front({std::move(key), thoughts, size, nowMs + m_limits.keepMs});
        shard.places.emplace(shard.entries.front().key, shard.entries.begin());
        shard.bytes += size;
        m_count.fetch_add(1, std::memory_order_relaxed);
        while (shard.bytes > share || shard.entries.back().untilMs <= nowMs)
            drop(shard, std::prev(shard.entries.end()));
    }
}

std::shared_ptr<const Thoughts> KeptThoughts::find(std::string_view clientKeyId, std::string_view callId,
                                                   std::int64_t nowMs)
{
    const std::string key = keyOf(clientKeyId, callId);
    Shard &shard = shardOf(key);
    const std::scoped_lock guard(shard.lock);
    const auto hit = shard.places.find(key);
    if (hit == shard.places.end())
        return nullptr;
    const auto entry = hit->second;
    if (entry->untilMs <= nowMs) {
        drop(shard, entry);
        return nullptr;
    }
    entry->untilMs = nowMs + m_limits.keepMs;
    shard.entries.splice(shard.entries.begin(), shard.entries, entry);
    return entry->thoughts;
}

std::size_t KeptThoughts::bytes()
{
    std::size_t out = 0;
    for (Shard &shard : m_shards) {
        const std::scoped_lock guard(shard.lock);
        out += shard.bytes;
    }
    return out;
}

} // namespace exchange
