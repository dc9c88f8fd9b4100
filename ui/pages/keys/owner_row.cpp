#include "ui/pages/keys/owner_row.h"

#include <QCoreApplication>

#include "ui/pages/keys/list_values.h"
#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::keys", text);
}

QString text(const base::Json &row, std::string_view key)
{
    return QString::fromStdString(base::textOr(base::at(row, key)));
}

void fill(OwnerRow &out, const base::Json &row)
{
    out.id = text(row, "id");
    out.name = text(row, "name");
    out.disabled = base::truthOr(base::at(row, "disabled"));
    out.tags = namesOf(base::at(row, "tags"));
    out.limits = parseLimits(base::at(row, "limits"));
    out.createdAt = parseTime(text(row, "created_at"));
    out.version = base::integerOr(base::at(row, "version"));
}

} // namespace

std::vector<UserRow> parseUsers(const base::Json &answer)
{
    std::vector<UserRow> rows;
    for (const base::Json &row : base::at(answer, "data")) {
        UserRow out;
        fill(out, row);
        out.email = text(row, "email");
        out.role = text(row, "role");
        out.team = text(row, "team");
        out.teamName = text(row, "team_name");
        if (!out.id.isEmpty())
            rows.push_back(std::move(out));
    }
    return rows;
}

std::vector<TeamRow> parseTeams(const base::Json &answer)
{
    std::vector<TeamRow> rows;
    for (const base::Json &row : base::at(answer, "data")) {
        TeamRow out;
        fill(out, row);
        if (!out.id.isEmpty())
            rows.push_back(std::move(out));
    }
    return rows;
}

QSet<QString> barredOwners(const std::vector<UserRow> &users, const std::vector<TeamRow> &teams)
{
    QSet<QString> out;
    for (const TeamRow &team : teams)
        if (team.disabled)
            out.insert(team.id);
    for (const UserRow &user : users)
        if (user.disabled || out.contains(user.team))
            out.insert(user.id);
    return out;
}

QHash<QString, int> keysOf(const base::Json &keys, QString KeyRow::*member)
{
    QHash<QString, int> out;
    for (const KeyRow &key : parseKeys(keys))
        if (!key.revokedAt.isValid() && !(key.*member).isEmpty())
            ++out[key.*member];
    return out;
}

QHash<QString, KeyUsage> parseSpent(const base::Json &answer, const std::string &word)
{
    QHash<QString, KeyUsage> out;
    for (const base::Json &row : base::at(answer, "data")) {
        const QString id = text(base::at(row, "key"), word + "_id");
        if (!id.isEmpty())
            out.insert(id, {.calls = base::integerOr(base::at(row, "calls")),
                            .unpricedCalls = base::integerOr(base::at(row, "unpriced_calls")),
                            .cost = {base::integerOr(base::at(row, "cost_nanos"))},
                            .currency = QString::fromStdString(base::textOr(base::at(row, "currency"), "USD"))});
    }
    return out;
}

Cell limitsCellOf(const OwnerRow &row)
{
    return {Cell::Kind::Number, limitsShort(row.limits), {}, row.limits.any() ? Tone::Plain : Tone::Quiet};
}

Cell keysCellOf(const OwnerRow &row)
{
    return {Cell::Kind::Number, countText(row.keys), {}, row.keys == 0 ? Tone::Quiet : Tone::Plain};
}

Cell spentCellOf(const OwnerRow &row)
{
    if (!row.spent || row.spent->calls == 0)
        return {Cell::Kind::Number, u"–"_s, {}, Tone::Quiet};
    if (row.spent->cost.value == 0 && row.spent->unpricedCalls > 0) // unknown is not zero
        return {Cell::Kind::Number, translated(QT_TRANSLATE_NOOP("ui::keys", "unpriced")), {}, Tone::Warn};
    return {Cell::Kind::Number, moneyText(row.spent->cost, row.spent->currency)};
}

Cell stateCellOf(const OwnerRow &row)
{
    if (!row.waiting.isEmpty())
        return {Cell::Kind::Badge, row.waiting, {}, Tone::Warn};
    if (row.disabled)
        return {Cell::Kind::Badge, translated(QT_TRANSLATE_NOOP("ui::keys", "Disabled")), {}, Tone::Quiet};
    return {Cell::Kind::Badge, translated(QT_TRANSLATE_NOOP("ui::keys", "Active")), {}, Tone::Ok};
}

} // namespace ui
