#include "ui/pages/providers/provider_keys_model.h"

#include <algorithm>

#include <QCoreApplication>

#include "ui/pages/providers/provider_rows.h"
#include "ui/text/gateway_words.h"
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

bool inKeychain(const ProviderKeyRow &key)
{
    return key.secret.startsWith("keychain:"_L1);
}

Cell nameCell(const ProviderKeyRow &key)
{
    return {Cell::Kind::Text, key.name};
}

Cell keptCell(const ProviderKeyRow &key)
{
    const bool fine = key.state.isEmpty() || key.state == "ok"_L1;
    if (!fine)
        return {Cell::Kind::Text, keptWords(key), {}, Tone::Warn, u"warning"_s};
    return {Cell::Kind::Text,
            keptWords(key),
            {},
            inKeychain(key) ? Tone::Ok : Tone::Quiet,
            inKeychain(key) ? u"lock"_s : u"doc"_s};
}

Cell priorityCell(const ProviderKeyRow &key)
{
    return {Cell::Kind::Number, countText(key.priority)};
}

Cell weightCell(const ProviderKeyRow &key)
{
    return {Cell::Kind::Number, countText(key.weight)};
}

Cell stateCell(const ProviderKeyRow &key)
{
    const auto state = [](const char *word, Tone tone) { return Cell{Cell::Kind::State, translated(word), {}, tone}; };
    if (key.probing)
        return state(QT_TRANSLATE_NOOP("ui::providers", "Testing"), Tone::Accent);
    if (!key.wanted.value_or(key.enabled))
        return state(QT_TRANSLATE_NOOP("ui::providers", "Off"), Tone::Quiet);
    if (const QString trouble = keyStateWord(key.state); !trouble.isEmpty())
        return {Cell::Kind::State, trouble, {}, Tone::Warn};
    if (key.wait.gate == "held"_L1)
        return state(QT_TRANSLATE_NOOP("ui::providers", "Held"), Tone::Warn);
    if (key.wait.on())
        return key.wait.gate == "cooling"_L1 ? state(QT_TRANSLATE_NOOP("ui::providers", "Cooling down"), Tone::Warn)
                                             : state(QT_TRANSLATE_NOOP("ui::providers", "Failing"), Tone::Error);
    if (key.probed)
        return *key.probed ? state(QT_TRANSLATE_NOOP("ui::providers", "Works"), Tone::Ok)
                           : state(QT_TRANSLATE_NOOP("ui::providers", "Refused"), Tone::Error);
    return state(QT_TRANSLATE_NOOP("ui::providers", "Ready"), Tone::Accent);
}

/// Its switch stands here; the words are for those who hear or copy the row.
Cell onCell(const ProviderKeyRow &key)
{
    Cell cell{Cell::Kind::Number};
    cell.note = key.enabled ? translated(QT_TRANSLATE_NOOP("ui::providers", "On"))
                            : translated(QT_TRANSLATE_NOOP("ui::providers", "Off"));
    return cell;
}

struct Column {
    const char *title;
    ColumnLayout layout;
    Cell (*cell)(const ProviderKeyRow &key);
};

constexpr Column kColumns[] = {
    // a new column is one line here
    {QT_TRANSLATE_NOOP("ui::providers", "Key"), {0, 0}, nameCell},
    {QT_TRANSLATE_NOOP("ui::providers", "Kept"), {210, 0}, keptCell},
    {QT_TRANSLATE_NOOP("ui::providers", "Priority"), {74, 660}, priorityCell},
    {QT_TRANSLATE_NOOP("ui::providers", "Weight"), {74, 560}, weightCell},
    {QT_TRANSLATE_NOOP("ui::providers", "State"), {152, 0}, stateCell},
    {QT_TRANSLATE_NOOP("ui::providers", "On"), {68, 0}, onCell},
};
static_assert(std::size(kColumns) == ProviderKeysModel::kSwitchColumn + 1);

QString tipOf(const ProviderKeyRow &key, int column)
{
    if (column == 1)
        return key.message;
    if (column != 4)
        return {};
    if (!key.message.isEmpty() || !key.wait.on())
        return key.message.isEmpty() ? key.problem : key.message;
    return keyWaitWords(key.wait, QDateTime::currentDateTime()) + u"\n"_s + keyWaitReason(key.wait);
}

} // namespace

std::vector<ProviderKeyRow> parseProviderKeys(const base::Json &answer)
{
    std::vector<ProviderKeyRow> out;
    for (const base::Json &row : base::at(answer, "data"))
        out.push_back({.id = fieldText(row, "id"),
                       .name = fieldText(row, "name"),
                       .secret = fieldText(row, "secret"),
                       .state = fieldText(row, "secret_state"),
                       .message = gatewayWords(fieldText(row, "secret_message")),
                       .origin = fieldText(row, "origin"),
                       .priority = base::integerOr(base::at(row, "priority")),
                       .weight = base::integerOr(base::at(row, "weight"), 1),
                       .version = base::integerOr(base::at(row, "version")),
                       .enabled = base::truthOr(base::at(row, "enabled")),
                       .wait = parseKeyWait(base::at(row, "health"))});
    std::ranges::stable_sort(out, {}, &ProviderKeyRow::priority);
    return out;
}

QString keptWords(const ProviderKeyRow &key)
{
    if (!inKeychain(key))
        return key.secret;
    if (key.state == "missing"_L1)
        return translated(QT_TRANSLATE_NOOP("ui::providers", "missing in the keychain"));
    if (key.state == "locked"_L1)
        return translated(QT_TRANSLATE_NOOP("ui::providers", "keychain locked"));
    return translated(QT_TRANSLATE_NOOP("ui::providers", "in the keychain"));
}

int ProviderKeysModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(kColumns));
}

QVariant ProviderKeysModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ProviderKeyRow &key = rowAt(index);
    if (role == Qt::ToolTipRole) {
        const QString tip = tipOf(key, index.column());
        return tip.isEmpty() ? QVariant() : QVariant(tip.toHtmlEscaped());
    }
    Cell cell = kColumns[index.column()].cell(key);
    if (role == Qt::DisplayRole)
        return QStringList{cell.text, cell.note}.join(u' ').trimmed();
    if (role != kCellRole)
        return {};
    if (index.column() == kSwitchColumn)
        cell.note.clear();
    return QVariant::fromValue(cell);
}

QVariant ProviderKeysModel::headerData(int section, Qt::Orientation orientation, int role) const
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

std::vector<ColumnLayout> ProviderKeysModel::columnLayouts()
{
    std::vector<ColumnLayout> layouts;
    for (const Column &column : kColumns)
        layouts.push_back(column.layout);
    return layouts;
}

} // namespace ui
