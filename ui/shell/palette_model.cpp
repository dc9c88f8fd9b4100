#include "ui/shell/palette_model.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include <QAction>
#include <QIcon>

#include "ui/shell/fuzzy.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

void PaletteModel::setActions(std::vector<RegisteredAction> actions, const QStringList &recent)
{
    m_all.clear();
    for (const RegisteredAction &one : actions) {
        const auto place = recent.indexOf(one.action->objectName());
        m_all.push_back({one.action, one.group, place < 0 ? std::numeric_limits<int>::max() : static_cast<int>(place)});
    }
    m_query.clear();
    filter();
}

void PaletteModel::setQuery(const QString &query)
{
    m_query = query;
    filter();
}

void PaletteModel::filter()
{
    beginResetModel();
    m_shown.clear();
    for (Row row : m_all) {
        if (!row.action)
            continue;
        // The id is English in every language: who knows the English word finds the command, too.
        const auto byText = fuzzyScore(row.action->text(), m_query);
        const auto byId = fuzzyScore(row.action->objectName(), m_query);
        if (!byText && !byId)
            continue;
        row.score = std::max(byText.value_or(std::numeric_limits<int>::min()),
                             byId ? *byId / 2 : std::numeric_limits<int>::min());
        m_shown.push_back(row);
    }
    std::ranges::stable_sort(
        m_shown, [](const Row &a, const Row &b) { return std::tie(b.score, a.recent) < std::tie(a.score, b.recent); });
    endResetModel();
}

QAction *PaletteModel::actionAt(const QModelIndex &index) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? m_shown[static_cast<std::size_t>(index.row())].action
                                                             : nullptr;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    const QAction *action = actionAt(index);
    if (!action)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return action->text();
    case Qt::DecorationRole:
        return action->icon();
    case KeysRole:
        return action->shortcut().toString(QKeySequence::NativeText);
    case GroupRole:
        return ActionRegistry::groupTitle(m_shown[static_cast<std::size_t>(index.row())].group);
    case Qt::AccessibleTextRole: {
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        return keys.isEmpty() ? action->text() : action->text() + u", "_s + keys;
    }
    default:
        return {};
    }
}

} // namespace ui
