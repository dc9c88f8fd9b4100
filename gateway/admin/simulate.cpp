#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/drafts.h"
#include "admin/names.h"
#include "admin/rule_checks.h"
#include "admin/tenancy.h"
#include "base/id.h"
#include "dialect/dialect.h"
#include "exchange/error_status.h"
#include "exchange/route.h"
#include "exchange/spending.h"
#include "exchange/wire.h"
#include "pricing/cost.h"
#include "routing/health.h"
#include "routing/rules/rule_set.h"

namespace admin {
namespace {

using base::Json;
using model::Plan;

auto wrong(std::string_view field, std::string what)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(what), std::string(field));
}

/// Health as it is, but nobody's turn is taken.
class StandingView final : public routing::HealthView {
public:
    explicit StandingView(routing::Health &health) : m_reader(health) {}
    routing::TargetReading read(const model::Provider &provider, std::string_view upstreamModel,
                                const model::ProviderKey *key) const override
    {
        return m_reader.read(provider, upstreamModel, key);
    }
    std::uint64_t nextTurn(std::string_view) const override { return 0; }

private:
    routing::Health::Reader m_reader;
};

class GivenHeaders final : public routing::HeaderSource {
public:
    explicit GivenHeaders(Json headers) : m_headers(std::move(headers)) {}
    std::string_view header(std::string_view name) const override
    {
        for (const auto &[given, value] : m_headers.items())
            if (base::equalsIgnoringCase(given, name))
                return value.get_ref<const std::string &>();
        return {};
    }

private:
    Json m_headers; ///< Texts by name.
};

/// The class of the request stands in a header of its own.
base::Result<GivenHeaders> headersOf(const Json &body)
{
    Json out = base::at(body, "headers");
    const Json &requestClass = base::at(body, "request_class");
    if (out.is_null())
        out = Json::object();
    if (!out.is_object() || !std::ranges::all_of(out, [](const Json &value) { return value.is_string(); }))
        return wrong("headers", "must be an object of texts");
    if (!requestClass.is_null() && !requestClass.is_string())
        return wrong("request_class", "must be text");
    if (requestClass.is_string())
        out[std::string(routing::kRequestClassHeader)] = requestClass;
    return GivenHeaders(std::move(out));
}

/// The call that is thought about.
struct Imagined {
    std::string model{};
    bool stream = false;
    std::int64_t estimatedTokens = 0;
    model::PromptFacts prompt{};
    const dialect::Dialect *dialect = &dialect::openaiChat;
};

/// How many: a list, a number, or merely whether there are any.
std::int64_t countOf(const Json &value)
{
    if (value.is_array())
        return std::ssize(value);
    return base::truthOr(value) ? 1 : std::max<std::int64_t>(0, base::integerOr(value));
}

/// A request body as a client would send it.
base::Result<Imagined> fromBody(const dialect::Dialect &dialect, const Json &request)
{
    std::string body = base::dump(request);
    body.reserve(body.size() + dialect::kReadablePadding);
    auto peek = dialect.peek(body, {});
    if (!peek)
        return base::fail(base::ErrorCode::Unprocessable, peek.error().detail, "request." + peek.error().param);
    return Imagined{.model = std::move(peek->model),
                    .stream = peek->stream,
                    .estimatedTokens = pricing::estimateTokens(std::ssize(body)),
                    .prompt = dialect.readPrompt(body),
                    .dialect = &dialect};
}

/// Only what matters, said in no dialect.
base::Result<Imagined> fromFields(const dialect::Dialect &dialect, const Json &fields)
{
    Imagined out{.model = base::textOr(base::at(fields, "model")),
                 .stream = base::truthOr(base::at(fields, "stream")),
                 .dialect = &dialect};
    if (out.model.empty())
        return wrong("model", "the model that is asked for must be given");
    const std::string text = base::textOr(base::at(fields, "prompt"));
    out.prompt.lastUserText = base::clip(text, model::PromptFacts::kWindow);
    out.prompt.textBytes = std::ssize(text);
    out.prompt.turns = std::max<std::int64_t>(1, base::integerOr(base::at(fields, "turns"), 1));
    out.prompt.tools = countOf(base::at(fields, "tools"));
    out.prompt.images = countOf(base::at(fields, "images"));
    out.prompt.schema = countOf(base::at(fields, "schema")) > 0;
    out.prompt.thinking = countOf(base::at(fields, "thinking")) > 0;
    out.prompt.maxOutput = base::integerOr(base::at(fields, "max_tokens"));
    out.estimatedTokens =
        base::integerOr(base::at(fields, "estimated_tokens"), pricing::estimateTokens(out.prompt.textBytes));
    return out;
}

