#include "ui/pages/requests/request_columns.h"

#include <QCoreApplication>

#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::requests", text);
}

Cell timeCell(const RequestRow &row, const QDateTime &now)
{
    const QString millis = isToday(row.startedAt, now) ? millisText(row.startedAt) : QString();
    return {Cell::Kind::Clock, clockText(row.startedAt, now), millis};
}

Cell modelCell(const RequestRow &row, const QDateTime &)
{
    if (row.asked == row.served)
        return {Cell::Kind::Route, row.served};
    return {Cell::Kind::Route, row.served, row.asked};
}

Cell providerCell(const RequestRow &row, const QDateTime &)
{
    const bool none = row.provider.isEmpty();
    return {Cell::Kind::Text, none ? u"–"_s : row.provider, {}, none ? Tone::Quiet : Tone::Plain};
}

Cell statusCell(const RequestRow &row, const QDateTime &)
{
    return requestState(row);
}

Cell inputCell(const RequestRow &row, const QDateTime &)
{
    return {Cell::Kind::Number, countText(row.inputTokens)};
}

Cell outputCell(const RequestRow &row, const QDateTime &)
{
    return {Cell::Kind::Number, countText(row.outputTokens)};
}

Cell costCell(const RequestRow &row, const QDateTime &)
{
    const bool unpriced = row.confidence == model::Confidence::Unpriced;
    return {
        Cell::Kind::Number, costText(row.cost, row.currency, row.confidence), {}, unpriced ? Tone::Quiet : Tone::Plain};
}

Cell firstTokenCell(const RequestRow &row, const QDateTime &)
{
    return {
        Cell::Kind::Number, durationText(row.firstTokenMicros), {}, row.firstTokenMicros ? Tone::Plain : Tone::Quiet};
}

Cell durationCell(const RequestRow &row, const QDateTime &)
{
    return {Cell::Kind::Number, durationText(row.durationMicros)};
}

QString modelDetails(const RequestRow &row)
{
    const QString none = u"–"_s;
    return translated(QT_TRANSLATE_NOOP("ui::requests", "Asked for %1, served by %2, billed as %3"))
        .arg(row.asked.isEmpty() ? none : row.asked, row.served.isEmpty() ? none : row.served,
             row.billed.isEmpty() ? none : row.billed);
}

QString statusDetails(const RequestRow &row)
{
    const QString status =
        row.errorCode.isEmpty() ? QString::number(row.status) : u"%1 %2"_s.arg(row.status).arg(row.errorCode);
    const char *pattern = QT_TRANSLATE_N_NOOP("ui::requests", "%1, after %n attempt(s)");
    return QCoreApplication::translate("ui::requests", pattern, nullptr, static_cast<int>(row.attempts)).arg(status);
}

QString inputDetails(const RequestRow &row)
{
    return translated(QT_TRANSLATE_NOOP("ui::requests", "%1 of them from the provider's cache"))
        .arg(countText(row.cacheReadTokens));
}

QString outputDetails(const RequestRow &row)
{
    return translated(QT_TRANSLATE_NOOP("ui::requests", "%1 of them for reasoning"))
        .arg(countText(row.reasoningTokens));
}

QString costDetails(const RequestRow &row)
{
    switch (row.confidence) {
    case model::Confidence::Measured:
        return translated(QT_TRANSLATE_NOOP("ui::requests", "%1, from the provider's own count"))
            .arg(exactMoneyText(row.cost, row.currency));
    case model::Confidence::Estimated:
        return translated(QT_TRANSLATE_NOOP("ui::requests", "About %1: the tokens are our own count"))
            .arg(exactMoneyText(row.cost, row.currency));
    case model::Confidence::Unpriced:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("ui::requests", "No price is known for this model"));
}

QString keyDetails(const RequestRow &row)
{
    return translated(QT_TRANSLATE_NOOP("ui::requests", "Call %1, key %2")).arg(row.id, row.key);
}

Cell keyCell(const RequestRow &row, const QDateTime &)
{
    const bool none = row.key.isEmpty();
    return {Cell::Kind::Text, none ? u"–"_s : row.key, {}, none ? Tone::Quiet : Tone::Plain};
}

Cell sessionCell(const RequestRow &row, const QDateTime &)
{
    const bool none = row.session.isEmpty();
    return {Cell::Kind::Text, none ? u"–"_s : row.session, {}, none ? Tone::Quiet : Tone::Plain};
}

Cell applicationCell(const RequestRow &row, const QDateTime &)
{
    const bool none = row.application.isEmpty();
    return {Cell::Kind::Text, none ? u"–"_s : row.application, {}, none ? Tone::Quiet : Tone::Plain};
}

Cell tagsCell(const RequestRow &row, const QDateTime &)
{
    const bool none = row.tags.isEmpty();
    return {Cell::Kind::Text, none ? u"–"_s : row.tags.join(u", "_s), {}, none ? Tone::Quiet : Tone::Plain};
}

