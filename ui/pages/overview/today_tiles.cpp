#include "ui/pages/overview/today_tiles.h"

#include <cmath>
#include <limits>

#include <QCoreApplication>
#include <QLocale>

#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/widgets/kpi_tile.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::size_t kBucketsPerHour = 4;
constexpr std::size_t kTrendDays = 14;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::today", text);
}

QString counted(const char *text, std::int64_t count)
{
    return QCoreApplication::translate("ui::today", text, nullptr, static_cast<int>(count));
}

QString percent(double share)
{
    const bool whole = share >= 1 || share <= 0;
    // Cut, not rounded: one failed call of ten thousand must not read 100.
    return QLocale().toString(whole ? share * 100 : std::floor(share * 1000) / 10, 'f', whole ? 0 : 1);
}

QString millis(std::optional<double> value)
{
    return value ? durationText(std::llround(*value * 1000)) : u"–"_s;
}

std::int64_t counts(const Compared &figure)
{
    return std::llround(figure.now.value_or(0));
}

/// Sums of hours: quarters of an hour are too many for a curve this small, and too ragged.
struct Hours {
    std::vector<double> calls{};
    std::vector<double> success{};
    std::vector<double> firstToken{};
};

Hours hoursOf(const std::vector<DashboardStats::Bucket> &buckets)
{
    constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
    Hours hours;
    for (std::size_t from = 0; from + kBucketsPerHour <= buckets.size(); from += kBucketsPerHour) {
        double calls = 0;
        double errors = 0;
        double weighted = 0;
        double weight = 0;
        for (std::size_t i = from; i < from + kBucketsPerHour; ++i) {
            calls += static_cast<double>(buckets[i].calls);
            errors += static_cast<double>(buckets[i].errors);
            if (std::isnan(buckets[i].firstTokenMs))
                continue;
            weighted += buckets[i].firstTokenMs * static_cast<double>(buckets[i].calls);
            weight += static_cast<double>(buckets[i].calls);
        }
        hours.calls.push_back(calls);
        hours.success.push_back(calls > 0 ? 1 - errors / calls : kNothing);
        hours.firstToken.push_back(weight > 0 ? weighted / weight : kNothing);
    }
    return hours;
}

} // namespace

TodayTiles::TodayTiles(QWidget &canvas)
    : m_calls(add(canvas, QT_TRANSLATE_NOOP("ui::today", "Requests today"), u"callsToday"_s)),
      m_tokens(add(canvas, QT_TRANSLATE_NOOP("ui::today", "Tokens today"), u"tokensToday"_s)),
      m_cost(add(canvas, QT_TRANSLATE_NOOP("ui::today", "Cost today"), u"costToday"_s)),
      m_success(add(canvas, QT_TRANSLATE_NOOP("ui::today", "Success"), u"successToday"_s)),
      m_firstToken(add(canvas, QT_TRANSLATE_NOOP("ui::today", "First token, average"), u"firstToken"_s))
{
}

KpiTile *TodayTiles::add(QWidget &canvas, const char *title, const QString &name)
{
    auto *tile = new KpiTile(translated(title), &canvas);
    tile->setObjectName(name);
    m_all.push_back(tile);
    return tile;
}

void TodayTiles::setStats(const DashboardStats &stats)
{
    const QString none = translated(QT_TRANSLATE_NOOP("ui::today", "none yet"));
    m_calls->setFigure(stats.requests.now ? countText(counts(stats.requests)) : u"–"_s);
    m_calls->setDelta(relativeDelta(stats.requests.now, stats.requests.before, Better::Neither), none);

    const ShortCount tokens = shortCount(counts(stats.tokens));
    m_tokens->setFigure(stats.tokens.now ? tokens.number : u"–"_s, stats.tokens.now ? tokens.unit : QString());
    m_tokens->setDelta(relativeDelta(stats.tokens.now, stats.tokens.before, Better::Neither), none);
    m_tokens->setDetail(stats.inputTokens && stats.outputTokens
                            ? translated(QT_TRANSLATE_NOOP("ui::today", "%1 in · %2 out"))
                                  .arg(shortCountText(*stats.inputTokens), shortCountText(*stats.outputTokens))
                            : QString());
    setCost(stats);

    setSuccess(stats, none);

    const QString first = millis(stats.firstTokenMs.now);
    const auto space = first.lastIndexOf(u' '); // "412 ms" stands as a figure and its unit
    m_firstToken->setFigure(space > 0 ? first.left(space) : first, space > 0 ? first.mid(space + 1) : QString());
    m_firstToken->setDelta(relativeDelta(stats.firstTokenMs.now, stats.firstTokenMs.before, Better::Lower),
                           stats.firstTokenP95 ? u"p95 "_s + millis(stats.firstTokenP95) : none);
    m_firstToken->setDetail(translated(QT_TRANSLATE_NOOP("ui::today", "median %1 · p95 %2"))
                                .arg(millis(stats.firstTokenP50), millis(stats.firstTokenP95)));
    setTrends(stats);
}