base::Result<Imagined> imagine(const Json &body)
{
    const Json &request = base::at(body, "request");
    if (!request.is_null() && !request.is_object())
        return wrong("request", "must be a request as a client sends it");
    const std::string wanted = base::textOr(base::at(body, "dialect"), dialect::openaiChat.id);
    const dialect::Dialect *dialect = dialect::findDialect(wanted);
    if (dialect == nullptr || dialect->peek == nullptr)
        return wrong("dialect", "there is no dialect \"" + wanted + "\"");
    if (base::at(request, "messages").is_array())
        return fromBody(*dialect, request);
    return fromFields(*dialect, request.is_object() ? request : body);
}

/// By id or name; null when none is given. A key that the caller may not see is none.
base::Result<const model::ClientKey *> keyOf(const Context &context, const Plan &plan, const Json &named)
{
    if (named.is_null())
        return nullptr;
    for (const auto &[digest, key] : plan.clientKeys)
        if ((key.id == base::textOr(named) || key.name == base::textOr(named))
            && sees(context, {key.userId, key.teamId}, key.id))
            return &key;
    return wrong("key", "there is no client key \"" + base::textOr(named) + "\"");
}

/// The rules to go by: the plan's, or those that were sent along to be tried.
struct Rules {
    std::vector<model::Rule> drafts{};
    std::optional<routing::RuleSet> compiled{}; ///< Of the drafts.
    const routing::RuleSet *set = nullptr;      ///< Null: there are none.
};

base::Result<Rules> rulesOf(const Context &context, const Plan &plan)
{
    Rules out{.set = plan.ruleSet.get()};
    const Json &given = base::at(context.request.body, "rules");
    if (given.is_null())
        return out;
    if (!boundTeam(context).empty()) // a rule may ask for anybody's budget, and so tell of it
        return base::fail(base::ErrorCode::Forbidden, "trying other rules is for who sees the whole gateway", "rules");
    auto drafts = draftRules(given, plan);
    if (!drafts)
        return base::fail(std::move(drafts.error()));
    out.drafts = std::move(*drafts);
    auto compiled = routing::RuleSet::compile(out.drafts, {.zones = zoneOffsets});
    if (!compiled)
        return base::fail(compiled.error());
    out.compiled = std::move(*compiled);
    return out;
}

Json errorJson(const base::Error &error)
{
    return {{"status", exchange::statusFor(error.code)}, {"message", error.detail}, {"param", error.param}};
}

/// The trace with names, and what else somebody who asks wants to know.
Json told(const routing::Decision &decision, const Imagined &call, const Plan &plan)
{
    auto trace = base::parseJson(routing::describe(decision));
    Json out = trace ? std::move(*trace) : Json::object();
    Names(plan).addTo(out);
    out["estimated_tokens"] = call.estimatedTokens;
    out["error"] = nullptr;
    const auto &refusal = decision.question.rules->effects.refusal;
    if (refusal && plan.routing) {
        out["candidates"] = Json::array();
        out["error"] = {{"status", refusal->status}, {"message", refusal->message}, {"param", ""}};
    } else if (decision.refused) {
        out["error"] = errorJson(*decision.refused);
    }
    return out;
}

/// The facts that are not in the request itself. What they view lives in `rest` and `call`.
struct Circumstances {
    const model::ClientKey *key = nullptr; ///< Null: none.
    std::string team{};                    ///< Id of the team that calls where there is no key; empty for none.
    GivenHeaders headers;
    std::string session{};
    std::string application{};
};

