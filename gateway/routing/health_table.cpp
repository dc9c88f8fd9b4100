#include "routing/health_table.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace routing {
namespace {

constexpr std::size_t kRoom = 1024; // models that callers name freely

} // namespace

HealthTable::HealthTable(std::size_t blocks)
    : m_mask(std::bit_ceil(4 * (blocks + kRoom)) - 1),
      m_slots(std::make_unique<std::atomic<HealthBlock *>[]>(m_mask + 1))
{
}

/// The block's slot, or the free one where it would go.
std::size_t HealthTable::slotOf(const HealthBlock::Name &name) const
{
    const std::hash<std::string_view> hash;
    std::size_t at = (hash(name.model) * 31 + hash(name.key)) * 31 + hash(name.provider);
    for (;; ++at) {
        const HealthBlock *block = m_slots[at & m_mask].load(std::memory_order_acquire);
        if (block == nullptr || block->is(name))
            return at & m_mask;
    }
}

HealthBlock *HealthTable::find(const HealthBlock::Name &name) const
{
    return m_slots[slotOf(name)].load(std::memory_order_acquire);
}

HealthBlock *HealthTable::findOrMake(const HealthBlock::Name &name) const
{
    if (HealthBlock *known = find(name))
        return known;
    const std::lock_guard lock(m_mutex);
    std::atomic<HealthBlock *> &slot = m_slots[slotOf(name)];
    if (HealthBlock *known = slot.load(std::memory_order_acquire))
        return known;
    if (m_blocks.size() > m_mask / 2)
        return nullptr; // a caller makes names up: what is known of the key must do for them
    m_blocks.push_back(std::make_shared<HealthBlock>(name));
    slot.store(m_blocks.back().get(), std::memory_order_release);
    return m_blocks.back().get();
}

void HealthTable::adopt(std::shared_ptr<HealthBlock> block) const
{
    const std::lock_guard lock(m_mutex);
    std::atomic<HealthBlock *> &slot = m_slots[slotOf(block->name())];
    if (slot.load(std::memory_order_acquire) != nullptr)
        return;
    slot.store(block.get(), std::memory_order_release);
    m_blocks.push_back(std::move(block));
}

std::vector<std::shared_ptr<HealthBlock>> HealthTable::blocks() const
{
    const std::lock_guard lock(m_mutex);
    return m_blocks;
}

} // namespace routing
