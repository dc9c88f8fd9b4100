#include "ui/pages/keys/owner_models.h"

#include <limits>
#include <span>

#include <QCoreApplication>

#include "ui/text/numbers.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

template <typename Row>
struct Column {
    const char *title;
    ColumnLayout layout;
    Cell (*cell)(const Row &row);
};

template <typename Row>
Cell limitsCell(const Row &row)
{
    return limitsCellOf(row);
}

template <typename Row>
Cell keysCell(const Row &row)
{
    return keysCellOf(row);
}

template <typename Row>
Cell spentCell(const Row &row)
{
    return spentCellOf(row);
}

template <typename Row>
Cell stateCell(const Row &row)
{
    return stateCellOf(row);
}

Cell userCell(const UserRow &row)
{
    return {Cell::Kind::Stack, row.name, row.email};
}

Cell roleCell(const UserRow &row)
{
    return {Cell::Kind::Text, roleWord(row.role), {}, Tone::Quiet};
}

Cell teamCell(const UserRow &row)
{
    const QString name = row.teamName.isEmpty() ? row.team : row.teamName;
    return {Cell::Kind::Text, name.isEmpty() ? u"–"_s : name, {}, name.isEmpty() ? Tone::Quiet : Tone::Plain};
}

Cell nameCell(const TeamRow &row)
{
    return {Cell::Kind::Stack, row.name};
}

Cell membersCell(const TeamRow &row)
{
    return {Cell::Kind::Number, countText(row.members), {}, row.members == 0 ? Tone::Quiet : Tone::Plain};
}

constexpr Column<UserRow> kUserColumns[] = {
    {QT_TRANSLATE_NOOP("ui::keys", "User"), {0, 0}, userCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Role"), {120, 760}, roleCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Team"), {150, 0}, teamCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Keys"), {72, 680}, keysCell<UserRow>},
    {QT_TRANSLATE_NOOP("ui::keys", "Calls, tokens / min"), {150, 880}, limitsCell<UserRow>},
    {QT_TRANSLATE_NOOP("ui::keys", "Spent this month"), {140, 0}, spentCell<UserRow>},
    {QT_TRANSLATE_NOOP("ui::keys", "State"), {112, 0}, stateCell<UserRow>},
};

constexpr Column<TeamRow> kTeamColumns[] = {
    {QT_TRANSLATE_NOOP("ui::keys", "Team"), {0, 0}, nameCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Users"), {96, 0}, membersCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Keys"), {96, 0}, keysCell<TeamRow>},
    {QT_TRANSLATE_NOOP("ui::keys", "Calls, tokens / min"), {160, 760}, limitsCell<TeamRow>},
    {QT_TRANSLATE_NOOP("ui::keys", "Spent this month"), {150, 0}, spentCell<TeamRow>},
    {QT_TRANSLATE_NOOP("ui::keys", "State"), {120, 0}, stateCell<TeamRow>},
};

/// What hides behind short texts.
QString details(const OwnerRow &row, const QString &more)
{
    QStringList lines = {row.name};
    if (!more.isEmpty())
        lines += more;
    lines += QCoreApplication::translate("ui::keys", "Limits: %1").arg(limitsWords(row.limits));
    if (!row.tags.isEmpty())
        lines += QCoreApplication::translate("ui::keys", "Tags: %1").arg(row.tags.join(u", "_s));
    lines += QCoreApplication::translate("ui::keys", "Added %1").arg(dayAndClockText(row.createdAt.toLocalTime()));
    return lines.join(u'\n').toHtmlEscaped(); // escaped: Qt would read a tool tip that looks like markup as such
}

template <typename Row>
QVariant dataOf(std::span<const Column<Row>> columns, const Row &row, const QModelIndex &index, int role)
{
    if (role == kIdRole)
        return row.id;
    const Cell cell = columns[static_cast<std::size_t>(index.column())].cell(row);
    if (role == kCellRole)
        return QVariant::fromValue(cell);
    if (role == Qt::DisplayRole)
        return cell.note.isEmpty() ? cell.text : cell.text + u' ' + cell.note;
    return {};
}

template <typename Row>
QVariant headOf(std::span<const Column<Row>> columns, int section, Qt::Orientation orientation, int role)
{
    if (orientation != Qt::Horizontal || section < 0 || section >= std::ssize(columns))
        return {};
    const Column<Row> &column = columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return QCoreApplication::translate("ui::keys", column.title);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isFlushRight(column.cell(Row()).kind) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

template <typename Row>
std::vector<ColumnLayout> layoutsOf(std::span<const Column<Row>> columns, bool costs)
{
    std::vector<ColumnLayout> out;
    for (const Column<Row> &column : columns) {
        out.push_back(column.layout);
        if (column.cell == spentCell<Row> && !costs)
            out.back().hideBelow = std::numeric_limits<int>::max();
    }
    return out;
}

} // namespace

int UsersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(kUserColumns));
}

QVariant UsersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const UserRow &row = rowAt(index);
    if (role == Qt::ToolTipRole)
        return index.column() == 0 ? details(row, row.email) : QString();
    return dataOf<UserRow>(kUserColumns, row, index, role);
}

QVariant UsersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return headOf<UserRow>(kUserColumns, section, orientation, role);
}

std::vector<ColumnLayout> UsersModel::columnLayouts(bool costs)
{
    return layoutsOf<UserRow>(kUserColumns, costs);
}

int TeamsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(kTeamColumns));
}

QVariant TeamsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TeamRow &row = rowAt(index);
    if (role == Qt::ToolTipRole)
        return index.column() == 0 ? details(row, {}) : QString();
    return dataOf<TeamRow>(kTeamColumns, row, index, role);
}

QVariant TeamsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return headOf<TeamRow>(kTeamColumns, section, orientation, role);
}

std::vector<ColumnLayout> TeamsModel::columnLayouts(bool costs)
{
    return layoutsOf<TeamRow>(kTeamColumns, costs);
}

} // namespace ui