routing::CallFacts factsOf(const Plan &plan, const Imagined &call, const Circumstances &rest, std::int64_t wallMs)
{
    routing::CallFacts out{.model = call.model,
                           .dialect = call.dialect->id,
                           .endpoint = call.dialect->endpoint,
                           .stream = call.stream,
                           .session = rest.session,
                           .application = rest.application,
                           .estimatedTokens = call.estimatedTokens,
                           .wallMs = wallMs,
                           .headers = &rest.headers,
                           .prompt = &call.prompt};
    if (rest.key != nullptr) {
        out.clientKeyId = rest.key->id;
        out.clientKeyName = rest.key->name;
        out.owner = exchange::ownerOf(plan, *rest.key);
        out.bounds = exchange::boundsOf(*rest.key);
        out.keyTags = rest.key->callTags;
    } else if (const model::Team *team = plan.teamWithId(rest.team)) {
        out.owner = {.teamId = team->id, .teamName = team->name};
    }
    return out;
}

} // namespace

base::Json simulateBody()
{
    const auto property = [](Json type, const char *about) {
        return Json{{"type", std::move(type)}, {"description", about}};
    };
    return {{"type", "object"},
            {"properties",
             {{"request", property("object", "A request as a client sends it; or an object of the fields below.")},
              {"dialect", property("string", "The wire format of the client; `openai` when missing.")},
              {"model", property("string", "Without a request: the model that is asked for.")},
              {"prompt", property("string", "The last thing the user says.")},
              {"tools", property({"integer", "boolean", "array"}, "How many tools are offered, or whether any are.")},
              {"images", property({"integer", "boolean", "array"}, "The same for images.")},
              {"schema", property("boolean", "JSON schema output is asked for.")},
              {"thinking", property("boolean", "Reasoning is asked for.")},
              {"stream", property("boolean", "The answer is to be streamed.")},
              {"max_tokens", property("integer", "The longest answer that is asked for.")},
              {"estimated_tokens", property("integer", "Of the input; by the prompt's length when missing.")},
              {"headers", property("object", "Request headers that rules look at, or that name the session.")},
              {"request_class", property("string", "What the client says the request is for, such as `auxiliary`.")},
              {"session", property("string", "The session's id.")},
              {"application", property("string", "Name of the program of this computer that calls.")},
              {"key", property("string", "Id or name of the client key that calls.")},
              {"rules", property("array", "Rules to go by instead of those of the plan.")}}}};
}

Outcome simulate(const Context &context)
{
    const Json &body = context.request.body;
    const auto plan = context.gateway.plan.current();
    const auto call = imagine(body);
    if (!call)
        return base::fail(call.error());
    const auto key = keyOf(context, *plan, base::at(body, "key"));
    if (!key)
        return base::fail(key.error());
    const auto rules = rulesOf(context, *plan);
    if (!rules)
        return base::fail(rules.error());
    auto headers = headersOf(body);
    if (!headers)
        return base::fail(headers.error());
    Circumstances rest{.key = *key, .team = boundTeam(context), .headers = std::move(*headers)};
    rest.session = base::textOr(base::at(body, "session"), exchange::sessionIdOf(rest.headers));
    rest.application = base::textOr(base::at(body, "application"));
    const std::int64_t now = context.gateway.clock.wallMillis();
    const exchange::BudgetsNow budgets(plan->budgetSet.get(), now);
    routing::CallFacts facts = factsOf(*plan, *call, rest, now);
    facts.budgets = &budgets;
    const routing::RuleSet *set = rules->compiled ? &*rules->compiled : rules->set;
    routing::RuleOutcome outcome = plan->routing && set != nullptr ? set->match(facts) : routing::RuleOutcome{};
    if (plan->routing && plan->budgetSet) {
        const std::string tags = exchange::joinedTags(outcome.effects.tags);
        exchange::shiftBySoftBudgets(*plan->budgetSet,
                                     {.clientKeyId = facts.clientKeyId,
                                      .userId = facts.owner.userId,
                                      .teamId = facts.owner.teamId,
                                      .requestedModel = facts.model,
                                      .tags = tags},
                                     now, outcome.effects);
    }
    const auto list = context.gateway.prices.current();
    const exchange::CallPrices prices(*list, facts.wallMs, call->estimatedTokens, call->prompt);
    const StandingView health(context.gateway.health);
    routing::Question question = routing::questionOf(facts, outcome, base::fastRandom());
    question.wires = &exchange::providerWires();
    return told(routing::explain(*plan, question, health, prices), *call, *plan);
}

} // namespace admin
