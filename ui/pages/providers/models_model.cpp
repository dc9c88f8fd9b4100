#include "ui/pages/providers/models_model.h"

#include <algorithm>

#include <QCoreApplication>

#include "ui/pages/providers/provider_rows.h"
#include "ui/text/numbers.h"
#include "ui/widgets/cell.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::providers", text);
}

QString knownOf(const ModelRow &row)
{
    if (!row.contextWindow)
        return {};
    return translated(QT_TRANSLATE_NOOP("ui::providers", "%1 context")).arg(shortCountText(*row.contextWindow));
}

} // namespace

std::vector<ModelRow> parseModels(const base::Json &answer)
{
    std::vector<ModelRow> out;
    for (const base::Json &row : base::at(answer, "data"))
        out.push_back({.id = fieldText(row, "id"),
                       .name = fieldText(row, "name"),
                       .contextWindow = base::integerIn(base::at(row, "context_window")),
                       .maxOutput = base::integerIn(base::at(row, "max_output")),
                       .enabled = base::truthOr(base::at(row, "enabled"))});
    return out;
}

int ModelsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ModelsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kSwitchColumn + 1;
}

QVariant ModelsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ModelRow &row = m_rows[static_cast<std::size_t>(index.row())];
    Cell cell;
    if (index.column() == 0)
        cell.text = row.name;
    else if (index.column() == 1)
        cell = {Cell::Kind::Number, knownOf(row), {}, Tone::Quiet};
    if (role == kCellRole)
        return QVariant::fromValue(cell);
    if (role == Qt::ToolTipRole && index.column() == 0)
        return row.name.toHtmlEscaped(); // else Qt would read markup into it
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() < kSwitchColumn)
        return cell.text;
    return row.enabled ? translated(QT_TRANSLATE_NOOP("ui::providers", "On"))
                       : translated(QT_TRANSLATE_NOOP("ui::providers", "Off"));
}

void ModelsModel::setRows(std::vector<ModelRow> rows)
{
    if (!std::ranges::equal(rows, m_rows, {}, &ModelRow::id, &ModelRow::id)) {
        beginResetModel(); // models come and go by hand and seldom
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] == m_rows[i])
            continue;
        m_rows[i] = std::move(rows[i]);
        Q_EMIT dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), kSwitchColumn));
    }
}

int ModelsModel::enabledCount() const
{
    return static_cast<int>(std::ranges::count_if(m_rows, &ModelRow::enabled));
}

} // namespace ui
