#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/drafts.h"
#include "admin/replay_tally.h"
#include "admin/rule_checks.h"
#include "exchange/route.h"
#include "exchange/wire.h"
#include "storage/plans.h"

namespace admin {
namespace {

using base::Json;
using model::Plan;
using routing::Replay;
using storage::LoggedCallRow;
using storage::LogPlace;

constexpr std::int64_t kPiece = 2000; ///< Rows that are read at a time.
constexpr std::int64_t kMostRows = 10'000'000;

auto wrong(std::string_view field, std::string what)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(what), std::string(field));
}

/// Those of the trace; where it has none, by the call's length as the trace has it.
class LoggedPrices final : public routing::PriceView {
public:
    LoggedPrices(const routing::ReplayView &trace, const pricing::Catalogue &prices, std::int64_t atMs)
        : m_trace(trace),
          m_byLength(prices, atMs, trace.logged().estimatedTokens, {.maxOutput = trace.logged().maxOutput})
    {
    }
    std::int64_t costOf(const model::Provider &provider, std::string_view upstreamModel) const override
    {
        const std::int64_t logged = m_trace.costOf(provider, upstreamModel);
        if (logged >= 0 || m_trace.logged().estimatedTokens < 0)
            return logged;
        return m_byLength.costOf(provider, upstreamModel);
    }

private:
    const routing::ReplayView &m_trace;
    exchange::CallPrices m_byLength;
};

/// What routing is made of in an earlier plan. Providers stay as they are: no other can be called now.
base::Result<> takeVersion(Plan &to, const Context &context, const Json &number)
{
    const auto wanted = base::integerIn(number);
    const auto stored = wanted ? storage::getPlan(context.db, *wanted)
                               : base::Result<storage::PlanVersion>(wrong("plan", "must be the number of a plan"));
    if (!stored)
        return stored.error().code == base::ErrorCode::NotFound ? base::Result<>(wrong("plan", stored.error().detail))
                                                                : base::Result<>(base::fail(stored.error()));
    const auto json = base::parseJson(stored->json);
    if (!json)
        return base::fail(json.error());
    to.rules = rulesInPlan(*json);
    to.aliases = aliasesInPlan(*json);
    return draftDefaults(to.settings, defaultsInPlan(*json));
}

/// The present plan with what was given in the place of its own.
base::Result<Plan> editedPlan(const Context &context, const Plan &present)
{
    const Json &body = context.request.body;
    Plan out = present;
    if (const Json &number = base::at(body, "plan"); !number.is_null())
        if (auto taken = takeVersion(out, context, number); !taken)
            return base::fail(taken.error());
    if (const Json &given = base::at(body, "model_map"); !given.is_null()) {
        auto aliases = draftAliases(given, present);
        if (!aliases)
            return base::fail(aliases.error());
        out.aliases = std::move(*aliases);
    }
    if (const Json &given = base::at(body, "defaults"); !given.is_null())
        if (auto taken = draftDefaults(out.settings, given); !taken)
            return base::fail(taken.error());
    if (const Json &given = base::at(body, "rules"); !given.is_null()) {
        Plan names = out; // rules may name aliases that are drafts, too
        names.rules = present.rules;
        auto rules = draftRules(given, names);
        if (!rules)
            return base::fail(rules.error());
        out.rules = std::move(*rules);
    }
    return out;
}

/// Which calls, and how many of them in one answer.
struct Period {
    storage::LogSpan span{};
    LogPlace after{};
    std::int64_t limit = kMostRows;
    Replay::Against against = Replay::Against::Plan;
};

base::Result<std::int64_t> timeIn(const Json &body, const char *field, std::int64_t fallback)
{
    const Json &given = base::at(body, field);
    if (given.is_null())
        return fallback;
    const auto time = base::parseRfc3339(base::textOr(given));
    if (!time)
        return wrong(field, "must be a time such as 2026-11-20T09:30:00Z or a date");
    return *time;
}