Cell cachedCell(const RequestRow &row, const QDateTime &)
{
    return {Cell::Kind::Number, countText(row.cacheReadTokens)};
}

Cell attemptsCell(const RequestRow &row, const QDateTime &)
{
    return {Cell::Kind::Number, countText(row.attempts), {}, row.attempts > 1 ? Tone::Warn : Tone::Plain};
}

using enum DataColumn::Shown;

constexpr RequestColumn kColumns[] = {
    // a new column is one line here
    {"started", QT_TRANSLATE_NOOP("ui::requests", "Time"), {160, 0}, timeCell, keyDetails, "-started", Always},
    {"status", QT_TRANSLATE_NOOP("ui::requests", "Status"), {130, 0}, statusCell, statusDetails},
    {"model",
     QT_TRANSLATE_NOOP("ui::requests", "Model, asked and served"),
     {0, 0},
     modelCell,
     modelDetails,
     "",
     Always},
    {"provider", QT_TRANSLATE_NOOP("ui::requests", "Provider"), {112, 880}, providerCell},
    {"key", QT_TRANSLATE_NOOP("ui::requests", "Key"), {124, 800}, keyCell, nullptr, "", Yes, false},
    {"input", QT_TRANSLATE_NOOP("ui::requests", "Tokens in"), {78, 768}, inputCell, inputDetails},
    {"output", QT_TRANSLATE_NOOP("ui::requests", "Tokens out"), {82, 768}, outputCell, outputDetails},
    {"first_token", QT_TRANSLATE_NOOP("ui::requests", "First token"), {88, 960}, firstTokenCell},
    {"duration", QT_TRANSLATE_NOOP("ui::requests", "Duration"), {88, 560}, durationCell, nullptr, "-duration"},
    {"cost", QT_TRANSLATE_NOOP("ui::requests", "Cost"), {118, 0}, costCell, costDetails, "-cost"},
    {"cached", QT_TRANSLATE_NOOP("ui::requests", "From cache"), {90, 0}, cachedCell, nullptr, "", No, false},
    {"attempts", QT_TRANSLATE_NOOP("ui::requests", "Attempts"), {84, 0}, attemptsCell, nullptr, "", No, false},
    {"session", QT_TRANSLATE_NOOP("ui::requests", "Session"), {124, 0}, sessionCell, nullptr, "", No, false},
    {"application",
     QT_TRANSLATE_NOOP("ui::requests", "Application"),
     {124, 0},
     applicationCell,
     nullptr,
     "",
     No,
     false},
    {"tags", QT_TRANSLATE_NOOP("ui::requests", "Tags"), {124, 0}, tagsCell, nullptr, "", No, false},
};

QString plainCell(const Cell &cell)
{
    return cell.text.isEmpty() && cell.note.isEmpty() ? u"–"_s : plainText(cell);
}

} // namespace

Cell requestState(const RequestRow &row)
{
    const QString number = QString::number(row.status);
    if (row.outcome == "done"_L1)
        return {Cell::Kind::Dot, number, {}, Tone::Ok};
    if (row.outcome == "cancelled"_L1)
        return {Cell::Kind::Dot, translated(QT_TRANSLATE_NOOP("ui::requests", "cancelled")), {}, Tone::Quiet};
    if (row.outcome == "partial"_L1)
        return {Cell::Kind::Dot, translated(QT_TRANSLATE_NOOP("ui::requests", "cut")), row.errorCode, Tone::Error};
    if (row.outcome == "interrupted"_L1)
        return {Cell::Kind::Dot, translated(QT_TRANSLATE_NOOP("ui::requests", "interrupted")), row.errorCode,
                Tone::Error};
    return {Cell::Kind::Dot, number, row.errorCode, row.status < 500 ? Tone::Warn : Tone::Error};
}

std::span<const RequestColumn> requestColumns()
{
    return kColumns;
}

QVariant requestCell(const RequestColumn &column, const RequestRow &row, const QDateTime &now, int role)
{
    if (role == kCellRole)
        return QVariant::fromValue(column.cell(row, now));
    if (role == Qt::DisplayRole)
        return plainCell(column.cell(row, now));
    if (role == Qt::ToolTipRole && column.details) // escaped: Qt would read a tool tip that looks like markup as such
        return column.details(row).toHtmlEscaped();
    return {};
}

QVariant requestHead(const RequestColumn &column, const QDateTime &now, int role)
{
    if (role == Qt::DisplayRole) {
        const QString title = translated(column.title);
        return column.cell == timeCell ? title + u", "_s + zoneText(now) : title;
    }
    if (role == Qt::TextAlignmentRole) {
        const bool right = isFlushRight(column.cell({}, {}).kind);
        return QVariant(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    return {};
}

} // namespace ui
