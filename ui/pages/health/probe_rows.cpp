#include "ui/pages/health/probe_rows.h"

#include <algorithm>
#include <iterator>

#include <QCoreApplication>

#include "ui/pages/health/health_words.h"
#include "ui/pages/providers/provider_rows.h"
#include "ui/text/gateway_words.h"
#include "ui/text/money.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::probes", text);
}

QString costOf(std::optional<std::int64_t> nanos)
{
    return nanos ? moneyText({*nanos}, u"USD"_s) : u"–"_s;
}

Cell modelCell(const ProbeRow &row)
{
    return {.text = row.model};
}

Cell providerCell(const ProbeRow &row)
{
    return {.text = row.provider, .tone = Tone::Quiet};
}

Cell lastCell(const ProbeRow &row)
{
    if (!row.at.isValid())
        return {.text = translated(QT_TRANSLATE_NOOP("ui::probes", "not asked yet")), .tone = Tone::Quiet};
    const QString ago = agoText(row.at, row.now);
    return {.text = row.byCall ? translated(QT_TRANSLATE_NOOP("ui::probes", "%1, by calls")).arg(ago) : ago};
}

Cell latencyCell(const ProbeRow &row)
{
    return {Cell::Kind::Number, row.latencyMs ? ui::latencyText(row.latencyMs) : u"–"_s};
}

Cell costCell(const ProbeRow &row)
{
    return {Cell::Kind::Number, costOf(row.dailyNanos)};
}

Cell stateCell(const ProbeRow &row)
{
    if (row.verdict == "good"_L1)
        return {Cell::Kind::Badge, translated(QT_TRANSLATE_NOOP("ui::probes", "Answers")), {}, Tone::Ok};
    if (row.verdict == "failing"_L1)
        return {Cell::Kind::Badge, translated(QT_TRANSLATE_NOOP("ui::probes", "Does not answer")), {}, Tone::Error};
    if (row.verdict.isEmpty())
        return {Cell::Kind::Badge, translated(QT_TRANSLATE_NOOP("ui::probes", "Waits")), {}, Tone::Quiet};
    return {Cell::Kind::Badge, translated(QT_TRANSLATE_NOOP("ui::probes", "Not asked")), {}, Tone::Warn};
}

struct ProbeColumn {
    const char *title;
    ColumnLayout layout;
    Cell (*cell)(const ProbeRow &row);
};

constexpr ProbeColumn kColumns[] = {
    // a new column is one line here
    {QT_TRANSLATE_NOOP("ui::probes", "Model"), {0, 0}, modelCell},
    {QT_TRANSLATE_NOOP("ui::probes", "Provider"), {160, 700}, providerCell},
    {QT_TRANSLATE_NOOP("ui::probes", "Asked"), {180, 800}, lastCell},
    {QT_TRANSLATE_NOOP("ui::probes", "Answered in"), {110, 900}, latencyCell},
    {QT_TRANSLATE_NOOP("ui::probes", "Cost a day"), {110, 0}, costCell},
    {QT_TRANSLATE_NOOP("ui::probes", "State"), {190, 0}, stateCell},
};

bool isNumber(int column)
{
    return kColumns[column].cell == latencyCell || kColumns[column].cell == costCell;
}

QString detailOf(const ProbeRow &row)
{
    QStringList out{row.provider + u" / "_s + row.model};
    if (!row.message.isEmpty())
        out += gatewayWords(row.message);
    if (row.nextAt.isValid())
        out += translated(QT_TRANSLATE_NOOP("ui::probes", "Asked again: %1")).arg(clockText(row.nextAt, row.now));
    return out.join(u'\n');
}

ProbeRow rowFrom(const base::Json &json, const QDateTime &now)
{
    const auto text = [&json](const char *name) { return fieldText(json, name); };
    ProbeRow out{.providerId = text("provider_id"),
                 .provider = text("provider"),
                 .model = text("model"),
                 .on = base::truthOr(base::at(json, "on")),
                 .dailyNanos = base::integerIn(base::at(json, "daily_cost_nanos")),
                 .verdict = text("verdict"),
                 .message = text("message"),
                 .byCall = base::truthOr(base::at(json, "by_call")),
                 .failures = base::integerOr(base::at(json, "failures")),
                 .at = parseTime(text("at")),
                 .nextAt = parseTime(text("next_at")),
                 .now = now};
    out.id = out.providerId + u'/' + out.model;
    if (const base::Json &latency = base::at(json, "latency_ms"); latency.is_number())
        out.latencyMs = latency.get<double>();
    return out;
}

} // namespace

ProbedModels parseProbes(const base::Json &answer, const QDateTime &now)
{
    ProbedModels out{.intervalS = std::max<std::int64_t>(base::integerOr(base::at(answer, "interval_s")), 1),
                     .mostNanos = base::integerOr(base::at(answer, "daily_nanos")),
                     .spentNanos = base::integerOr(base::at(answer, "spent_nanos"))};
    for (const base::Json &row : base::at(answer, "data"))
        out.rows.push_back(rowFrom(row, now));
    for (const base::Json &id : base::at(answer, "providers"))
        out.providers += QString::fromStdString(base::textOr(id));
    return out;
}

int ProbeRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(kColumns));
}

QVariant ProbeRows::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ProbeRow &row = rowAt(index);
    if (role == kIdRole)
        return row.id;
    const Cell cell = kColumns[index.column()].cell(row);
    if (role == kCellRole)
        return QVariant::fromValue(cell);
    if (role == Qt::ToolTipRole) // escaped: Qt would read a tool tip that looks like markup as such
        return detailOf(row).toHtmlEscaped().replace(u'\n', u"<br>"_s);
    return role == Qt::DisplayRole ? QVariant(plainText(cell)) : QVariant();
}

QVariant ProbeRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return translated(kColumns[section].title);
    const bool right = section == columnCount() - 1 || isNumber(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

std::vector<ColumnLayout> ProbeRows::columnLayouts()
{
    std::vector<ColumnLayout> out;
    for (const ProbeColumn &column : kColumns)
        out.push_back(column.layout);
    return out;
}

} // namespace ui