base::Result<LogPlace> placeIn(const Json &body)
{
    const Json &given = base::at(body, "after");
    if (given.is_null())
        return LogPlace{-1, 0};
    const auto parts = base::split(base::textOr(given), '.');
    const auto startedMs = parts.size() == 2 ? base::parseInteger(parts[0]) : std::nullopt;
    const auto no = parts.size() == 2 ? base::parseInteger(parts[1]) : std::nullopt;
    if (!startedMs || !no)
        return wrong("after", "must be the `next` of the answer before");
    return LogPlace{*startedMs, *no};
}

base::Result<Period> periodOf(const Context &context)
{
    const Json &body = context.request.body;
    const auto from = timeIn(body, "from", 0);
    const auto to = timeIn(body, "to", context.gateway.clock.wallMillis() + 1);
    const auto after = placeIn(body);
    if (!from || !to)
        return base::fail(from ? to.error() : from.error());
    if (!after)
        return base::fail(after.error());
    Period out{.span = {*from, *to}, .after = *after};
    if (const Json &limit = base::at(body, "limit"); !limit.is_null()) {
        out.limit = base::integerIn(limit).value_or(0);
        if (out.limit < 1 || out.limit > kMostRows)
            return wrong("limit", "must be a whole number from 1 to " + std::to_string(kMostRows));
    }
    const std::string against = base::textOr(base::at(body, "against"), "plan");
    if (against != "plan" && against != "log")
        return wrong("against", "must be plan or log");
    out.against = against == "log" ? Replay::Against::Log : Replay::Against::Plan;
    return out;
}

/// Goes through the log, piece by piece.
class Run {
public:
    Run(const Context &context, const Plan &present, const Plan &edited, Replay::Against against)
        : m_context(context),
          m_prices(context.gateway.prices.current()),
          m_tally(present, *m_prices, context.gateway.clock.wallMillis()),
          m_replay(
              present, edited, against, zoneOffsets, [this](std::int64_t version) { return rulesOfVersion(version); },
              &exchange::providerWires())
    {
        for (const auto &[digest, key] : present.clientKeys)
            m_owners.emplace(key.id, exchange::ownerOf(present, key));
    }

    /// Where it got to; nothing at the end of the log. Errors: Storage, Cancelled.
    base::Result<std::optional<LogPlace>> go(const Period &period)
    {
        LogPlace after = period.after;
        for (std::int64_t left = period.limit; left > 0; left -= kPiece) {
            if (m_context.abandoned())
                return base::fail(base::ErrorCode::Cancelled, "the replay was given up");
            const auto next = storage::readLog(m_context.db, period.span, after, std::min(left, kPiece),
                                               [this](const LoggedCallRow &call) { take(call); });
            if (!next || !*next)
                return next;
            after = **next;
        }
        return std::optional(after);
    }
    Json json() const { return m_tally.json(); }

private:
    void take(const LoggedCallRow &row)
    {
        const auto trace = routing::ReplayView::parse(row.trace);
        if (!trace)
            return m_tally.addUntraced(row);
        const routing::LoggedCall call{.trace = &*trace,
                                       .clientKeyId = row.clientKeyId,
                                       .clientKeyName = row.clientKeyName,
                                       .owner = ownerOf(row.clientKeyId),
                                       .endpoint = row.endpoint,
                                       .application = row.application,
                                       .stream = row.stream,
                                       .wallMs = row.startedMs};
        const LoggedPrices prices(*trace, *m_prices, row.startedMs);
        m_tally.add(row, trace->logged().estimatedTokens, m_replay.judge(call, prices));
    }
    /// By the names of now; of a key that is gone nobody's.
    routing::CallOwner ownerOf(const std::string &keyId) const
    {
        const auto hit = m_owners.find(keyId);
        return hit == m_owners.end() ? routing::CallOwner{} : hit->second;
    }
    std::vector<model::Rule> rulesOfVersion(std::int64_t version) const
    {
        const auto plan = storage::getPlan(m_context.db, version);
        const auto json = plan ? base::parseJson(plan->json) : base::Result<Json>(base::fail(plan.error()));
        return json ? rulesInPlan(*json) : std::vector<model::Rule>();
    }

    const Context &m_context;
    std::shared_ptr<const pricing::Catalogue> m_prices;
    ReplayTally m_tally;
    Replay m_replay;
    std::map<std::string_view, routing::CallOwner> m_owners{}; ///< Views of the present plan.
};

