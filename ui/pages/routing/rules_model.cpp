#include "ui/pages/routing/rules_model.h"

#include <algorithm>

#include <QCoreApplication>

#include "ui/pages/routing/chips_delegate.h"
#include "ui/pages/routing/rule_words.h"
#include "ui/text/numbers.h"
#include "ui/text/time_text.h"
#include "ui/widgets/cell.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return *text == '\0' ? QString() : QCoreApplication::translate("ui::rules", text);
}

struct Sight {
    const RuleRow &row;
    int place;
    QDateTime now;
};

Tone toneOf(const Sight &sight)
{
    return sight.row.enabled ? Tone::Plain : Tone::Quiet;
}

Cell handleCell(const Sight &sight)
{
    return {.text = QString::number(sight.place + 1), .tone = Tone::Quiet, .icon = u"drag"_s};
}

Cell nameCell(const Sight &sight)
{
    if (!sight.row.problem.isEmpty())
        return {.text = sight.row.name, .tone = Tone::Warn, .icon = u"warning"_s};
    return {.text = sight.row.name, .tone = toneOf(sight)};
}

Cell typeCell(const Sight &sight)
{
    return {.text = ruleTypeWord(sight.row.type), .tone = Tone::Quiet};
}

/// The chips stand over it.
Cell chipsCell(const Sight &)
{
    return {};
}

Cell hitsCell(const Sight &sight)
{
    return {Cell::Kind::Number, shortCountText(sight.row.hits), {}, sight.row.hits == 0 ? Tone::Quiet : toneOf(sight)};
}

Cell lastCell(const Sight &sight)
{
    const QString text = sight.row.lastHit.isValid() ? agoText(sight.row.lastHit, sight.now)
                                                     : translated(QT_TRANSLATE_NOOP("ui::rules", "never"));
    return {Cell::Kind::Number, text, {}, Tone::Quiet};
}

Cell switchCell(const Sight &)
{
    return {.kind = Cell::Kind::Badge}; // a Switch lies over it
}

struct ColumnEntry {
    const char *title;
    ColumnLayout layout;
    Cell (*cell)(const Sight &sight);
};

constexpr ColumnEntry kColumns[] = {
    // as in RulesModel::Column
    {"#", {64, 0}, handleCell},
    {QT_TRANSLATE_NOOP("ui::rules", "Name"), {170, 0}, nameCell},
    {QT_TRANSLATE_NOOP("ui::rules", "Type"), {130, 900}, typeCell},
    {QT_TRANSLATE_NOOP("ui::rules", "When"), {0, 560}, chipsCell},
    {QT_TRANSLATE_NOOP("ui::rules", "Then"), {170, 0}, chipsCell},
    {QT_TRANSLATE_NOOP("ui::rules", "Hits"), {76, 640}, hitsCell},
    {QT_TRANSLATE_NOOP("ui::rules", "Last hit"), {104, 840}, lastCell},
    {QT_TRANSLATE_NOOP("ui::rules", "On"), {76, 0}, switchCell},
};

RuleFacts factsOf(const RuleRow &row, int column)
{
    if (column == RulesModel::kThenColumn)
        return actionFacts(row.then);
    if (column != RulesModel::kWhenColumn)
        return {};
    RuleFacts out = conditionFacts(row.when);
    if (out.empty())
        out.push_back({.value = translated(QT_TRANSLATE_NOOP("ui::rules", "every call"))});
    return out;
}

QString details(const RuleRow &row, int column)
{
    QStringList lines;
    switch (column) {
    case RulesModel::kNameColumn:
        lines = {row.name, ruleTypeWord(row.type), row.problem};
        break;
    case RulesModel::kWhenColumn:
    case RulesModel::kThenColumn:
        for (const RuleFact &fact : factsOf(row, column))
            lines += factsText({fact});
        break;
    case RulesModel::kHitsColumn:
        lines += countText(row.hits);
        break;
    case RulesModel::kLastColumn:
        lines += row.lastHit.isValid() ? dayAndClockText(row.lastHit.toLocalTime()) : QString();
        break;
    default:
        break;
    }
    lines.removeAll(QString());
    return lines.join(u'\n').toHtmlEscaped(); // escaped: Qt would read a tool tip that looks like markup as such
}

} // namespace

int RulesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RulesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(kColumns));
}

QVariant RulesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RuleRow &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole)
        return details(row, index.column());
    if (role == kIdRole)
        return row.id;
    if (role == kDimmedRole)
        return !row.enabled;
    if (role == kFactsRole)
        return QVariant::fromValue(factsOf(row, index.column()));
    const Cell cell = kColumns[index.column()].cell({row, index.row(), m_now});
    if (role == kCellRole)
        return QVariant::fromValue(cell);
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == kWhenColumn || index.column() == kThenColumn)
        return factsText(factsOf(row, index.column()));
    if (index.column() == kSwitchColumn)
        return row.enabled ? tr("on") : tr("off");
    return plainText(cell);
}

QVariant RulesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return translated(kColumns[section].title);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section >= kHitsColumn ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

void RulesModel::setRows(std::vector<RuleRow> rows, const QDateTime &now)
{
    m_now = now;
    const bool same = std::ranges::equal(rows, m_rows, {}, &RuleRow::id, &RuleRow::id);
    if (!same)
        beginResetModel(); // rules come, go and move by hand and seldom
    m_rows = std::move(rows);
    if (!same)
        return endResetModel();
    if (!m_rows.empty()) // also when nothing changed: "3 s ago" did
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const RuleRow *RulesModel::row(int index) const
{
    return index >= 0 && index < rowCount() ? &m_rows[static_cast<std::size_t>(index)] : nullptr;
}

int RulesModel::rowOf(const QString &id) const
{
    const auto hit = std::ranges::find(m_rows, id, &RuleRow::id);
    return hit == m_rows.end() ? -1 : static_cast<int>(hit - m_rows.begin());
}

QStringList RulesModel::ids() const
{
    QStringList out;
    for (const RuleRow &row : m_rows)
        out += row.id;
    return out;
}

QStringList RulesModel::idsAfterMove(int from, int to) const
{
    QStringList out = ids();
    if (from >= 0 && to >= 0 && from < out.size() && to < out.size())
        out.move(from, to);
    return out;
}

std::vector<ColumnLayout> RulesModel::columnLayouts()
{
    std::vector<ColumnLayout> layouts;
    for (const ColumnEntry &column : kColumns)
        layouts.push_back(column.layout);
    return layouts;
}

} // namespace ui
