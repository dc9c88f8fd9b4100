#include "ledger/group_commit.h"

#include <utility>

namespace ledger {

GroupCommit::Entry::Entry(GroupCommit &group, const model::CallBegin &call)
    : m_group(group), m_end(group.m_batch.add(call))
{
}

GroupCommit::Entry::Entry(GroupCommit &group, const model::CallRecord &call)
    : m_group(group), m_settled(&call), m_end(group.m_batch.add(call))
{
}

/// What is deferred runs after all that the events of this turn have set going: deferred twice, after the calls that
/// those events woke, so that theirs go along.
void GroupCommit::Entry::await_suspend(std::coroutine_handle<> waiter)
{
    m_waiter = waiter;
    GroupCommit &group = m_group;
    group.m_waiting.push_back(this);
    if (group.m_waiting.size() == 1)
        group.m_reactor.defer([&group] { group.m_reactor.defer([&group] { group.flush(); }); });
}

/// Who goes on here may come back with the next record at once.
void GroupCommit::flush()
{
    const JournalBatch::Written written = m_batch.write();
    m_written.swap(m_waiting);
    for (Entry *entry : m_written) {
        base::Result<> done;
        if (entry->m_end > written.bytes)
            done = base::fail(written.why);
        entry->m_result = entry->m_settled != nullptr ? m_ledger.settled(std::move(done), *entry->m_settled)
                                                      : m_ledger.begun(std::move(done));
    }
    for (const Entry *entry : m_written)
        entry->m_waiter.resume();
    m_written.clear();
}

} // namespace ledger
