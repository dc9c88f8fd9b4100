#include "app/report_printer.h"

#include <cmath>
#include <vector>

#include "app/pdf_pages.h"
#include "app/report_chart.h"
#include "app/report_table.h"
#include "app/report_words.h"
#include "ui/text/money.h"
#include "ui/text/numbers.h"

namespace app {
namespace {

using base::Json;

constexpr QColor kQuiet(0x6E, 0x6E, 0x73);
constexpr QColor kCard(0xF5, 0xF5, 0xF7);
constexpr QColor kWarning(0xB2, 0x5E, 0x00);
constexpr std::size_t kMostBars = 12;

QString textAt(const Json &of, const char *name)
{
    return QString::fromStdString(base::textOr(base::at(of, name)));
}

/// The date and time of an RFC 3339 text, without seconds.
QString minuteOf(const QString &time)
{
    return QString(time).left(16).replace(u'T', u' ') + QStringLiteral(" UTC");
}

bool isUsage(const Json &report)
{
    return base::at(report, "kind") == "usage";
}

/// That amounts are shown in, too; empty where there is none.
QString currencyOf(const Json &report)
{
    return textAt(base::at(report, "total"), "converted_currency");
}

bool isSlip(const Json &report)
{
    return base::at(report, "kind") == "slip";
}

QString titleOf(const Json &report)
{
    if (isSlip(report))
        return QStringLiteral("%1 · %2").arg(textAt(base::at(report, "key"), "key"), textAt(report, "month"));
    return isUsage(report) ? word(QT_TRANSLATE_NOOP("app::report", "Usage"))
                           : word(QT_TRANSLATE_NOOP("app::report", "Costs"));
}

void drawTitle(PdfPages &pages, const Json &report)
{
    pages.text({pages.left(), pages.y(), pages.width(), 28}, titleOf(report), {.size = 20, .weight = QFont::DemiBold});
    pages.skip(28);
    const QString span =
        word(QT_TRANSLATE_NOOP("app::report", "%1 to %2 · days of %3"))
            .arg(minuteOf(textAt(report, "from")), minuteOf(textAt(report, "to")), textAt(report, "zone"));
    pages.text({pages.left(), pages.y(), pages.width(), 14}, span, {.size = 9, .color = kQuiet});
    pages.skip(14);
    pages.text(
        {pages.left(), pages.y(), pages.width(), 14},
        word(QT_TRANSLATE_NOOP("app::report", "Made by Switchyard on %1")).arg(minuteOf(textAt(report, "made_at"))),
        {.size = 9, .color = kQuiet});
    pages.skip(26);
}

struct Tile {
    QString label;
    QString value;
};

void drawTiles(PdfPages &pages, const std::vector<Tile> &tiles)
{
    constexpr qreal kTall = 46;
    constexpr qreal kGap = 10;
    const auto count = static_cast<qreal>(tiles.size());
    const qreal wide = (pages.width() - kGap * (count - 1)) / count;
    qreal x = pages.left();
    for (const Tile &tile : tiles) {
        const QRectF box(x, pages.y(), wide, kTall);
        pages.painter().setPen(Qt::NoPen);
        pages.painter().setBrush(kCard);
        pages.painter().drawRoundedRect(box, 7, 7);
        pages.text(box.adjusted(10, 6, -10, -kTall / 2 - 2), tile.label, {.size = 8, .color = kQuiet});
        pages.text(box.adjusted(10, kTall / 2 - 6, -10, -6), tile.value, {.size = 14, .weight = QFont::DemiBold});
        x += wide + kGap;
    }
    pages.skip(kTall + 10);
}

void drawTotals(PdfPages &pages, const Json &report)
{
    const Json &total = base::at(report, "total");
    const auto count = [&](const char *name) { return ui::countText(base::integerOr(base::at(total, name))); };
    const Tile cost{word(QT_TRANSLATE_NOOP("app::report", "Cost")), amountText(total)};
    std::vector<Tile> tiles{isUsage(report) ? Tile{word(QT_TRANSLATE_NOOP("app::report", "Errors")), count("errors")}
                                            : cost};
    if (const QString converted = convertedText(total); !converted.isEmpty() && !isUsage(report))
        tiles.push_back({currencyOf(report), converted});
    tiles.push_back({word(QT_TRANSLATE_NOOP("app::report", "Calls")), count("calls")});
    tiles.push_back({word(QT_TRANSLATE_NOOP("app::report", "Input tokens")), count("input_tokens")});
    tiles.push_back({word(QT_TRANSLATE_NOOP("app::report", "Output tokens")), count("output_tokens")});
    drawTiles(pages, tiles);
}

/// What the sums are without, and what in them is a guess.
void drawNotes(PdfPages &pages, const Json &report)
{
    const auto note = [&](const QString &text, const QColor &color) {
        pages.text({pages.left(), pages.y(), pages.width(), 13}, text, {.size = 8.5, .color = color});
        pages.skip(13);
    };
    const Json &unpriced = base::at(report, "unpriced");
    const auto count = [&](const char *name) { return ui::countText(base::integerOr(base::at(unpriced, name))); };
    if (unpriced.is_object())
        note(word(QT_TRANSLATE_NOOP("app::report",
                                    "Unpriced: %1 attempts with %2 input and %3 output tokens have no known price; no "
                                    "sum of cost has them."))
                 .arg(count("calls"), count("input_tokens"), count("output_tokens")),
             kWarning);
    const Json &total = base::at(report, "total");
    if (const auto guessed = base::integerOr(base::at(total, "estimated_nanos")); guessed != 0)
        note(word(QT_TRANSLATE_NOOP("app::report", "≈ Estimated: %1 of the cost, by our own count of tokens."))
                 .arg(ui::moneyText({guessed}, QStringLiteral("USD"))),
             kQuiet);
    if (!currencyOf(report).isEmpty() && !isUsage(report))
        note(word(QT_TRANSLATE_NOOP("app::report", "In %1: each day at its own exchange rate, rounded once."))
                 .arg(currencyOf(report)),
             kQuiet);
    pages.skip(8);
}

const char *measureOf(const Json &report)
{
    return isUsage(report) ? "calls" : "cost_nanos";
}

ChartBar barOf(const Json &row, const QString &label, const char *measure)
{
    const auto value = base::integerOr(base::at(row, measure));
    return {label, static_cast<double>(value), // for a length on paper
            std::string_view(measure) == "calls" ? ui::countText(value) : amountText(row)};
}

/// One bar a period, over all that the rows of it are about.
std::vector<ChartBar> periodBars(const Json &rows, const std::string &period, const char *measure)
{
    std::vector<ChartBar> out;
    std::vector<std::int64_t> sums;
    for (const Json &row : rows) {
        QString label = QString::fromStdString(base::textOr(base::at(base::at(row, "key"), period)));
        if (period != "month")
            label = label.mid(5); // the year stands above
        if (out.empty() || out.back().label != label) {
            out.push_back({label});
            sums.push_back(0);
        }
        sums.back() += base::integerOr(base::at(row, measure));
        out.back() = barOf({{measure, sums.back()}}, label, measure);
    }
    return out;
}

/// The largest by name, and all others together.
std::vector<ChartBar> shareBars(const Json &rows, const char *measure)
{
    std::vector<ChartBar> out;
    std::int64_t rest = 0;
    for (const Json &row : rows) {
        if (out.size() >= kMostBars) {
            rest += base::integerOr(base::at(row, measure));
            continue;
        }
        QStringList names;
        for (const auto &[name, value] : base::at(row, "key").items())
            if (!name.ends_with("_id"))
                names += nameText(value);
        out.push_back(barOf(row, names.join(QStringLiteral(" · ")), measure));
    }
    if (rest > 0)
        out.push_back(barOf({{measure, rest}}, word(QT_TRANSLATE_NOOP("app::report", "Others")), measure));
    return out;
}

std::string periodOf(const Json &report)
{
    const Json &columns = base::at(report, "columns");
    const std::string first = columns.empty() ? std::string() : base::textOr(columns.front());
    return first == "day" || first == "week" || first == "month" ? first : std::string();
}

void drawChart(PdfPages &pages, const Json &report)
{
    const Json &rows = base::at(report, "data");
    if (rows.empty() || base::at(report, "columns").empty())
        return;
    const std::string period = periodOf(report);
    if (period.empty())
        drawShares(pages, shareBars(rows, measureOf(report)));
    else
        drawColumns(pages, periodBars(rows, period, measureOf(report)), 110);
    pages.skip(16);
}

void drawSlip(PdfPages &pages, const Json &report)
{
    constexpr std::size_t kMostModels = 16; // one page
    std::vector<ChartBar> days;
    for (const Json &row : base::at(report, "days"))
        days.push_back(barOf(row, textAt(base::at(row, "key"), "day").mid(8), "cost_nanos"));
    if (!days.empty())
        drawColumns(pages, days, 110);
    pages.skip(16);
    Json rows = base::at(report, "data");
    if (rows.size() > kMostModels) {
        Json rest = {{"key", {{"model", word(QT_TRANSLATE_NOOP("app::report", "others")).toStdString()}}}};
        for (std::size_t i = kMostModels - 1; i < rows.size(); ++i)
            for (const char *name : {"calls", "input_tokens", "cache_read_tokens", "output_tokens", "cost_nanos",
                                     "converted_nanos", "estimated_nanos", "unpriced_calls"})
                rest[name] = base::integerOr(base::at(rest, name)) + base::integerOr(base::at(rows[i], name));
        rest["converted_currency"] = currencyOf(report).toStdString();
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(kMostModels) - 1, rows.end());
        rows.push_back(std::move(rest));
    }
    drawTable(pages, columnsOf("billing", base::at(report, "columns"), currencyOf(report)), rows,
              base::at(report, "total"));
    pages.text({pages.left(), pages.y() + 8, pages.width(), 14},
               word(QT_TRANSLATE_NOOP("app::report", "Exactly %1"))
                   .arg(ui::exactMoneyText({base::integerOr(base::at(base::at(report, "total"), "cost_nanos"))},
                                           QStringLiteral("USD"))),
               {.size = 8.5, .color = kQuiet, .align = Qt::AlignRight | Qt::AlignVCenter});
}

void drawAll(PdfPages &pages, const Json &report)
{
    drawTitle(pages, report);
    drawTotals(pages, report);
    drawNotes(pages, report);
    if (isSlip(report))
        return drawSlip(pages, report);
    drawChart(pages, report);
    drawTable(pages, columnsOf(base::textOr(base::at(report, "kind")), base::at(report, "columns"), currencyOf(report)),
              base::at(report, "data"), base::at(report, "total"));
}

} // namespace

QByteArray pdfOf(const Json &report)
{
    const std::size_t upright = currencyOf(report).isEmpty() ? 3 : 1; // so many names have room beside the figures
    const auto way = base::at(report, "columns").size() > upright ? PdfPages::Way::Landscape : PdfPages::Way::Portrait;
    const QString title = QStringLiteral("Switchyard · ") + titleOf(report);
    PdfPages draft(title, way, 0); // how many pages there are is only known at the end
    drawAll(draft, report);
    PdfPages pages(title, way, draft.page());
    drawAll(pages, report);
    return pages.finish();
}

} // namespace app
