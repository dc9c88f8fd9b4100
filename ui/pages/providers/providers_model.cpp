#include "ui/pages/providers/providers_model.h"

#include <algorithm>

#include <QCoreApplication>

#include "ui/text/numbers.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::providers", text);
}

Cell nameCell(const ProviderRow &row)
{
    const QString host = hostOf(row.baseUrl);
    return {Cell::Kind::Stack, row.name,
            host.isEmpty() ? translated(QT_TRANSLATE_NOOP("ui::providers", "built in, no network")) : host};
}

Cell firstTokenCell(const ProviderRow &row)
{
    return {Cell::Kind::Number,
            durationText(row.usage.firstTokenUs),
            {},
            row.usage.firstTokenUs ? Tone::Plain : Tone::Quiet};
}

Cell callsCell(const ProviderRow &row)
{
    return {Cell::Kind::Number, countText(row.usage.calls), {}, row.usage.calls == 0 ? Tone::Quiet : Tone::Plain};
}

Cell errorsCell(const ProviderRow &row)
{
    return {Cell::Kind::Number, countText(row.usage.errors), {}, row.usage.errors == 0 ? Tone::Quiet : Tone::Warn};
}

Cell modelsCell(const ProviderRow &row)
{
    if (row.anyModel)
        return {Cell::Kind::Number, translated(QT_TRANSLATE_NOOP("ui::providers", "any")), {}, Tone::Quiet};
    return {Cell::Kind::Number, countText(row.models.size()), {}, row.models.isEmpty() ? Tone::Warn : Tone::Plain};
}

Cell keysCell(const ProviderRow &row)
{
    if (row.keys > 0)
        return {Cell::Kind::Number, countText(row.keys)};
    if (!row.needsKey)
        return {Cell::Kind::Number, translated(QT_TRANSLATE_NOOP("ui::providers", "not needed")), {}, Tone::Quiet};
    return {Cell::Kind::Number, countText(0), {}, Tone::Error};
}

/// Its switch stands here; the words are for those who hear or copy the row.
Cell onCell(const ProviderRow &row)
{
    Cell cell{Cell::Kind::Number};
    cell.note = row.effective() ? translated(QT_TRANSLATE_NOOP("ui::providers", "On"))
                                : translated(QT_TRANSLATE_NOOP("ui::providers", "Off"));
    return cell;
}

struct Column {
    const char *title;
    ColumnLayout layout;
    Cell (*cell)(const ProviderRow &row);
};

constexpr Column kColumns[] = {
    // a new column is one line here
    {QT_TRANSLATE_NOOP("ui::providers", "Provider"), {0, 0}, nameCell},
    {QT_TRANSLATE_NOOP("ui::providers", "State"), {118, 0}, providerState},
    {QT_TRANSLATE_NOOP("ui::providers", "First token, 24 h"), {150, 560}, firstTokenCell},
    {QT_TRANSLATE_NOOP("ui::providers", "Calls today"), {88, 620}, callsCell},
    {QT_TRANSLATE_NOOP("ui::providers", "Failed"), {66, 820}, errorsCell},
    {QT_TRANSLATE_NOOP("ui::providers", "Models"), {70, 760}, modelsCell},
    {QT_TRANSLATE_NOOP("ui::providers", "Keys"), {88, 480}, keysCell},
    {QT_TRANSLATE_NOOP("ui::providers", "On"), {68, 0}, onCell},
};
static_assert(std::size(kColumns) == ProvidersModel::kSwitchColumn + 1);

QString tipOf(const ProviderRow &row, int column)
{
    if (column == 0)
        return row.name + u'\n' + row.baseUrl;
    if (column == 1 && row.test && !row.test->problem.isEmpty())
        return row.test->problem;
    if (column == 1 && !row.keyTrouble.isEmpty() && row.enabled)
        return row.keyMessage;
    if (column == 5 && !row.anyModel)
        return row.models.mid(0, 40).join(u'\n');
    return {};
}

} // namespace

Cell providerState(const ProviderRow &row)
{
    const auto state = [](const char *word, Tone tone) { return Cell{Cell::Kind::State, translated(word), {}, tone}; };
    if (row.testing)
        return state(QT_TRANSLATE_NOOP("ui::providers", "Testing"), Tone::Accent);
    if (const auto pending = row.pending())
        return *pending ? state(QT_TRANSLATE_NOOP("ui::providers", "Turning on"), Tone::Accent)
                        : state(QT_TRANSLATE_NOOP("ui::providers", "Turning off"), Tone::Quiet);
    if (!row.effective())
        return state(QT_TRANSLATE_NOOP("ui::providers", "Off"), Tone::Quiet);
    if (!row.keyTrouble.isEmpty())
        return {Cell::Kind::State, row.keyTrouble, {}, Tone::Warn};
    if (row.needsKey && row.keys == 0)
        return state(QT_TRANSLATE_NOOP("ui::providers", "No key"), Tone::Error);
    if (row.test && !row.test->ok)
        return state(QT_TRANSLATE_NOOP("ui::providers", "Test failed"), Tone::Error);
    if (row.test)
        return state(QT_TRANSLATE_NOOP("ui::providers", "Tested"), Tone::Ok);
    return state(QT_TRANSLATE_NOOP("ui::providers", "On"), Tone::Accent);
}

int ProvidersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(kColumns));
}

QVariant ProvidersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ProviderRow &row = rowAt(index);
    if (role == kTrendRole)
        return index.column() == kTrendColumn ? QVariant::fromValue(row.usage.trend) : QVariant();
    if (role == Qt::ToolTipRole) {
        const QString tip = tipOf(row, index.column());
        // Escaped: Qt would read a tool tip that looks like markup as such.
        return tip.isEmpty() ? QVariant() : QVariant(tip.toHtmlEscaped().replace(u'\n', u"<br>"_s));
    }
    Cell cell = kColumns[index.column()].cell(row);
    if (role == Qt::DisplayRole)
        return QStringList{cell.text, cell.note}.join(u' ').trimmed();
    if (role != kCellRole)
        return {};
    if (index.column() == kSwitchColumn)
        cell.note.clear();
    return QVariant::fromValue(cell);
}

QVariant ProvidersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return translated(kColumns[section].title);
    if (role == Qt::TextAlignmentRole) {
        const bool right = isFlushRight(kColumns[section].cell({}).kind);
        return QVariant(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    return {};
}

int ProvidersModel::rowOf(const QString &id) const
{
    const auto hit = std::ranges::find(rows(), id, &ProviderRow::id);
    return hit == rows().end() ? -1 : static_cast<int>(hit - rows().begin());
}

int ProvidersModel::enabledCount() const
{
    return static_cast<int>(std::ranges::count_if(rows(), &ProviderRow::effective));
}

std::vector<ColumnLayout> ProvidersModel::columnLayouts()
{
    std::vector<ColumnLayout> layouts;
    for (const Column &column : kColumns)
        layouts.push_back(column.layout);
    return layouts;
}

} // namespace ui
