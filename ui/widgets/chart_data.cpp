#include "ui/widgets/chart_data.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>

#include "ui/text/money.h"
#include "ui/text/numbers.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr double kNiceSteps[] = {1, 1.5, 2, 2.5, 4, 5, 6, 8, 10};
constexpr double kNanosPerUnit = 1e9;

/// With as few decimals as the number needs.
QString axisNumber(double value)
{
    int decimals = 0;
    for (double rest = value; decimals < 6 && std::abs(rest - std::round(rest)) > 1e-6; ++decimals)
        rest *= 10;
    return QLocale().toString(value, 'f', decimals);
}

double niceStep(double least)
{
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double step : kNiceSteps)
        if (step * power >= least * (1 - 1e-9))
            return step * power;
    return 10 * power;
}

} // namespace

ChartUnit countUnit()
{
    return {.text = [](double value) { return countText(std::llround(value)); },
            .axis = [](double value, double) { return shortCountText(std::llround(value)); }};
}

ChartUnit millisUnit()
{
    const auto axis = [](double value, double top) {
        const bool inSeconds = top >= 1000;
        const QString number = axisNumber(inSeconds ? value / 1000 : value);
        if (value < top)
            return number;
        const char *pattern =
            inSeconds ? QT_TRANSLATE_NOOP("ui::numbers", "%1 s") : QT_TRANSLATE_NOOP("ui::numbers", "%1 ms");
        return QCoreApplication::translate("ui::numbers", pattern).arg(number);
    };
    return {.text = [](double value) { return durationText(std::llround(value * 1000)); }, .axis = axis};
}

ChartUnit moneyUnit(const QString &currency)
{
    const auto text = [currency](double value) {
        return moneyText(model::Nanos{std::llround(value * kNanosPerUnit)}, currency);
    };
    const auto axis = [currency](double value, double top) {
        if (value < top)
            return axisNumber(value);
        QString zero = moneyText(model::Nanos{0}, currency);
        const QString nothing = QLocale().toString(0.0, 'f', 2);
        return zero.replace(nothing, axisNumber(value));
    };
    return {.text = text, .axis = axis};
}

bool ChartData::isMeasured(int point) const
{
    return std::ranges::any_of(
        series, [&](const ChartSeries &each) { return !std::isnan(each.values[static_cast<std::size_t>(point)]); });
}

int ChartData::lastMeasured() const
{
    int point = count() - 1;
    while (point >= 0 && !isMeasured(point))
        --point;
    return point;
}

double ChartData::highest() const
{
    double highest = 0;
    for (int point = 0; point < count(); ++point) {
        double stack = 0;
        for (std::size_t of = 0; of < series.size(); ++of) {
            const double here = value(of, point);
            if (std::isnan(here))
                continue;
            if (series[of].shape == ChartSeries::Shape::Bar)
                stack += here;
            else
                highest = std::max(highest, here);
        }
        highest = std::max(highest, stack);
    }
    return highest;
}

double ChartData::total() const
{
    double total = 0;
    for (int point = 0; !series.empty() && point < count(); ++point)
        if (const double here = value(0, point); !std::isnan(here))
            total += here;
    return total;
}

QString ChartData::valueText(std::size_t of, int point) const
{
    const double here = value(of, point);
    return std::isnan(here) ? u"–"_s : unit.text(here);
}

bool ChartData::isTold(std::size_t of, int point) const
{
    const bool stacked = series.size() > 1 && series[of].shape == ChartSeries::Shape::Bar;
    return !stacked || !isMeasured(point) || !std::isnan(value(of, point));
}

QString ChartData::sentence(int point) const
{
    if (point < 0 || point >= count())
        return {};
    QStringList parts;
    for (std::size_t of = 0; of < series.size(); ++of) {
        if (!isTold(of, point))
            continue;
        const QString figure = valueText(of, point);
        parts += series[of].name.isEmpty() ? figure : series[of].name + u' ' + figure;
    }
    if (const QString said = note(point); !said.isEmpty())
        parts += said;
    return points.at(point) + u": "_s + parts.join(u", "_s);
}

void ChartData::thin()
{
    const auto surplus = points.size() - static_cast<qsizetype>(kMostPoints);
    if (surplus <= 0)
        return;
    points.remove(0, surplus);
    if (!notes.isEmpty())
        notes.remove(0, surplus);
    for (ChartSeries &each : series)
        each.values.erase(each.values.begin(), each.values.begin() + surplus);
    std::erase_if(ticks, [surplus](const ChartTick &tick) { return tick.point < surplus; });
    for (ChartTick &tick : ticks)
        tick.point -= static_cast<int>(surplus);
}

AxisScale axisScale(double highest)
{
    if (highest <= 0)
        return {.top = 1, .steps = 1}; // nothing to tell apart between nothing and one
    const double three = niceStep(highest / 3) * 3;
    const double four = niceStep(highest / 4) * 4;
    return four < three ? AxisScale{four, 4} : AxisScale{three, 3};
}

} // namespace ui
