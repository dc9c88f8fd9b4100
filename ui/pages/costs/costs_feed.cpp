#include "ui/pages/costs/costs_feed.h"

#include <utility>

namespace ui {
namespace {

constexpr int kForecastDays = 28;

} // namespace

CostsFeed::CostsFeed(admin::AdminClient &client, QObject *parent) : QObject(parent), m_client(client) {}

QDate CostsFeed::today() const
{
    return m_now ? m_now->now.date() : QDate::currentDate();
}

void CostsFeed::ask(const CostSpan &span, const CostAxis &axis)
{
    ++m_round;
    m_open = 0;
    m_isBroken = false;
    if (m_costs.span != span || m_costs.axis != &axis)
        m_costs = {.span = span, .axis = &axis};
    askNow();
    askSpan();
    askLately();
}

/// One question of this round; the last answer of it tells that all is known.
void CostsFeed::get(const char *operation, Query query, std::function<void(const base::Json &)> take)
{
    ++m_open;
    m_client.call({.operation = operation, .query = std::move(query)}, this,
                  [this, round = m_round, take = std::move(take)](const base::Result<base::Json> &answer) {
                      if (round != m_round)
                          return;
                      --m_open;
                      if (!answer) {
                          m_isBroken = true;
                          return Q_EMIT failed(answer.error().code);
                      }
                      take(*answer);
                      if (m_open == 0 && !m_isBroken && m_costs.isWhole())
                          Q_EMIT costsChanged();
                  });
}

void CostsFeed::askNow()
{
    get("cost.current", {}, [this](const base::Json &answer) {
        m_now = parseCostsNow(answer);
        Q_EMIT nowChanged();
    });
}

void CostsFeed::askSpan()
{
    const Query query = m_costs.span.query(today());
    const auto with = [&query](std::vector<std::pair<std::string, std::string>> more) {
        Query out = query;
        out.insert(out.end(), more.begin(), more.end());
        return out;
    };
    const std::string step = toWord(m_costs.span.step());
    get("cost.summary", query, [this](const base::Json &answer) { m_costs.summary = parseCostSummary(answer); });
    get("reports.usage", with({{"period", step}}),
        [this](const base::Json &answer) { m_costs.whole = parseCostTable(answer, nullptr); });
    get("reports.billing", with({{"period", step}, {"group_by", m_costs.axis->word}}),
        [this](const base::Json &answer) { m_costs.parts = parseCostTable(answer, m_costs.axis); });
    get(m_costs.axis->operation, query,
        [this](const base::Json &answer) { m_costs.rows = parseCostTable(answer, m_costs.axis); });
    if (m_costs.span.contains(today()))
        return;
    const CostSpan then = m_costs.span.moved(-1);
    Query before = then.query(today());
    before.emplace_back("period", "none");
    get("reports.usage", std::move(before),
        [this](const base::Json &answer) { m_costs.before = parseCostTable(answer, nullptr); });
}

void CostsFeed::askLately()
{
    m_lately = {};
    if (!m_costs.span.contains(today()) || m_costs.span.step() != CostSpan::Step::Day)
        return;
    get("cost.daily", {{"from", today().addDays(-kForecastDays).toString(Qt::ISODate).toStdString()}},
        [this](const base::Json &answer) { m_lately = parseCostTable(answer, nullptr); });
}

std::optional<model::Nanos> CostsFeed::before() const
{
    if (!m_costs.span.contains(today())) {
        const bool known = m_costs.before && m_costs.before->total.calls > 0;
        return known ? std::optional(m_costs.before->total.cost) : std::nullopt;
    }
    switch (m_costs.span.unit) {
    case CostSpan::Unit::Day:
        return m_now ? m_now->today.before : std::nullopt;
    case CostSpan::Unit::Week:
        return m_now ? m_now->week.before : std::nullopt;
    case CostSpan::Unit::Month:
        return m_now ? m_now->month.before : std::nullopt;
    case CostSpan::Unit::Own:
        break;
    }
    const bool known = m_costs.summary && m_costs.summary->before.calls > 0;
    return known ? std::optional(m_costs.summary->before.cost) : std::nullopt;
}

} // namespace ui
