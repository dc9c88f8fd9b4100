#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include <QString>
#include <QStringList>

#include "ui/theme/tokens.h"

namespace ui {

/// One figure over the points of a chart.
struct ChartSeries {
    enum class Shape : std::uint8_t { Line, Area, Bar };
    QString name{};
    std::vector<double> values{}; ///< One per point; NaN where nothing was measured, which is not zero.
    Token ink = Token::Chart1;
    Shape shape = Shape::Line;
    bool dashed =
        false; ///< So that no series is told from another by colour alone. Bars: an outline of what is to come.
};

/// A word on the horizontal axis.
struct ChartTick {
    int point = 0;
    QString text{};
};

/// How the figures of a chart are written.
struct ChartUnit {
    std::function<QString(double value)> text{};             ///< In full: `1.31 s`.
    std::function<QString(double value, double top)> axis{}; ///< On an axis that ends at `top`: the unit there only.
};
ChartUnit countUnit();
/// Unit of the values: milliseconds.
ChartUnit millisUnit();
/// Unit of the values: whole units of the currency.
ChartUnit moneyUnit(const QString &currency);

/// What a chart shows, whatever its form: named points in their order, and figures over them.
/// Invariant: each series has as many values as there are points, and there are at most kMostPoints of them.
struct ChartData {
    static constexpr std::size_t kMostPoints = 1500;

    QString pointTitle{}; ///< The head of the points in a table: `Time`.
    QStringList points{}; ///< What each point is called: `Thu 19 Nov, 14:15`.
    std::vector<ChartTick> ticks{};
    std::vector<ChartSeries> series{};
    QStringList notes{}; ///< Empty, or one per point: what has to be said of it. A point with a note is marked.
    ChartUnit unit = countUnit();

    int count() const { return static_cast<int>(points.size()); }
    double value(std::size_t of, int point) const { return series[of].values[static_cast<std::size_t>(point)]; }
    QString note(int point) const { return notes.isEmpty() ? QString() : notes.at(point); }
    bool isMeasured(int point) const;
    /// The newest point that was measured; -1 when none was.
    int lastMeasured() const;
    /// The highest figure; bars count as the stacks they form. 0 when nothing was measured.
    double highest() const;
    /// The sum of the first series.
    double total() const;
    /// A figure in words; a dash where nothing was measured.
    QString valueText(std::size_t of, int point) const;
    /// Whether the figure belongs to what is told of a point: bars that are not there do not.
    bool isTold(std::size_t of, int point) const;
    /// All that is known of a point, as one sentence.
    QString sentence(int point) const;
    /// Drops the oldest points until the invariant holds.
    void thin();
};

/// The end of an axis from zero that holds `highest`, and into how many equal steps it falls.
struct AxisScale {
    double top = 1;
    int steps = 3;
};
AxisScale axisScale(double highest);

} // namespace ui
