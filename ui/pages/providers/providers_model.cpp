#include "ui/pages/providers/providers_model.h"

#include <algorithm>

#include <QCoreApplication>

#include "ui/text/keychain_words.h"
#include "ui/text/numbers.h"
#include "ui/widgets/cell.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::providers", text);
}

QString text(const base::Json &row, std::string_view key)
{
    return QString::fromStdString(base::textOr(base::at(row, key)));
}

Cell nameCell(const ProviderRow &row)
{
    return {Cell::Kind::Stack, row.name, row.baseUrl};
}

Cell typeCell(const ProviderRow &row)
{
    return {Cell::Kind::Text, row.type};
}

Cell modelsCell(const ProviderRow &row)
{
    if (row.anyModel)
        return {Cell::Kind::Text, translated(QT_TRANSLATE_NOOP("ui::providers", "any model")), {}, Tone::Quiet};
    if (row.models.isEmpty())
        return {Cell::Kind::Text, translated(QT_TRANSLATE_NOOP("ui::providers", "none")), {}, Tone::Quiet};
    return {Cell::Kind::Text, row.models.join(u", "_s)};
}

Cell keysCell(const ProviderRow &row)
{
    if (row.keys == 0)
        return {Cell::Kind::Number, translated(QT_TRANSLATE_NOOP("ui::providers", "none")), {}, Tone::Quiet};
    return {Cell::Kind::Number, countText(row.keys)};
}

Cell stateCell(const ProviderRow &row)
{
    if (row.enabled && !row.keyTrouble.isEmpty())
        return {Cell::Kind::Badge, row.keyTrouble, {}, Tone::Warn};
    if (row.enabled)
        return {Cell::Kind::Badge, translated(QT_TRANSLATE_NOOP("ui::providers", "On")), {}, Tone::Accent};
    return {Cell::Kind::Badge, translated(QT_TRANSLATE_NOOP("ui::providers", "Off")), {}, Tone::Quiet};
}

struct Column {
    const char *title;
    ColumnLayout layout;
    Cell (*cell)(const ProviderRow &row);
};

constexpr Column kColumns[] = {
    // a new column is one line here
    {QT_TRANSLATE_NOOP("ui::providers", "Provider"), {330, 0}, nameCell},
    {QT_TRANSLATE_NOOP("ui::providers", "Type"), {150, 760}, typeCell},
    {QT_TRANSLATE_NOOP("ui::providers", "Models"), {0, 0}, modelsCell},
    {QT_TRANSLATE_NOOP("ui::providers", "Keys"), {80, 0}, keysCell},
    {QT_TRANSLATE_NOOP("ui::providers", "State"), {140, 0}, stateCell},
};

} // namespace

std::vector<ProviderRow> parseProviders(const base::Json &answer)
{
    std::vector<ProviderRow> rows;
    for (const base::Json &row : base::at(answer, "data")) {
        ProviderRow parsed{.id = text(row, "id"),
                           .name = text(row, "name"),
                           .type = text(row, "type"),
                           .baseUrl = text(row, "base_url"),
                           .keys = base::integerOr(base::at(row, "keys")),
                           .keyTrouble = keyStateWord(text(row, "key_state")),
                           .keyMessage = text(row, "key_message"),
                           .anyModel = base::truthOr(base::at(row, "any_model")),
                           .enabled = base::truthOr(base::at(row, "enabled"))};
        for (const base::Json &model : base::at(row, "models"))
            parsed.models += QString::fromStdString(base::textOr(model));
        if (!parsed.id.isEmpty())
            rows.push_back(std::move(parsed));
    }
    return rows;
}

int ProvidersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ProvidersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(kColumns));
}

QVariant ProvidersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ProviderRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const Cell cell = kColumns[index.column()].cell(row);
    if (role == kCellRole)
        return QVariant::fromValue(cell);
    if (role == Qt::DisplayRole)
        return cell.note.isEmpty() ? cell.text : cell.text + u' ' + cell.note;
    if (role == Qt::ToolTipRole && cell.kind == Cell::Kind::Stack)
        return row.baseUrl.toHtmlEscaped(); // escaped: Qt would read a tool tip that looks like markup as such
    if (role == Qt::ToolTipRole && !row.anyModel && index.column() == 2)
        return row.models.join(u'\n').toHtmlEscaped();
    if (role == Qt::ToolTipRole && !row.keyTrouble.isEmpty() && row.enabled)
        return row.keyMessage.toHtmlEscaped();
    return {};
}

QVariant ProvidersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return QCoreApplication::translate("ui::providers", kColumns[section].title);
    if (role == Qt::TextAlignmentRole) {
        const bool right = isFlushRight(kColumns[section].cell({}).kind);
        return QVariant(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    return {};
}

void ProvidersModel::setRows(std::vector<ProviderRow> rows)
{
    if (!std::ranges::equal(rows, m_rows, {}, &ProviderRow::id, &ProviderRow::id)) {
        beginResetModel(); // providers come and go by hand and seldom; only their fields change while one looks on
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] == m_rows[i])
            continue;
        m_rows[i] = std::move(rows[i]);
        Q_EMIT dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), columnCount() - 1));
    }
}

int ProvidersModel::enabledCount() const
{
    return static_cast<int>(std::ranges::count_if(m_rows, &ProviderRow::enabled));
}

std::vector<ColumnLayout> ProvidersModel::columnLayouts()
{
    std::vector<ColumnLayout> layouts;
    for (const Column &column : kColumns)
        layouts.push_back(column.layout);
    return layouts;
}

} // namespace ui
