#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "routing/health_block.h"

namespace routing {

/// Finds blocks by name. It is replaced when the plan changes, and keeps the blocks it holds for as long as somebody
/// uses it. Thread: any; finding takes no lock, making a block that is not there does.
class HealthTable {
public:
    /// Room for `blocks` and for as many that come later.
    explicit HealthTable(std::size_t blocks);
    HealthTable(const HealthTable &) = delete;
    HealthTable &operator=(const HealthTable &) = delete;

    /// Null when there is none.
    HealthBlock *find(const HealthBlock::Name &name) const;
    /// Null when the table is full.
    HealthBlock *findOrMake(const HealthBlock::Name &name) const;
    /// Takes over a block of another table. Before anybody else sees this one.
    void adopt(std::shared_ptr<HealthBlock> block) const;
    /// All blocks there are now.
    std::vector<std::shared_ptr<HealthBlock>> blocks() const;

private:
    std::size_t slotOf(const HealthBlock::Name &name) const;

    std::size_t m_mask;
    std::unique_ptr<std::atomic<HealthBlock *>[]> m_slots;
    mutable std::mutex m_mutex{};
    mutable std::vector<std::shared_ptr<HealthBlock>> m_blocks{}; ///< Under m_mutex.
};

} // namespace routing
