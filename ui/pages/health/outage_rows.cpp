#include "ui/pages/health/outage_rows.h"

#include <iterator>

#include <QCoreApplication>

#include "ui/pages/providers/key_wait.h"
#include "ui/pages/providers/provider_rows.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::health", text);
}

Cell fromCell(const OutageRow &row)
{
    return {Cell::Kind::Clock, clockText(row.outage.from, row.now)};
}

Cell whoCell(const OutageRow &row)
{
    const KeyOutage &outage = row.outage;
    return {.text = outage.key.isEmpty() ? outage.provider : outage.provider + u' ' + outage.key};
}

Cell modelCell(const OutageRow &row)
{
    const bool all = row.outage.model.isEmpty();
    return {.text = all ? translated(QT_TRANSLATE_NOOP("ui::health", "all models")) : row.outage.model,
            .tone = all ? Tone::Quiet : Tone::Plain};
}

Cell whyCell(const OutageRow &row)
{
    const KeyOutage &outage = row.outage;
    const QString gate = outage.kind == "breaker"_L1 ? u"broken"_s : u"cooling"_s;
    return {.text = keyWaitReason({.gate = gate, .reason = outage.reason, .source = outage.source})};
}

Cell lengthCell(const OutageRow &row)
{
    const KeyOutage &outage = row.outage;
    const QDateTime ends = outage.until.isValid() && outage.until < row.now ? outage.until : row.now;
    return {.text = spanWords(outage.from.secsTo(ends))};
}

Cell stateCell(const OutageRow &row)
{
    if (row.outage.on)
        return {
            Cell::Kind::Badge, translated(QT_TRANSLATE_NOOP("ui::health", "Out of use")), {}, outageTone(row.outage)};
    return {Cell::Kind::Badge, translated(QT_TRANSLATE_NOOP("ui::health", "Over")), {}, Tone::Quiet};
}

struct OutageColumn {
    const char *title;
    ColumnLayout layout;
    Cell (*cell)(const OutageRow &row);
};

constexpr OutageColumn kColumns[] = {
    // a new column is one line here
    {QT_TRANSLATE_NOOP("ui::health", "Since"), {200, 0}, fromCell},
    {QT_TRANSLATE_NOOP("ui::health", "Key"), {200, 0}, whoCell},
    {QT_TRANSLATE_NOOP("ui::health", "Model"), {160, 900}, modelCell},
    {QT_TRANSLATE_NOOP("ui::health", "Why"), {0, 0}, whyCell},
    {QT_TRANSLATE_NOOP("ui::health", "For"), {110, 700}, lengthCell},
    {QT_TRANSLATE_NOOP("ui::health", "State"), {120, 0}, stateCell},
};

} // namespace

std::vector<OutageRow> parseOutageRows(const base::Json &answer, const QDateTime &now)
{
    std::vector<OutageRow> out;
    for (const base::Json &row : base::at(answer, "data")) {
        const base::Json one = {{"data", base::Json::array({row})}};
        for (KeyOutage &outage : parseKeyOutages(one))
            out.push_back({.id = fieldText(row, "id"), .outage = std::move(outage), .now = now});
    }
    return out;
}

int OutageRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(kColumns));
}

QVariant OutageRows::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const OutageRow &row = rowAt(index);
    if (role == kIdRole)
        return row.id;
    const Cell cell = kColumns[index.column()].cell(row);
    if (role == kCellRole)
        return QVariant::fromValue(cell);
    if (role == Qt::ToolTipRole) // escaped: Qt would read a tool tip that looks like markup as such
        return outageWords(row.outage, row.now).toHtmlEscaped().replace(u'\n', u"<br>"_s);
    return role == Qt::DisplayRole ? QVariant(plainText(cell)) : QVariant();
}

QVariant OutageRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return translated(kColumns[section].title);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == columnCount() - 1 ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

std::vector<ColumnLayout> OutageRows::columnLayouts()
{
    std::vector<ColumnLayout> out;
    for (const OutageColumn &column : kColumns)
        out.push_back(column.layout);
    return out;
}

} // namespace ui
