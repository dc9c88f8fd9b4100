#include "ui/pages/overview/overview_charts.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <QCoreApplication>

#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr double kNanosPerUnit = 1e9;
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr int kHoursPerTick = 4;
constexpr int kDaysPerTick = 5;
constexpr Token kInks[] = {Token::Chart1, Token::Chart2, Token::Chart3, Token::Chart4, Token::Chart5, Token::Chart6};

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::overview", text);
}

QString counted(const char *text, std::int64_t count)
{
    return QCoreApplication::translate("ui::overview", text, nullptr, static_cast<int>(count));
}

QString dayNote(const DashboardStats::Day &day)
{
    if (day.unpriced > 0)
        return counted(QT_TRANSLATE_N_NOOP("ui::overview", "%n call(s) unpriced"), day.unpriced);
    if (day.estimated > 0)
        return counted(QT_TRANSLATE_N_NOOP("ui::overview", "%n call(s) estimated"), day.estimated);
    return {};
}

} // namespace

ChartData responseChart(const DashboardStats &stats)
{
    ChartSeries average{.name = translated(QT_TRANSLATE_NOOP("ui::overview", "Average")),
                        .ink = Token::Chart1,
                        .shape = ChartSeries::Shape::Area};
    ChartSeries slow{.name = u"p95"_s, .ink = Token::Chart2, .dashed = true};
    ChartSeries first{.name = translated(QT_TRANSLATE_NOOP("ui::overview", "First token")), .ink = Token::Chart3};
    ChartData chart{.pointTitle = translated(QT_TRANSLATE_NOOP("ui::overview", "Time")), .unit = millisUnit()};
    int point = 0;
    int hour = -1;
    for (const auto &bucket : stats.responses) {
        chart.points += dayAndClockText(bucket.at);
        const bool begins = std::exchange(hour, bucket.at.time().hour()) != hour;
        if (begins && point > 0 && hour % kHoursPerTick == 0)
            chart.ticks.push_back({.point = point, .text = bucket.at.toString(u"HH:mm"_s)});
        average.values.push_back(bucket.averageMs);
        slow.values.push_back(bucket.p95Ms);
        first.values.push_back(bucket.firstTokenMs);
        ++point;
    }
    if (point > 0)
        chart.ticks.push_back({.point = point - 1, .text = translated(QT_TRANSLATE_NOOP("ui::overview", "now"))});
    chart.series = {std::move(average), std::move(slow), std::move(first)};
    return chart;
}

ChartData costChart(const DashboardStats &stats)
{
    ChartSeries cost{.name = translated(QT_TRANSLATE_NOOP("ui::overview", "Cost")),
                     .ink = Token::Chart1,
                     .shape = ChartSeries::Shape::Bar};
    ChartData chart{.pointTitle = translated(QT_TRANSLATE_NOOP("ui::overview", "Day")),
                    .unit = moneyUnit(stats.currency)};
    const int last = static_cast<int>(stats.days.size()) - 1;
    for (int point = 0; point <= last; ++point) {
        const auto &day = stats.days[static_cast<std::size_t>(point)];
        chart.points += shortDayText(day.day);
        chart.notes += dayNote(day);
        cost.values.push_back(day.isCostUnknown() ? kNothing : static_cast<double>(day.costNanos) / kNanosPerUnit);
        if (point == last)
            chart.ticks.push_back({point, translated(QT_TRANSLATE_NOOP("ui::overview", "Today"))});
        else if ((last - point) % kDaysPerTick == 0)
            chart.ticks.push_back({point, shortDayText(day.day)});
    }
    chart.series.push_back(std::move(cost));
    return chart;
}

ChartData modelChart(const DashboardStats &stats)
{
    ChartSeries calls{.name = translated(QT_TRANSLATE_NOOP("ui::overview", "Calls"))};
    ChartData chart{.pointTitle = translated(QT_TRANSLATE_NOOP("ui::overview", "Model"))};
    for (const auto &share : stats.models) {
        chart.points +=
            share.model.isEmpty() ? translated(QT_TRANSLATE_NOOP("ui::overview", "Other models")) : share.model;
        calls.values.push_back(static_cast<double>(share.calls));
    }
    chart.series.push_back(std::move(calls));
    return chart;
}

std::vector<Token> ModelInks::inksFor(const DashboardStats &stats)
{
    const auto isShown = [&](const QString &model) {
        return std::ranges::any_of(stats.models, [&](const auto &share) { return share.model == model; });
    };
    m_inks.removeIf([&](const auto &entry) { return !isShown(entry.key()); });
    std::vector<Token> inks;
    for (const auto &share : stats.models) {
        if (share.model.isEmpty()) {
            inks.push_back(Token::SeedGrey);
            continue;
        }
        if (!m_inks.contains(share.model)) {
            const QList<Token> taken = m_inks.values();
            const auto *free = std::ranges::find_if(kInks, [&](Token ink) { return !taken.contains(ink); });
            m_inks.insert(share.model, free == std::end(kInks) ? Token::SeedGrey : *free);
        }
        inks.push_back(m_inks.value(share.model));
    }
    return inks;
}

} // namespace ui
