#include "ui/pages/connect/error_model.h"

#include <QCoreApplication>

#include "ui/widgets/cell.h"

namespace ui {
namespace {

struct Column {
    const char *title;
    ColumnLayout layout;
    Cell (*cell)(const ErrorCodeRow &row);
};
constexpr Column kColumns[] = {
    {QT_TRANSLATE_NOOP("ui::error_codes", "Status"),
     {76, 0},
     [](const ErrorCodeRow &row) { return Cell{Cell::Kind::Clock, QString::number(row.status)}; }},
    {QT_TRANSLATE_NOOP("ui::error_codes", "Code"),
     {236, 900},
     [](const ErrorCodeRow &row) { return Cell{Cell::Kind::Text, QLatin1StringView(row.code), {}, Tone::Quiet}; }},
    {QT_TRANSLATE_NOOP("ui::error_codes", "What it means"),
     {0, 0},
     [](const ErrorCodeRow &row) { return Cell{Cell::Kind::Text, errorMeaning(row)}; }},
    {QT_TRANSLATE_NOOP("ui::error_codes", "What to do"),
     {0, 0},
     [](const ErrorCodeRow &row) { return Cell{Cell::Kind::Text, errorAdvice(row), {}, Tone::Quiet}; }},
};

} // namespace

ErrorModel::ErrorModel(QObject *parent) : QAbstractTableModel(parent)
{
    setFilter({});
}

int ErrorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ErrorModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(kColumns));
}

QVariant ErrorModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Cell cell = kColumns[index.column()].cell(*m_rows[static_cast<std::size_t>(index.row())]);
    if (role == kCellRole)
        return QVariant::fromValue(cell);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return cell.text;
    return {};
}

QVariant ErrorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return QCoreApplication::translate("ui::error_codes", kColumns[section].title);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | Qt::AlignLeft);
    return {};
}

void ErrorModel::setFilter(const QString &words)
{
    const QString wanted = words.trimmed();
    beginResetModel();
    m_rows.clear();
    for (const ErrorCodeRow &row : errorCodes()) {
        const QString all = QString::number(row.status) + u' ' + QLatin1StringView(row.code) + u' ' + errorMeaning(row)
                            + u' ' + errorAdvice(row);
        if (all.contains(wanted, Qt::CaseInsensitive))
            m_rows.push_back(&row);
    }
    endResetModel();
}

std::vector<ColumnLayout> ErrorModel::columnLayouts()
{
    std::vector<ColumnLayout> layouts;
    for (const Column &column : kColumns)
        layouts.push_back(column.layout);
    return layouts;
}

} // namespace ui
