#include <map>

#include "admin/backstage.h"
#include "admin/cost_span.h"
#include "admin/handlers.h"
#include "admin/price_fields.h"
#include "admin/query.h"
#include "base/text.h"
#include "pricing/cost.h"
#include "storage/booked_attempts.h"
#include "storage/traffic.h"

namespace admin {
namespace {

using base::Json;

constexpr std::int64_t kCallsAtOnce = 5000;
constexpr std::int64_t kMostCalls = 2'000'000;

/// What is asked for instead; what is not given stays as it was.
struct Instead {
    std::string provider{}; ///< Id, name or type.
    std::string model{};
    std::int64_t atMs = 0; ///< The day whose prices hold; 0: each call's own.
};

struct Sums {
    std::int64_t attempts = 0;
    std::int64_t input = 0;
    std::int64_t output = 0;
    model::Nanos was{};
    model::Nanos would{};
    std::int64_t unpricedBefore = 0;
    std::int64_t unpriced = 0;
};

Json toJson(const Sums &sums)
{
    return {{"attempts", sums.attempts},
            {"input_tokens", sums.input},
            {"output_tokens", sums.output},
            {"cost_nanos", sums.was.value},
            {"what_if_nanos", sums.would.value},
            {"difference_nanos", (sums.would - sums.was).value},
            {"unpriced_calls", sums.unpricedBefore},
            {"what_if_unpriced_calls", sums.unpriced},
            {"currency", "USD"}};
}

class WhatIf {
public:
    WhatIf(const Context &context, CostSpan span, Instead instead)
        : m_context(context),
          m_span(std::move(span)),
          m_instead(std::move(instead)),
          m_plan(context.gateway.plan.current()),
          m_prices(context.gateway.prices.current())
    {
    }

    base::Result<Json> run()
    {
        const storage::LogSpan span{m_span.range.fromMs, m_span.range.toMs};
        const auto calls = countCalls(span);
        if (!calls)
            return base::fail(calls.error());
        if (*calls > kMostCalls)
            return base::fail(base::ErrorCode::Unprocessable,
                              "these are " + std::to_string(*calls) + " calls; at most " + std::to_string(kMostCalls)
                                  + " are priced again at once: narrow the time",
                              "from");
        storage::LogPlace at;
        for (;;) { // in pieces: each holds back the writer's checkpoints while it lasts
            if (m_context.abandoned())
                return base::fail(base::ErrorCode::Cancelled, "nobody waits for this");
            const auto next = storage::readAttempts(m_context.db, m_span.keys, span, at, kCallsAtOnce,
                                                    [this](const storage::BookedAttempt &row) { add(row); });
            if (!next)
                return base::fail(next.error());
            if (!*next)
                return answer();
            at = **next;
        }
    }

private:
    /// How many there are of others is nobody's business.
    base::Result<std::int64_t> countCalls(const storage::LogSpan &span) const
    {
        if (m_span.keys.isAll())
            return storage::countLog(m_context.db, span);
        const auto sum = storage::sumOfCalls(m_context.db, m_span.keys, span.fromMs, span.toMs);
        if (!sum)
            return base::fail(sum.error());
        return sum->sums.calls;
    }
    bool matches(const storage::BookedAttempt &row, const std::string &billed) const
    {
        for (const storage::CostFilter &filter : m_span.filters) {
            const std::string &value = filter.dimension == storage::Dimension::Provider ? row.attempt.providerId
                                       : filter.dimension == storage::Dimension::Key    ? row.clientKeyId
                                                                                        : billed;
            if (value != filter.value)
                return false;
        }
        return true;
    }
    void add(const storage::BookedAttempt &row)
    {
        const model::AttemptRecord &attempt = row.attempt;
        const std::string &billed = !attempt.billedModel.empty() ? attempt.billedModel
                                    : !attempt.model.empty()     ? attempt.model
                                                                 : row.requestedModel;
        const bool spent = attempt.usage.input > 0 || attempt.usage.output > 0 || attempt.cost.value != 0;
        if (!spent || !matches(row, billed))
            return;
        const auto target =
            targetOf(*m_prices, *m_plan, m_instead.provider.empty() ? attempt.providerId : m_instead.provider,
                     m_instead.model.empty() ? billed : m_instead.model);
        model::Usage usage = attempt.usage;
        usage.statedNanos = -1; // what the provider said is what it took for another model
        const pricing::Cost cost =
            pricing::costOf(usage, m_prices->find(target, m_instead.atMs != 0 ? m_instead.atMs : attempt.startedMs));
        for (Sums *sums : {&m_total, &m_models[billed]}) {
            ++sums->attempts;
            sums->input += attempt.usage.input;
            sums->output += attempt.usage.output;
            sums->was += attempt.cost;
            sums->would += cost.amount;
            sums->unpricedBefore += attempt.confidence == model::Confidence::Unpriced ? 1 : 0;
            sums->unpriced += cost.confidence == model::Confidence::Unpriced ? 1 : 0;
        }
    }
    Json answer() const
    {
        Json out = m_span.json();
        out["total"] = toJson(m_total);
        out["data"] = Json::array();
        for (const auto &[name, sums] : m_models) {
            Json row = {{"key", {{"model", name}}}};
            row.update(toJson(sums));
            out["data"].push_back(std::move(row));
        }
        return out;
    }

    const Context &m_context;
    CostSpan m_span;
    Instead m_instead;
    std::shared_ptr<const model::Plan> m_plan;
    std::shared_ptr<const pricing::Catalogue> m_prices;
    Sums m_total{};
    std::map<std::string, Sums> m_models{};
};

base::Result<Instead> insteadOf(const Json &body)
{
    const Json &given = base::at(body, "instead");
    const auto atMs = timeIn(given, "at", 0);
    if (!atMs)
        return wrongParameter("instead.at", "must be a time or date whose prices are to hold");
    Instead out{base::textOr(base::at(given, "provider")), base::textOr(base::at(given, "model")), *atMs};
    if (out.provider.empty() && out.model.empty() && out.atMs == 0)
        return wrongParameter("instead", "must say a model, a provider or a time");
    return out;
}

} // namespace

Json whatIfBody()
{
    const Json text = {{"type", "string"}};
    Json properties = {{"instead",
                        {{"type", "object"},
                         {"description", "What is to be another; what is left out stays as it was."},
                         {"properties",
                          {{"model", text},
                           {"provider", {{"type", "string"}, {"description", "Id, name or type of a provider."}}},
                           {"at", {{"type", "string"}, {"description", "The prices of that time or date."}}}}}}}};
    for (const char *name : {"from", "to", "zone", "provider", "key", "model"})
        properties[name] = text;
    return {{"type", "object"}, {"properties", std::move(properties)}, {"required", {"instead"}}};
}

Outcome getWhatIf(const Context &context)
{
    Request request = context.request; // the same words stand in the body here
    for (const char *name : {"from", "to", "zone", "provider", "key", "model"})
        if (const std::string value = base::textOr(base::at(request.body, name)); !value.empty())
            request.query.insert_or_assign(name, value);
    const Context asked{context.db, context.gateway, request};
    auto span = costSpanOf(asked);
    if (!span)
        return base::fail(std::move(span.error()));
    span->currency.reset(); // prices are compared in what they are given in
    auto instead = insteadOf(request.body);
    if (!instead)
        return base::fail(std::move(instead.error()));
    return WhatIf(context, std::move(*span), std::move(*instead)).run();
}

} // namespace admin
