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
    bool barred = false; ///< By its owner.
    QString waiting;
    QDateTime now;
};

Cell nameCell(const Sight &sight)
{
    const bool gone = sight.barred || sight.row.stateAt(sight.now) != KeyState::Active;
    QString note = sight.row.prefix.isEmpty() ? QString() : sight.row.prefix + u'…';
    if (sight.row.previousUntil > sight.now) // both keys work
        note += u", "_s + sight.row.previousPrefix + u'…';
    return {Cell::Kind::Lines, sight.row.name, note, gone ? Tone::Quiet : Tone::Plain};
}

Cell ownerCell(const Sight &sight)
{
    const QString user = sight.row.userName.isEmpty() ? sight.row.user : sight.row.userName;
    const QString team = sight.row.teamName.isEmpty() ? sight.row.team : sight.row.teamName;
    if (user.isEmpty())
        return {Cell::Kind::Text, team.isEmpty() ? u"–"_s : team, {}, Tone::Quiet};
    return {Cell::Kind::Text, user, team};
}

Cell limitsCell(const Sight &sight)
{
    return {Cell::Kind::Number, limitsShort(sight.row.limits), {}, sight.row.limits.any() ? Tone::Plain : Tone::Quiet};
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
        if (sight.barred)
            return {Cell::Kind::Badge, translated(QT_TRANSLATE_NOOP("ui::keys", "Disabled")), {}, Tone::Quiet};
        if (sight.row.previousUntil > sight.now)
            return {Cell::Kind::Badge, translated(QT_TRANSLATE_NOOP("ui::keys", "Rotating")), {}, Tone::Accent};
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
    {QT_TRANSLATE_NOOP("ui::keys", "Owner"), {0, 860}, ownerCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Role"), {110, 1180}, roleCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Calls, tokens / min"), {140, 940}, limitsCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Calls today"), {96, 1020}, callsCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Cost today"), {96, 0}, costCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Expires"), {110, 0}, expiresCell},
    {QT_TRANSLATE_NOOP("ui::keys", "Last used"), {110, 0}, lastUsedCell},
    {QT_TRANSLATE_NOOP("ui::keys", "State"), {112, 0}, stateCell},
};

QString named(const char *text, const QString &value)
{
    return translated(text).arg(value);
}

/// All about a key that its row has no room for.
QStringList about(const KeyRow &row, const QDateTime &now)
{
    QStringList lines = {
        row.name, named(QT_TRANSLATE_NOOP("ui::keys", "Created %1"), dayAndClockText(row.createdAt.toLocalTime()))};
    if (!row.allowedModels.isEmpty())
        lines += named(QT_TRANSLATE_NOOP("ui::keys", "May call: %1"), row.allowedModels.join(u", "_s));
    if (!row.allowedAddresses.isEmpty())
        lines += named(QT_TRANSLATE_NOOP("ui::keys", "From: %1"), row.allowedAddresses.join(u", "_s));
    if (row.strict)
        lines += translated(QT_TRANSLATE_NOOP("ui::keys", "Strict: refuses what a provider cannot be told"));
    if (row.mustSign)
        lines += translated(QT_TRANSLATE_NOOP("ui::keys", "Signed: each request must be"));
    if (!row.tags.isEmpty())
        lines += named(QT_TRANSLATE_NOOP("ui::keys", "Tags: %1"), row.tags.join(u", "_s));
    if (row.previousUntil > now)
        lines += translated(QT_TRANSLATE_NOOP("ui::keys", "The old key %1… works until %2"))
                     .arg(row.previousPrefix, dayAndClockText(row.previousUntil.toLocalTime()));
    return lines;
}

/// What hides behind a short text.
QString details(const Sight &sight, int column)
{
    const KeyRow &row = sight.row;
    const QDateTime &now = sight.now;
    const auto cell = kColumns[column].cell;
    QStringList lines;
    if (column == 0)
        lines = about(row, now);
    else if (cell == ownerCell)
        lines += row.ownerText();
    else if (cell == limitsCell && row.limits.any())
        lines += limitsWords(row.limits);
    else if (cell == expiresCell && row.expiresAt.isValid())
        lines += dayAndClockText(row.expiresAt.toLocalTime());
    else if (cell == lastUsedCell && row.lastUsedAt.isValid())
        lines += dayAndClockText(row.lastUsedAt.toLocalTime());
    else if (cell == stateCell && row.revokedAt.isValid())
        lines += named(QT_TRANSLATE_NOOP("ui::keys", "Revoked %1"), dayAndClockText(row.revokedAt.toLocalTime()));
    else if (cell == stateCell && sight.barred)
        lines += translated(QT_TRANSLATE_NOOP("ui::keys", "Its user or team is disabled: calls with it are refused."));
    else if (cell == stateCell && row.previousUntil > now)
        lines += named(QT_TRANSLATE_NOOP("ui::keys", "The old key works until %1"),
                       dayAndClockText(row.previousUntil.toLocalTime()));
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
    if (role == kIdRole)
        return row.id;
    const Sight sight{row, m_usage.value(row.id), isBarred(row), m_waiting.value(row.id), m_now};
    if (role == Qt::ToolTipRole)
        return details(sight, index.column());
    const Cell cell = kColumns[index.column()].cell(sight);
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
        const bool right = isFlushRight(kColumns[section].cell({KeyRow(), {}, false, {}, {}}).kind);
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

void KeysModel::setBarredOwners(QSet<QString> owners)
{
    if (owners == m_barred)
        return;
    m_barred = std::move(owners);
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
           || roleWord(row.role).contains(m_filter, Qt::CaseInsensitive)
           || row.ownerText().contains(m_filter, Qt::CaseInsensitive)
           || row.tags.contains(m_filter, Qt::CaseInsensitive);
}

bool KeysModel::isBarred(const KeyRow &row) const
{
    return m_barred.contains(row.user) || m_barred.contains(row.team);
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
        const bool active = state == KeyState::Active && !isBarred(row);
        out.active += active;
        out.expired += state == KeyState::Expired;
        out.revoked += state == KeyState::Revoked;
        const QDate day = row.expiresAt.toLocalTime().date();
        out.expiresThisMonth += active && day.year() == today.year() && day.month() == today.month();
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
