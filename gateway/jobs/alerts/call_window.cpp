#include "jobs/alerts/call_window.h"

#include <algorithm>

#include "model/words.h"

namespace jobs {
namespace {

using namespace Qt::StringLiterals;

constexpr std::int64_t kSlotMs = 10'000;
constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kKeptMs = 60 * kMinuteMs;
constexpr std::int64_t kRowsAtFirst = 20'000; ///< What a restart looks back on.
constexpr std::int64_t kServerError = 500;
constexpr std::int64_t kTooMany = 429;

bool isFailure(model::Outcome outcome, std::int64_t status)
{
    switch (outcome) {
    case model::Outcome::Partial:
    case model::Outcome::Interrupted:
        return true;
    case model::Outcome::Failed:
        return status >= kServerError || status == kTooMany; // else it was what was asked
    case model::Outcome::Refused:
        return status >= kServerError; // nobody was there to ask
    case model::Outcome::Done:
    case model::Outcome::Cancelled:
        break;
    }
    return false;
}

bool counts(model::Outcome outcome, std::int64_t status)
{
    return outcome == model::Outcome::Done || isFailure(outcome, status);
}

void add(CallWindow::Sums &to, const storage::Statement &row)
{
    const auto outcome = model::outcomeFrom(row.text(3));
    const std::int64_t status = row.integer(2);
    if (!outcome || !counts(*outcome, status))
        return;
    ++to.calls;
    to.failed += isFailure(*outcome, status) ? 1 : 0;
    if (const auto us = row.maybeInteger(4))
        to.firstToken.add(*us);
}

} // namespace

base::Result<std::int64_t> CallWindow::newestRow(storage::Database &db) const
{
    auto select = db.usage().prepare("SELECT coalesce(max(no), 0) FROM requests");
    if (!select)
        return base::fail(std::move(select.error()));
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const storage::Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()));
    return out;
}

CallWindow::Slot &CallWindow::slotOf(std::int64_t atMs)
{
    const std::int64_t start = atMs - atMs % kSlotMs;
    const auto hit = std::ranges::find(m_slots, start, &Slot::startMs);
    if (hit != m_slots.end())
        return *hit;
    return m_slots.emplace_back(Slot{.startMs = start});
}

base::Result<> CallWindow::follow(storage::Database &db, std::int64_t nowMs)
{
    const auto newest = newestRow(db);
    if (!newest)
        return base::fail(newest.error(), "reading how calls go");
    if (!m_read || *m_read > *newest) { // the file may have been set aside
        m_slots.clear();
        m_read = std::max<std::int64_t>(*newest - kRowsAtFirst, 0);
    }
    std::erase_if(m_slots, [nowMs](const Slot &slot) { return slot.startMs < nowMs - kKeptMs; });
    if (*m_read == *newest)
        return {};
    auto select = db.usage().prepare("SELECT started_ms, duration_us, status, outcome, first_token_us FROM requests "
                                     "WHERE no > :read AND no <= :newest");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":read"_s, *m_read);
    select->bind(u":newest"_s, *newest);
    auto done = select->forEach([&](const storage::Statement &row) {
        const std::int64_t endedMs = row.integer(0) + row.integer(1) / 1000;
        if (endedMs >= nowMs - kKeptMs)
            add(slotOf(endedMs).sums, row);
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading how calls go");
    m_read = *newest;
    return {};
}

CallWindow::Sums CallWindow::last(std::int64_t minutes, std::int64_t nowMs) const
{
    Sums out;
    for (const Slot &slot : m_slots)
        if (slot.startMs > nowMs - minutes * kMinuteMs - kSlotMs && slot.startMs <= nowMs) {
            out.calls += slot.sums.calls;
            out.failed += slot.sums.failed;
            out.firstToken += slot.sums.firstToken;
        }
    return out;
}

} // namespace jobs
