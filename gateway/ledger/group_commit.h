#pragma once

#include <coroutine>
#include <cstddef>
#include <vector>

#include "base/reactor.h"
#include "base/result.h"
#include "ledger/journal.h"
#include "ledger/ledger.h"

namespace ledger {

/// What the calls of one worker have to write down, in one write() for each turn of its loop: the more calls there are,
/// the less a record costs. Each call waits for its own, so that the order stays what the Ledger asks for: written down,
/// then sent.
/// Thread: the reactor's. `ledger` and `reactor` outlive it, and nobody waits when it ends.
class GroupCommit {
public:
    /// To be awaited at once, by one coroutine. Gives what Ledger::begin() or settle() would have returned.
    class [[nodiscard]] Entry {
    public:
        Entry(GroupCommit &group, const model::CallBegin &call);
        Entry(GroupCommit &group, const model::CallRecord &call);
        /// One that is written already.
        Entry(GroupCommit &group, base::Result<> done) : m_group(group), m_result(std::move(done)), m_done(true) {}
        Entry(const Entry &) = delete;
        Entry &operator=(const Entry &) = delete;

        bool await_ready() const noexcept { return m_done; }
        void await_suspend(std::coroutine_handle<> waiter);
        base::Result<> await_resume() { return std::move(m_result); }

    private:
        friend class GroupCommit;
        GroupCommit &m_group;
        const model::CallRecord *m_settled = nullptr; ///< Null: the call begins.
        std::size_t m_end = 0;                        ///< In the batch.
        std::coroutine_handle<> m_waiter{};
        base::Result<> m_result{};
        bool m_done = false;
    };
    /// A record waits for others only where somebody waits for the answer, and the loop goes on.
    enum class When { WithOthers, Now };

    GroupCommit(Ledger &ledger, base::Reactor &reactor)
        : m_ledger(ledger), m_reactor(reactor), m_batch(ledger.journal())
    {
    }
    GroupCommit(const GroupCommit &) = delete;
    GroupCommit &operator=(const GroupCommit &) = delete;

    /// As Ledger::begin().
    Entry begin(const model::CallBegin &call) { return {*this, call}; }
    /// As Ledger::settle(). `call` stays as it is until then.
    Entry settle(const model::CallRecord &call, When when)
    {
        if (when == When::Now)
            return {*this, m_ledger.settle(call)};
        return {*this, call};
    }

private:
    void flush();

    Ledger &m_ledger;
    base::Reactor &m_reactor;
    JournalBatch m_batch;
    std::vector<Entry *> m_waiting{}; ///< In the order of the batch.
    std::vector<Entry *> m_written{}; ///< Kept for the memory it has.
};

} // namespace ledger
