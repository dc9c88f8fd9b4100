#include "ui/pages/keys/keys_model.h"

#include <algorithm>

#include <QCoreApplication>
#include <QLocale>

#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/text/time_text.h"
#include "ui/widgets/cell.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::keys", text);
}

/// All that a cell of one key can draw on.
struct Sight {
    const KeyRow &row;
    KeyUsage usage;
    QString waiting;
    QDateTime now;
};

Cell nameCell(const Sight &sight)
{
    const bool gone = sight.row.stateAt(sight.now) != KeyState::Active;
    return {Cell::Kind::Lines, sight.row.name, sight.row.prefix.isEmpty() ? QString() : sight.row.prefix + u'…',
            gone ? Tone::Quiet : Tone::Plain};
}

Cell roleCell(const Sight &sight)
{
    return {Cell::Kind::Text, roleWord(sight.row.role), {}, Tone::Quiet};
}

Cell callsCell(const Sight &sight)
{
    return {Cell::Kind::Number, countText(sight.usage.calls), {}, sight.usage.calls == 0 ? Tone::Quiet : Tone::Plain};
}

Cell costCell(const Sight &sight)
{
    const KeyUsage &usage = sight.usage;
    if (usage.calls == 0)
        return {Cell::Kind::Number, u"–"_s, {}, Tone::Quiet};
    if (usage.cost.value == 0 && usage.unpricedCalls > 0) // unknown is not zero
        return {Cell::Kind::Number, translated(QT_TRANSLATE_NOOP("ui::keys", "unpriced")), {}, Tone::Warn};
    return {Cell::Kind::Number, moneyText(usage.cost, usage.currency)};
}

Cell createdCell(const Sight &sight)
{
    return {Cell::Kind::Number, dayText(sight.row.createdAt), {}, Tone::Quiet};
}

Cell expiresCell(const Sight &sight)
{
    const KeyRow &row = sight.row;
    const bool active = row.stateAt(sight.now) == KeyState::Active;
    const bool soon = active && row.expiresAt.isValid() && sight.now.daysTo(row.expiresAt) <= 14;
    return {Cell::Kind::Number, expiryText(row, sight.now), {}, soon ? Tone::Warn : active ? Tone::Plain : Tone::Quiet};
}

Cell lastUsedCell(const Sight &sight)
{
    const QString text = sight.row.lastUsedAt.isValid() ? agoText(sight.row.lastUsedAt, sight.now)
                                                        : translated(QT_TRANSLATE_NOOP("ui::keys", "never"));
    return {Cell::Kind::Number, text, {}, Tone::Quiet};
}

Cell stateCell(const Sight &sight)
{
    if (!sight.waiting.isEmpty())
        return {Cell::Kind::Badge, sight.waiting, {}, Tone::Warn};
    switch (sight.row.stateAt(sight.now)) {
    case KeyState::Active:
        return {Cell::Kind::Badge, translated(QT_TRANSLATE_NOOP("ui::keys", "Active")), {}, Tone::Ok};
    case KeyState::Expired:
        return {Cell::Kind::Badge, translated(QT_TRANSLATE_NOOP("ui::keys", "Expired")), {}, Tone::Quiet};
    case KeyState::Revoked:
        break;
    }
    return {Cell::Kind::Badge, translated(QT_TRANSLATE_NOOP("ui::keys", "Revoked")), {}, Tone::Error};
}

struct Column {
    const char *title;
    ColumnLayout layout;
    Cell (*cell)(const Sight &sight);
};

constexpr Column kColumns[] = {
    // a new column is one line here
    {QT_TRANSLATE_NOOP("ui::keys", "Key"), {0, 0}, nameCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Role"), {120, 900}, roleCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Calls today"), {100, 780}, callsCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Cost today"), {100, 0}, costCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Created"), {130, 1060}, createdCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Expires"), {130, 0}, expiresCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Last used"), {120, 0}, lastUsedCell},
    {QT_TRANSLATE_NOOP("ui::keys", "State"), {120, 0}, stateCell},
};