Json cursorOf(const std::optional<LogPlace> &place)
{
    return place ? Json(std::to_string(place->startedMs) + "." + std::to_string(place->no)) : Json(nullptr);
}

Json property(Json type, const char *about)
{
    return {{"type", std::move(type)}, {"description", about}};
}

Json placeSchema()
{
    return {{"type", {"object", "null"}},
            {"properties",
             {{"provider", property("string", "Its id.")},
              {"provider_name", property({"string", "null"}, "Null when it is gone.")},
              {"model", property("string", "As it is sent there.")}}},
            {"description", "Null: nowhere, the call is turned away."}};
}

} // namespace

Json replayBody()
{
    return {
        {"type", "object"},
        {"properties",
         {{"rules", property("array", "The rules to try instead of those of the plan, in order. One with the `id` of a "
                                      "rule is that rule with the fields that are given.")},
          {"model_map", property("array", "The same for the model map; entries are named by `id` or `name`.")},
          {"defaults", property("object", "default_model, strategy and affinity to try.")},
          {"plan", property("integer", "Try the rules, model map and defaults of this earlier plan.")},
          {"against", property("string", "What is compared with: `plan` (where calls would go now) or `log` (where "
                                         "they went first). `plan` when missing.")},
          {"from", property("string", "Calls that started then or later; all when missing.")},
          {"to", property("string", "Calls that started before; until now when missing.")},
          {"limit", property("integer", "Most calls to go through in one answer; its `next` says where to go on.")},
          {"after", property("string", "The `next` of the answer before. Sums are those of each answer.")},
          {"count", property("boolean", "Adds `total`: how many calls there are in that time.")}}}};
}

Json replayAnswer()
{
    const Json route = {{"type", "object"},
                        {"properties",
                         {{"from", placeSchema()},
                          {"to", placeSchema()},
                          {"calls", property("integer", "How many move this way.")},
                          {"missing_feature", property("integer", "Of which lack what a target wants of a call, or do "
                                                                  "not fit the model's context window.")},
                          {"cost_difference_nanos", property({"integer", "null"}, "Null when none is known.")},
                          {"unpriced", property("integer", "Calls whose difference is not known.")}}}};
    return {
        {"type", "object"},
        {"properties",
         {{"plan", property("integer", "The present plan.")},
          {"calls", property("integer", "How many were gone through.")},
          {"moved", property("integer", "How many would go elsewhere first.")},
          {"unchanged", property("integer", "How many would not.")},
          {"cannot_tell", property("integer", "Depends on what the log does not have.")},
          {"cannot_tell_by", property("object", "The same by what is not known: prompt, headers, not_logged.")},
          {"no_trace", property("integer", "Never routed, so that nothing can be said.")},
          {"missing_feature", property("integer", "Of those that move.")},
          {"missing_by", property("object", "The same by feature; `context` is the model's context window.")},
          {"cost", property("object", "As it was logged, the difference, and what it would be; null is not known.")},
          {"data", {{"type", "array"}, {"items", route}}},
          {"left_out", property("integer", "Calls on routes beyond the first thousand.")},
          {"next", property({"string", "null"}, "Where to go on; null at the end.")}}}};
}

Outcome replay(const Context &context)
{
    const auto present = context.gateway.plan.current();
    const auto period = periodOf(context);
    if (!period)
        return base::fail(period.error());
    const auto edited = editedPlan(context, *present);
    if (!edited)
        return base::fail(edited.error());
    Run run(context, *present, *edited, period->against);
    const auto next = run.go(*period);
    if (!next)
        return base::fail(next.error());
    Json out = {{"plan", present->version},
                {"against", period->against == Replay::Against::Log ? "log" : "plan"},
                {"from", period->span.fromMs > 0 ? Json(base::rfc3339(period->span.fromMs)) : Json(nullptr)},
                {"to", base::rfc3339(period->span.toMs)}};
    out.update(run.json());
    out["next"] = cursorOf(*next);
    if (base::truthOr(base::at(context.request.body, "count"))) {
        const auto total = storage::countLog(context.db, period->span);
        if (!total)
            return base::fail(total.error());
        out["total"] = *total;
    }
    return out;
}

} // namespace admin
