#include "ui/pages/routing/replay_answer.h"

#include <algorithm>

#include <QCoreApplication>

#include "ui/pages/providers/provider_rows.h"
#include "ui/text/money.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

ReplayPlace parsePlace(const base::Json &place)
{
    const QString name = fieldText(place, "provider_name");
    return {.provider = name.isEmpty() ? fieldText(place, "provider") : name, .model = fieldText(place, "model")};
}

ReplayRoute parseRoute(const base::Json &row)
{
    return {.from = parsePlace(base::at(row, "from")),
            .to = parsePlace(base::at(row, "to")),
            .calls = base::integerOr(base::at(row, "calls")),
            .missing = base::integerOr(base::at(row, "missing_feature")),
            .unpriced = base::integerOr(base::at(row, "unpriced")),
            .nanos = base::integerOr(base::at(row, "cost_difference_nanos"))};
}

void sortRoutes(std::vector<ReplayRoute> &routes)
{
    std::ranges::stable_sort(routes, std::ranges::greater{}, &ReplayRoute::calls);
}

} // namespace

ReplaySums parseReplay(const base::Json &answer)
{
    ReplaySums out{.plan = base::integerOr(base::at(answer, "plan")),
                   .until = fieldText(answer, "to"),
                   .next = fieldText(answer, "next"),
                   .total = base::integerIn(base::at(answer, "total")),
                   .calls = base::integerOr(base::at(answer, "calls")),
                   .moved = base::integerOr(base::at(answer, "moved")),
                   .unchanged = base::integerOr(base::at(answer, "unchanged")),
                   .cannotTell = base::integerOr(base::at(answer, "cannot_tell")),
                   .noTrace = base::integerOr(base::at(answer, "no_trace")),
                   .missing = base::integerOr(base::at(answer, "missing_feature")),
                   .unpriced = base::integerOr(base::at(base::at(answer, "cost"), "difference_unpriced")),
                   .nanos = base::integerOr(base::at(base::at(answer, "cost"), "difference_nanos"))};
    for (const base::Json &row : base::at(answer, "data"))
        out.routes.push_back(parseRoute(row));
    sortRoutes(out.routes);
    return out;
}

void ReplaySums::add(const ReplaySums &later)
{
    next = later.next;
    calls += later.calls;
    moved += later.moved;
    unchanged += later.unchanged;
    cannotTell += later.cannotTell;
    noTrace += later.noTrace;
    missing += later.missing;
    unpriced += later.unpriced;
    nanos += later.nanos;
    for (const ReplayRoute &route : later.routes) {
        const auto hit = std::ranges::find_if(
            routes, [&](const ReplayRoute &one) { return one.from == route.from && one.to == route.to; });
        if (hit == routes.end()) {
            routes.push_back(route);
            continue;
        }
        hit->calls += route.calls;
        hit->missing += route.missing;
        hit->unpriced += route.unpriced;
        hit->nanos += route.nanos;
    }
    sortRoutes(routes);
}

QString placeWords(const ReplayPlace &place)
{
    if (place.model.isEmpty())
        return QCoreApplication::translate("ui::ReplayResult", "turned away");
    return place.model + u" · "_s + place.provider;
}

QString differenceText(std::int64_t nanos)
{
    const QString amount = moneyText({nanos}, u"USD"_s);
    return nanos > 0 ? u'+' + amount : amount;
}

} // namespace ui