/// What hides behind a short text.
QString details(const KeyRow &row, int column)
{
    QStringList lines;
    if (column == 0) {
        lines = {
            row.name,
            QCoreApplication::translate("ui::keys", "Created %1").arg(dayAndClockText(row.createdAt.toLocalTime()))};
        if (!row.allowedModels.isEmpty())
            lines += QCoreApplication::translate("ui::keys", "May call: %1").arg(row.allowedModels.join(u", "_s));
        if (row.strict)
            lines += QCoreApplication::translate("ui::keys", "Strict: refuses what a provider cannot be told");
    } else if (kColumns[column].cell == expiresCell && row.expiresAt.isValid()) {
        lines += dayAndClockText(row.expiresAt.toLocalTime());
    } else if (kColumns[column].cell == lastUsedCell && row.lastUsedAt.isValid()) {
        lines += dayAndClockText(row.lastUsedAt.toLocalTime());
    } else if (kColumns[column].cell == stateCell && row.revokedAt.isValid()) {
        lines +=
            QCoreApplication::translate("ui::keys", "Revoked %1").arg(dayAndClockText(row.revokedAt.toLocalTime()));
    }
    return lines.join(u'\n').toHtmlEscaped(); // escaped: Qt would read a tool tip that looks like markup as such
}

} // namespace

int KeysModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int KeysModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(kColumns));
}

QVariant KeysModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const KeyRow &row = m_shown[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole)
        return details(row, index.column());
    const Cell cell = kColumns[index.column()].cell({row, m_usage.value(row.id), m_waiting.value(row.id), m_now});
    if (role == kCellRole)
        return QVariant::fromValue(cell);
    if (role == Qt::DisplayRole)
        return cell.note.isEmpty() ? cell.text : cell.text + u' ' + cell.note;
    return {};
}

QVariant KeysModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return QCoreApplication::translate("ui::keys", kColumns[section].title);
    if (role == Qt::TextAlignmentRole) {
        const bool right = isFlushRight(kColumns[section].cell({KeyRow(), {}, {}, {}}).kind);
        return QVariant(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    return {};
}

void KeysModel::setRows(std::vector<KeyRow> rows, const QDateTime &now)
{
    m_all = std::move(rows);
    m_now = now;
    show();
}

void KeysModel::setFilter(const QString &words)
{
    m_filter = words.trimmed();
    show();
}

void KeysModel::setUsage(QHash<QString, KeyUsage> usage)
{
    if (usage == m_usage)
        return;
    m_usage = std::move(usage);
    touchAll();
}

void KeysModel::setWaiting(QHash<QString, QString> words)
{
    m_waiting = std::move(words);
    touchAll();
}

bool KeysModel::fits(const KeyRow &row) const
{
    return m_filter.isEmpty() || row.name.contains(m_filter, Qt::CaseInsensitive)
           || row.prefix.startsWith(m_filter, Qt::CaseInsensitive)
           || roleWord(row.role).contains(m_filter, Qt::CaseInsensitive);
}

void KeysModel::show()
{
    std::vector<KeyRow> fitting;
    std::ranges::copy_if(m_all, std::back_inserter(fitting), [this](const KeyRow &row) { return fits(row); });
    if (std::ranges::equal(fitting, m_shown, {}, &KeyRow::id, &KeyRow::id)) {
        m_shown = std::move(fitting);
        return touchAll(); // also when nothing changed: "3 s ago" did
    }
    beginResetModel(); // keys come and go by hand and seldom
    m_shown = std::move(fitting);
    endResetModel();
}

void KeysModel::touchAll()
{
    if (!m_shown.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const KeyRow *KeysModel::row(int index) const
{
    return index >= 0 && index < rowCount() ? &m_shown[static_cast<std::size_t>(index)] : nullptr;
}

const KeyRow *KeysModel::find(const QString &id) const
{
    const auto hit = std::ranges::find(m_all, id, &KeyRow::id);
    return hit == m_all.end() ? nullptr : &*hit;
}

KeyCounts KeysModel::counts() const
{
    KeyCounts out;
    const QDate today = m_now.date();
    for (const KeyRow &row : m_all) {
        const KeyState state = row.stateAt(m_now);
        out.active += state == KeyState::Active;
        out.expired += state == KeyState::Expired;
        out.revoked += state == KeyState::Revoked;
        const QDate day = row.expiresAt.toLocalTime().date();
        out.expiresThisMonth += state == KeyState::Active && day.year() == today.year() && day.month() == today.month();
    }
    return out;
}

std::vector<ColumnLayout> KeysModel::columnLayouts()
{
    std::vector<ColumnLayout> layouts;
    for (const Column &column : kColumns)
        layouts.push_back(column.layout);
    return layouts;
}

} // namespace ui
