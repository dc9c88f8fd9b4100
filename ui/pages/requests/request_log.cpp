#include "ui/pages/requests/request_log.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace ui {
namespace {

using namespace std::chrono_literals;

const std::string kPage = std::to_string(WindowedModel::kPageRows);
constexpr auto kNewestFirst = "-started";
/// New calls are added to the count; one that began long ago and ended now is only found by counting again.
constexpr auto kRecountAfter = 15s;

} // namespace

RequestLog::RequestLog(admin::AdminClient &client, QObject *parent) : QObject(parent), m_client(client)
{
    connect(&m_model, &WindowedModel::pageWanted, this, &RequestLog::askPage);
}

bool RequestLog::isNewestFirst() const
{
    return m_query.sort.isEmpty() || m_query.sort == QLatin1StringView(kNewestFirst);
}

void RequestLog::setQuery(const RequestQuery &query)
{
    if (query == m_query && m_started)
        return;
    m_query = query;
    m_times = {};
    setTotal({}); // a search through a long log takes its time
    restart();
}

void RequestLog::restart()
{
    ++m_question;
    m_asked = QDateTime::currentDateTime();
    m_starting = true;
    m_polling = false;
    setNewer(0, false);
    ask(
        {{"limit", kPage}, {"offset", "0"}}, [this](RequestPage page) { begin(std::move(page)); },
        [this] { m_starting = false; });
}

void RequestLog::ask(Parameters more, std::function<void(RequestPage)> take, std::function<void()> giveUp)
{
    admin::AdminCall call{.operation = "requests.list", .query = filterParameters(m_query, m_asked)};
    const bool ordered = std::ranges::any_of(more, [](const auto &pair) { return pair.first == "sort"; });
    if (!ordered && !m_query.sort.isEmpty())
        call.query.emplace_back("sort", m_query.sort.toStdString());
    std::ranges::move(more, std::back_inserter(call.query));
    m_client.call(std::move(call), this,
                  [this, question = m_question, take = std::move(take),
                   giveUp = std::move(giveUp)](const base::Result<base::Json> &answer) {
                      if (question != m_question)
                          return; // another query was asked since
                      if (answer) {
                          take(parseRequestPage(*answer));
                          Q_EMIT answered();
                          return;
                      }
                      if (giveUp)
                          giveUp();
                      if (answer.error().param == "sort")
                          Q_EMIT orderRefused();
                      else
                          Q_EMIT failed(answer.error().code);
                  });
}

void RequestLog::begin(RequestPage page)
{
    m_starting = false;
    m_started = true;
    m_asOf = m_seen = page.asOf;
    const int rows = static_cast<int>(page.rows.size());
    const bool whole = rows < WindowedModel::kPageRows;
    m_newest.clear();
    if (isNewestFirst())
        rememberNewest(page);
    m_model.start(std::move(page.rows), rows);
    m_counted = m_asOf;
    setTotal(whole ? std::optional(rows) : std::nullopt);
    if (!whole)
        askCount();
    if (!isNewestFirst())
        askNewest(false);
    Q_EMIT started();
}

/// Apart from the first page, which is there at once; a count may have to look at every call.
void RequestLog::askCount()
{
    m_counted = m_asOf;
    m_sinceCount.start();
    ask({{"limit", "1"}, {"offset", "0"}, {"times", "true"}, {"as_of", m_asOf.toStdString()}},
        [this, asOf = m_asOf](const RequestPage &page) {
            if (asOf != m_asOf || !page.total)
                return; // the list has grown since, and the count of then is added to
            const int total = static_cast<int>(std::min<std::int64_t>(*page.total, INT_MAX));
            const bool timed = std::exchange(m_times, page.times) != page.times;
            setTotal(total);
            if (timed)
                Q_EMIT totalChanged();
            m_model.setCount(total);
        });
}

void RequestLog::askPage(int page, quint64 round)
{
    const std::int64_t offset = static_cast<std::int64_t>(page) * WindowedModel::kPageRows;
    ask(
        {{"limit", kPage}, {"offset", std::to_string(offset)}, {"as_of", m_asOf.toStdString()}},
        [this, page, round](RequestPage answer) { m_model.takePage(page, round, std::move(answer.rows)); },
        [this, page, round] { m_model.losePage(page, round); });
}

void RequestLog::poll()
{
    if (m_starting || m_polling)
        return;
    if (!m_started)
        return restart();
    m_model.retry();
    if (m_counted != m_asOf && !m_held && m_sinceCount.hasExpired(std::chrono::milliseconds(kRecountAfter).count()))
        askCount();
    m_polling = true;
    ask(
        {{"limit", "1"}, {"offset", "0"}, {"sort", kNewestFirst}},
        [this](const RequestPage &page) {
            m_polling = false;
            const bool known = page.rows.empty() || m_newest.contains(page.rows.front().id);
            if (page.asOf.isEmpty() ? !known : page.asOf != m_seen)
                askNewest(!m_held);
        },
        [this] { m_polling = false; });
}

void RequestLog::acceptNewer()
{
    m_held = false;
    if (isNewestFirst())
        askNewest(true);
    else
        restart();
}

void RequestLog::setHeld(bool held)
{
    m_held = held;
    if (!held && m_newer > 0)
        acceptNewer();
}

void RequestLog::askNewest(bool accept)
{
    if (m_polling)
        return;
    m_polling = true;
    ask(
        {{"limit", kPage}, {"offset", "0"}, {"sort", kNewestFirst}},
        [this, accept](RequestPage page) {
            m_polling = false;
            takeNewest(std::move(page), accept);
        },
        [this] { m_polling = false; });
}

void RequestLog::takeNewest(RequestPage page, bool accept)
{
    m_seen = page.asOf;
    const bool first = m_newest.isEmpty();
    const auto unknown =
        std::ranges::count_if(page.rows, [this](const RequestRow &row) { return !m_newest.contains(row.id); });
    const bool overlaps = unknown < std::ssize(page.rows);
    if (first && !isNewestFirst())
        return rememberNewest(page); // the list is in another order: from here on new calls are counted
    if (accept && isNewestFirst() && !m_held)
        return renew(std::move(page), static_cast<int>(unknown), overlaps);
    setNewer(static_cast<int>(unknown), !overlaps && !first);
}

void RequestLog::renew(RequestPage page, int fresh, bool overlaps)
{
    m_asOf = page.asOf;
    setNewer(0, false);
    const int rows = static_cast<int>(page.rows.size());
    const bool whole = rows < WindowedModel::kPageRows;
    const int known = m_total.value_or(m_model.rowCount());
    rememberNewest(page);
    m_model.renew(std::move(page.rows), whole ? rows : known + fresh);
    if (whole || (overlaps && m_total))
        return setTotal(whole ? rows : known + fresh);
    if (overlaps)
        return; // the first count is still on its way
    // More came than one page holds. At that pace it is counted now and then only: at least these are there.
    if (m_total && !m_sinceCount.hasExpired(std::chrono::milliseconds(kRecountAfter).count()))
        return setTotal(known + fresh);
    askCount();
}

void RequestLog::rememberNewest(const RequestPage &page)
{
    m_newest.clear();
    for (const RequestRow &row : page.rows)
        m_newest.insert(row.id);
}

void RequestLog::setNewer(int count, bool beyond)
{
    if (count == m_newer && beyond == m_newerBeyond)
        return;
    m_newer = count;
    m_newerBeyond = beyond;
    Q_EMIT newerChanged();
}

void RequestLog::setTotal(std::optional<int> total)
{
    if (total == m_total)
        return;
    m_total = total;
    Q_EMIT totalChanged();
}

} // namespace ui
