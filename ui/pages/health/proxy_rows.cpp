#include "ui/pages/health/proxy_rows.h"

#include <cmath>
#include <iterator>

#include <QCoreApplication>

#include "ui/pages/health/health_words.h"
#include "ui/pages/providers/provider_rows.h"
#include "ui/text/gateway_words.h"
#include "ui/text/numbers.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr double kMicrosPerMilli = 1000;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::health", text);
}

std::optional<double> maybeNumber(const base::Json &value)
{
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

QString millisText(std::optional<double> millis)
{
    return durationText(millis ? std::optional(std::llround(*millis * kMicrosPerMilli)) : std::nullopt);
}

Cell nameCell(const ProxyRow &row)
{
    return {.text = row.name};
}

Cell placeCell(const ProxyRow &row)
{
    return {.text = row.place(), .note = proxyKindWord(row.kind)};
}

Cell errorCell(const ProxyRow &row)
{
    return {.text = gatewayWords(row.lastError), .tone = row.state == "down"_L1 ? Tone::Error : Tone::Quiet};
}

Cell checkCell(const ProxyRow &row)
{
    return {.kind = Cell::Kind::Number, .text = millisText(row.latencyMs)};
}

Cell firstByteCell(const ProxyRow &row)
{
    return {.kind = Cell::Kind::Number, .text = millisText(row.firstByteMs)};
}

Cell monthCell(const ProxyRow &row)
{
    return {.kind = Cell::Kind::Number, .text = shareText(row.past.share(HealthSpan::Month))};
}

Cell callsCell(const ProxyRow &row)
{
    return {.kind = Cell::Kind::Number, .text = countText(row.calls)};
}

Cell stateCell(const ProxyRow &row)
{
    const HealthWord word = proxyWord(row);
    return {.kind = Cell::Kind::Badge, .text = word.text, .tone = word.tone};
}

struct ProxyColumn {
    const char *title;
    ColumnLayout layout;
    Cell (*cell)(const ProxyRow &row);
};

constexpr ProxyColumn kColumns[] = {
    // a new column is one line here
    {QT_TRANSLATE_NOOP("ui::health", "Proxy"), {170, 0}, nameCell},
    {QT_TRANSLATE_NOOP("ui::health", "Where"), {270, 640}, placeCell},
    {QT_TRANSLATE_NOOP("ui::health", "Last error"), {0, 0}, errorCell},
    {QT_TRANSLATE_NOOP("ui::health", "Calls"), {90, 860}, callsCell},
    {QT_TRANSLATE_NOOP("ui::health", "First byte"), {110, 760}, firstByteCell},
    {QT_TRANSLATE_NOOP("ui::health", "Connects in"), {120, 1200}, checkCell},
    {QT_TRANSLATE_NOOP("ui::health", "Last 30 days"), {120, 960}, monthCell},
    {QT_TRANSLATE_NOOP("ui::health", "State"), {130, 0}, stateCell},
};

} // namespace

QString ProxyRow::place() const
{
    const QString where = host.contains(u':') ? QString(u'[' + host + u']') : host;
    return where + u':' + QString::number(port);
}

ProxyRow parseProxyRow(const base::Json &row)
{
    return {.id = fieldText(row, "id"),
            .name = fieldText(row, "name"),
            .kind = fieldText(row, "kind"),
            .host = fieldText(row, "host"),
            .port = base::integerOr(base::at(row, "port")),
            .user = fieldText(row, "user"),
            .weight = base::integerOr(base::at(row, "weight"), 1),
            .enabled = base::truthOr(base::at(row, "enabled")),
            .state = fieldText(row, "state"),
            .downSince = parseTime(fieldText(row, "down_since")),
            .calls = base::integerOr(base::at(row, "calls")),
            .open = base::integerOr(base::at(row, "open_calls")),
            .firstByteMs = maybeNumber(base::at(row, "first_byte_ms")),
            .latencyMs = maybeNumber(base::at(row, "latency_ms")),
            .checkedAt = parseTime(fieldText(row, "checked_at")),
            .lastError = fieldText(row, "last_error"),
            .lastErrorAt = parseTime(fieldText(row, "last_error_at")),
            .past = parseHealthPast(row)};
}

std::vector<ProxyRow> parseProxyRows(const base::Json &answer)
{
    std::vector<ProxyRow> out;
    for (const base::Json &row : base::at(answer, "data"))
        out.push_back(parseProxyRow(row));
    return out;
}

QString proxyKindWord(const QString &kind)
{
    if (kind == "socks5h"_L1)
        return u"SOCKS5"_s;
    return kind.toUpper();
}

HealthWord proxyWord(const ProxyRow &row)
{
    if (row.state == "up"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Works")), Tone::Ok};
    if (row.state == "slow"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Slow")), Tone::Warn};
    if (row.state == "down"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Down")), Tone::Error};
    if (row.state == "draining"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Draining")), Tone::Warn};
    if (row.state == "off"_L1)
        return {translated(QT_TRANSLATE_NOOP("ui::health", "Off")), Tone::Quiet};
    return {translated(QT_TRANSLATE_NOOP("ui::health", "Not used yet")), Tone::Quiet};
}

int ProxyRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(kColumns));
}

QVariant ProxyRows::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ProxyRow &row = rowAt(index);
    if (role == kIdRole)
        return row.id;
    const Cell cell = kColumns[index.column()].cell(row);
    if (role == kCellRole)
        return QVariant::fromValue(cell);
    if (role == Qt::ToolTipRole)
        return plainText(cell).toHtmlEscaped();
    return role == Qt::DisplayRole ? QVariant(plainText(cell)) : QVariant();
}

QVariant ProxyRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return translated(kColumns[section].title);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter
                        | (isFlushRight(kColumns[section].cell({}).kind) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

std::vector<ColumnLayout> ProxyRows::columnLayouts()
{
    std::vector<ColumnLayout> out;
    for (const ProxyColumn &column : kColumns)
        out.push_back(column.layout);
    return out;
}

} // namespace ui
