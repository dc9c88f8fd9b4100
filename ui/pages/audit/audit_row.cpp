#include "ui/pages/audit/audit_row.h"

#include "ui/pages/providers/provider_rows.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::at;
using base::Json;

QString valueText(const Json &value)
{
    return value.is_null() ? QString()
                           : QString::fromStdString(value.is_string() ? base::textOr(value) : base::dump(value));
}

/// The place is told only where it is another one than what the act was about.
QString pathOf(const std::string &place, const std::string &field, const QString &targetId)
{
    const QString where = QString::fromStdString(place);
    const QString what = QString::fromStdString(field);
    const bool own = !targetId.isEmpty() && where.section(u'/', 1) == targetId;
    return own || where == "settings"_L1 ? what : where + u" · "_s + what;
}

void addPlace(std::vector<PlanChange> &out, const std::string &place, const Json &before, const Json &after,
              const QString &targetId)
{
    if (before.is_object())
        for (const auto &[field, value] : before.items())
            out.push_back({pathOf(place, field, targetId), valueText(value), valueText(at(after, field))});
    if (after.is_object())
        for (const auto &[field, value] : after.items())
            if (!before.is_object() || !before.contains(field))
                out.push_back({pathOf(place, field, targetId), {}, valueText(value)});
}

std::vector<PlanChange> changesOf(const Json &before, const Json &after, const QString &targetId)
{
    std::vector<PlanChange> out;
    if (before.is_object())
        for (const auto &[place, fields] : before.items())
            addPlace(out, place, fields, at(after, place), targetId);
    if (after.is_object())
        for (const auto &[place, fields] : after.items())
            if (!before.is_object() || !before.contains(place))
                addPlace(out, place, nullptr, fields, targetId);
    return out;
}

AuditRow rowOf(const Json &row)
{
    const Json &actor = at(row, "actor");
    const Json &target = at(row, "target");
    AuditRow out{.seq = base::integerOr(at(row, "seq")),
                 .at = parseTime(fieldText(row, "at")),
                 .actorKind = fieldText(actor, "kind"),
                 .actorName = fieldText(actor, "name"),
                 .origin = fieldText(row, "from"),
                 .operation = fieldText(row, "operation"),
                 .targetId = fieldText(target, "id"),
                 .targetName = fieldText(target, "name"),
                 .outcome = fieldText(row, "outcome"),
                 .hash = fieldText(row, "hash")};
    out.changes = changesOf(at(row, "before"), at(row, "after"), out.targetId);
    return out;
}

} // namespace

AuditPage parseAudit(const Json &answer)
{
    AuditPage out{.next = fieldText(answer, "next"), .total = base::integerOr(at(answer, "total"), -1)};
    for (const Json &row : at(answer, "data"))
        out.rows.push_back(rowOf(row));
    return out;
}

AuditVerdict parseVerdict(const Json &answer)
{
    return {.whole = base::truthOr(at(answer, "ok")),
            .entries = base::integerOr(at(answer, "entries")),
            .head = fieldText(answer, "head"),
            .badSeq = base::integerOr(at(answer, "bad_seq")),
            .problem = fieldText(answer, "problem")};
}

} // namespace ui
