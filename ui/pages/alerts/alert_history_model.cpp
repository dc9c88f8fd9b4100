#include "ui/pages/alerts/alert_history_model.h"

#include <iterator>

#include <QCoreApplication>

#include "ui/text/alert_words.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

Cell timeCell(const AlertRow &row, const QDateTime &now)
{
    return {Cell::Kind::Clock, clockText(row.from, now)};
}

Cell whatCell(const AlertRow &row, const QDateTime &)
{
    return {.text = row.headline, .note = row.detail};
}

Cell lengthCell(const AlertRow &row, const QDateTime &now)
{
    return {Cell::Kind::Number, alertLength(row, now)};
}

Cell toldCell(const AlertRow &row, const QDateTime &)
{
    const QString words = toldWords(row);
    return {.text = words.isEmpty() ? u"–"_s : words, .tone = Tone::Quiet};
}

Cell severityCell(const AlertRow &row, const QDateTime &)
{
    return {Cell::Kind::Badge, severityWord(row.severity), {}, severityTone(row.severity)};
}

struct Column {
    const char *title;
    ColumnLayout layout;
    Cell (*cell)(const AlertRow &row, const QDateTime &now);
};

constexpr Column kColumns[] = {
    // a new column is one line here
    {QT_TRANSLATE_NOOP("ui::alerts", "Time"), {170, 0}, timeCell},
    {QT_TRANSLATE_NOOP("ui::alerts", "What"), {0, 0}, whatCell},
    {QT_TRANSLATE_NOOP("ui::alerts", "Told"), {240, 860}, toldCell},
    {QT_TRANSLATE_NOOP("ui::alerts", "For"), {100, 620}, lengthCell},
    {QT_TRANSLATE_NOOP("ui::alerts", "Severity"), {120, 0}, severityCell},
};

} // namespace

int AlertHistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(kColumns));
}

QVariant AlertHistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AlertRow &row = rowAt(index);
    if (role == kIdRole)
        return row.id;
    const Cell cell = kColumns[index.column()].cell(row, m_now);
    if (role == kCellRole)
        return QVariant::fromValue(cell);
    if (role == Qt::ToolTipRole) // escaped: Qt would read a tool tip that looks like markup as such
        return (index.column() == 0 ? dayAndClockText(row.from.toLocalTime()) : plainText(cell)).toHtmlEscaped();
    return role == Qt::DisplayRole ? QVariant(plainText(cell)) : QVariant();
}

QVariant AlertHistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return QCoreApplication::translate("ui::alerts", kColumns[section].title);
    const Cell::Kind kind = kColumns[section].cell == severityCell ? Cell::Kind::Badge
                            : kColumns[section].cell == lengthCell ? Cell::Kind::Number
                                                                   : Cell::Kind::Text;
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isFlushRight(kind) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

std::vector<ColumnLayout> AlertHistoryModel::columnLayouts()
{
    std::vector<ColumnLayout> out;
    for (const Column &column : kColumns)
        out.push_back(column.layout);
    return out;
}

} // namespace ui
