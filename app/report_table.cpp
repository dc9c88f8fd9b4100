#include "app/report_table.h"

#include <algorithm>
#include <iterator>

#include "app/report_words.h"
#include "ui/text/money.h"
#include "ui/text/numbers.h"

namespace app {
namespace {

using base::Json;

constexpr qreal kRow = 17;
constexpr qreal kNumber = 62;
constexpr qreal kGap = 6;
constexpr QColor kQuiet(0x6E, 0x6E, 0x73);
constexpr QColor kLine(0xE3, 0xE3, 0xE8);
constexpr QColor kStripe(0xF7, 0xF7, 0xFA);

QString keyText(const Json &row, const std::string &name)
{
    const Json &value = base::at(base::at(row, "key"), name);
    return nameText(value);
}

QString countCell(const Json &row, const std::string &name)
{
    return ui::countText(base::integerOr(base::at(row, name)));
}

QString amountCell(const Json &row, const std::string &)
{
    return amountText(row);
}

QString unpricedCell(const Json &row, const std::string &name)
{
    const auto calls = base::integerOr(base::at(row, name));
    return calls == 0 ? QString() : ui::countText(calls);
}

QString shareCell(const Json &row, const std::string &name)
{
    const Json &value = base::at(row, name);
    return value.is_number() ? QString::number(value.get<double>() * 100, 'f', 1) + QStringLiteral(" %")
                             : QStringLiteral("—");
}

QString spanCell(const Json &row, const std::string &name)
{
    const Json &value = base::at(row, name);
    return ui::durationText(value.is_number() ? std::optional(static_cast<std::int64_t>(value.get<double>() * 1000))
                                              : std::nullopt);
}

struct Figure {
    const char *name;
    const char *title;
    QString (*text)(const Json &, const std::string &);
};
constexpr Figure kBilling[] = {
    {"calls", QT_TRANSLATE_NOOP("app::report", "Calls"), countCell},
    {"input_tokens", QT_TRANSLATE_NOOP("app::report", "Input"), countCell},
    {"cache_read_tokens", QT_TRANSLATE_NOOP("app::report", "Cached"), countCell},
    {"output_tokens", QT_TRANSLATE_NOOP("app::report", "Output"), countCell},
    {"cost_nanos", QT_TRANSLATE_NOOP("app::report", "Cost"), amountCell},
    {"unpriced_calls", QT_TRANSLATE_NOOP("app::report", "Unpriced"), unpricedCell},
};
constexpr Figure kUsage[] = {
    {"calls", QT_TRANSLATE_NOOP("app::report", "Calls"), countCell},
    {"errors", QT_TRANSLATE_NOOP("app::report", "Errors"), countCell},
    {"success", QT_TRANSLATE_NOOP("app::report", "Success"), shareCell},
    {"input_tokens", QT_TRANSLATE_NOOP("app::report", "Input"), countCell},
    {"output_tokens", QT_TRANSLATE_NOOP("app::report", "Output"), countCell},
    {"average_duration_ms", QT_TRANSLATE_NOOP("app::report", "Duration"), spanCell},
    {"average_first_token_ms", QT_TRANSLATE_NOOP("app::report", "First token"), spanCell},
};

/// What rows may be about.
struct Key {
    std::string_view name;
    const char *title;
};
constexpr Key kKeys[] = {
    {"day", QT_TRANSLATE_NOOP("app::report", "Day")},
    {"week", QT_TRANSLATE_NOOP("app::report", "Week")},
    {"month", QT_TRANSLATE_NOOP("app::report", "Month")},
    {"provider", QT_TRANSLATE_NOOP("app::report", "Provider")},
    {"key", QT_TRANSLATE_NOOP("app::report", "Key")},
    {"user", QT_TRANSLATE_NOOP("app::report", "User")},
    {"team", QT_TRANSLATE_NOOP("app::report", "Team")},
    {"model", QT_TRANSLATE_NOOP("app::report", "Model")},
    {"alias", QT_TRANSLATE_NOOP("app::report", "Alias")},
    {"tag", QT_TRANSLATE_NOOP("app::report", "Tag")},
    {"application", QT_TRANSLATE_NOOP("app::report", "Application")},
};

QString titleOf(const std::string &name)
{
    const auto *hit = std::ranges::find(kKeys, name, &Key::name);
    return hit == std::end(kKeys) ? QString::fromStdString(name) : word(hit->title);
}

QString convertedCell(const Json &row, const std::string &)
{
    return convertedText(row);
}

struct Slots {
    std::vector<QRectF> boxes{};
};

/// Numbers are as wide as they need; the texts share what is left.
Slots slotsOf(const PdfPages &pages, const std::vector<TableColumn> &columns)
{
    qreal numbers = 0;
    qreal texts = 0;
    for (const TableColumn &column : columns)
        (column.number ? numbers : texts) += 1;
    const qreal rest = (pages.width() - numbers * kNumber) / std::max(1.0, texts);
    Slots out;
    qreal x = pages.left();
    for (const TableColumn &column : columns) {
        const qreal wide = column.number ? kNumber : rest;
        out.boxes.emplace_back(x, 0, wide - (column.number ? 0 : kGap), kRow);
        x += wide;
    }
    return out;
}

PdfPages::Look lookOf(const TableColumn &column, PdfPages::Look look)
{
    look.align = (column.number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
    return look;
}

void drawHead(PdfPages &pages, const std::vector<TableColumn> &columns, const Slots &places)
{
    for (std::size_t i = 0; i < columns.size(); ++i)
        pages.text(places.boxes[i].translated(0, pages.y()), columns[i].title,
                   lookOf(columns[i], {.size = 7.5, .color = kQuiet, .weight = QFont::DemiBold}));
    pages.skip(kRow);
    pages.painter().setPen(QPen(kLine, 0.75));
    pages.painter().drawLine(QPointF(pages.left(), pages.y()), QPointF(pages.left() + pages.width(), pages.y()));
}

} // namespace

QString nameText(const Json &name)
{
    const std::string text = base::textOr(name);
    return text.empty() ? QStringLiteral("—") : QString::fromStdString(text);
}

QString amountText(const Json &row)
{
    const auto nanos = base::integerOr(base::at(row, "cost_nanos"));
    if (nanos == 0 && base::integerOr(base::at(row, "unpriced_calls")) > 0)
        return word(QT_TRANSLATE_NOOP("app::report", "unpriced")); // nobody knows: that is not nothing
    const QString amount = ui::moneyText({nanos}, QStringLiteral("USD"));
    return base::integerOr(base::at(row, "estimated_nanos")) != 0 ? QStringLiteral("≈") + amount : amount;
}

QString convertedText(const Json &row)
{
    const auto nanos = base::integerIn(base::at(row, "converted_nanos"));
    const QString currency = QString::fromStdString(base::textOr(base::at(row, "converted_currency")));
    return nanos ? ui::moneyText({*nanos}, currency) : QString();
}

std::vector<TableColumn> columnsOf(const std::string &kind, const Json &keys, const QString &currency)
{
    std::vector<TableColumn> out;
    for (const Json &key : keys)
        if (const std::string name = base::textOr(key); !name.ends_with("_id"))
            out.push_back({titleOf(name), false, keyText, name});
    const std::span<const Figure> figures = kind == "usage" ? std::span<const Figure>(kUsage) : kBilling;
    for (const Figure &figure : figures) {
        out.push_back({word(figure.title), true, figure.text, figure.name});
        if (figure.text == amountCell && !currency.isEmpty())
            out.push_back({currency, true, convertedCell, "converted_nanos"});
    }
    return out;
}

void drawTable(PdfPages &pages, const std::vector<TableColumn> &columns, const Json &rows, const Json &total)
{
    const Slots places = slotsOf(pages, columns);
    pages.need(4 * kRow);
    drawHead(pages, columns, places);
    bool stripe = false;
    for (const Json &row : rows) {
        if (pages.need(kRow))
            drawHead(pages, columns, places);
        if (std::exchange(stripe, !stripe))
            pages.painter().fillRect(QRectF(pages.left(), pages.y(), pages.width(), kRow), kStripe);
        for (std::size_t i = 0; i < columns.size(); ++i)
            pages.text(places.boxes[i].translated(0, pages.y()), columns[i].text(row, columns[i].name),
                       lookOf(columns[i], {.size = 8.5}));
        pages.skip(kRow);
    }
    if (pages.need(kRow + 2))
        drawHead(pages, columns, places);
    pages.painter().setPen(QPen(kQuiet, 0.75));
    pages.painter().drawLine(QPointF(pages.left(), pages.y()), QPointF(pages.left() + pages.width(), pages.y()));
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].number || i == 0)
            pages.text(places.boxes[i].translated(0, pages.y() + 1),
                       columns[i].number ? columns[i].text(total, columns[i].name)
                                         : word(QT_TRANSLATE_NOOP("app::report", "Total")),
                       lookOf(columns[i], {.size = 8.5, .weight = QFont::DemiBold}));
    pages.skip(kRow + 2);
}

} // namespace app