void TodayTiles::setSuccess(const DashboardStats &stats, const QString &none)
{
    m_success->setFigure(stats.success.now ? percent(*stats.success.now) : u"–"_s,
                         stats.success.now ? u"%"_s : QString());
    const DeltaText delta = pointsDelta(stats.success.now, stats.success.before, Better::Higher);
    if (stats.firstChoice)
        m_success->setNote(
            translated(QT_TRANSLATE_NOOP("ui::today", "%1% by the first choice")).arg(percent(*stats.firstChoice)));
    else
        m_success->setDelta(delta, stats.success.now
                                       ? counted(QT_TRANSLATE_N_NOOP("ui::today", "%n failed"), counts(stats.errors))
                                       : none);
    QStringList detail{counted(QT_TRANSLATE_N_NOOP("ui::today", "%n failed"), counts(stats.errors))};
    if (stats.failoversToday > 0)
        detail += counted(QT_TRANSLATE_N_NOOP("ui::today", "%n failover(s)"), stats.failoversToday);
    if (stats.firstChoice && !delta.change.isEmpty())
        detail += (delta.change + u' ' + delta.rest).trimmed();
    m_success->setDetail(detail.join(u" · "_s));
}

void TodayTiles::setCost(const DashboardStats &stats)
{
    const model::Nanos cost{counts(stats.costNanos)};
    const auto confidence = stats.estimated > 0 ? model::Confidence::Estimated : model::Confidence::Measured;
    const bool unknown = stats.isCostUnknown();
    m_cost->setFigure(unknown ? u"–"_s : costText(cost, stats.currency, confidence));
    const DeltaText delta = relativeDelta(stats.costNanos.now, stats.costNanos.before, Better::Lower);
    if (stats.unpriced > 0)
        m_cost->setNote(counted(QT_TRANSLATE_N_NOOP("ui::today", "%n call(s) unpriced"), stats.unpriced), Tone::Warn);
    else
        m_cost->setDelta(delta, translated(QT_TRANSLATE_NOOP("ui::today", "none yet")));
    QStringList detail;
    if (!unknown)
        detail += exactMoneyText(cost, stats.currency);
    if (stats.costNanos.before)
        detail += translated(QT_TRANSLATE_NOOP("ui::today", "%1 yesterday by now"))
                      .arg(moneyText({std::llround(*stats.costNanos.before)}, stats.currency));
    if (stats.estimated > 0)
        detail += counted(QT_TRANSLATE_N_NOOP("ui::today", "%n call(s) estimated"), stats.estimated);
    m_cost->setDetail(detail.join(u" · "_s));
}

void TodayTiles::setTrends(const DashboardStats &stats)
{
    Hours hours = hoursOf(stats.responses);
    m_calls->setTrend(std::move(hours.calls));
    m_success->setTrend(std::move(hours.success));
    m_firstToken->setTrend(std::move(hours.firstToken));
    std::vector<double> tokens;
    std::vector<double> cost;
    const std::size_t from = stats.days.size() > kTrendDays ? stats.days.size() - kTrendDays : 0;
    for (std::size_t i = from; i < stats.days.size(); ++i) {
        const auto &day = stats.days[i];
        tokens.push_back(static_cast<double>(day.tokens));
        cost.push_back(day.isCostUnknown() ? std::numeric_limits<double>::quiet_NaN()
                                           : static_cast<double>(day.costNanos));
    }
    m_tokens->setTrend(std::move(tokens));
    m_cost->setTrend(std::move(cost));
}

} // namespace ui
