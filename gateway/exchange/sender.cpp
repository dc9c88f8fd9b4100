#include "exchange/sender.h"

#include <algorithm>

#include "base/text.h"
#include "dialect/openai_quirks.h"
#include "exchange/outbound.h"
#include "exchange/rule_effects.h"

namespace exchange {

namespace {

/// A form keeps its type, for that has the boundary of its parts; empty for JSON.
std::string formTypeOf(const InboundCall &call)
{
    const std::string_view type = call.header("content-type");
    return base::startsWithIgnoringCase(type, "multipart/") ? std::string(type) : std::string();
}

} // namespace

std::unique_ptr<Attempt> Sender::send(const routing::Step &step, Allowance allowance) const
{
    const routing::Target &target = m_setup.route.targets[step.target];
    const Wire wire =
        *wireFor(*target.provider, m_setup.spoken, m_setup.peek.jsonArray); // those without one were left out
    auto out = attempt(wire);
    const std::int64_t limit = allowance.sentLimit;
    out->allow(std::move(allowance));
    Translation how;
    if (auto request = requestFor(step, wire, limit, how))
        out->start(std::move(*request), std::move(how));
    else
        out->refuse(target, target.keys[step.key], request.error());
    return out;
}

std::unique_ptr<Attempt> Sender::attempt(const Wire &wire) const
{
    const dialect::AnswerFor answerFor{.requestedModel = m_setup.peek.model,
                                       .requestId = m_setup.call.requestId,
                                       .nowSeconds = m_setup.call.receivedMillis / 1000,
                                       .usageInStream = m_setup.peek.usageAsked,
                                       .jsonArray = m_setup.peek.jsonArray};
    Services &services = m_setup.services;
    const Attempt::Setup setup{m_setup.spoken,
                               wire,
                               answerFor,
                               m_setup.peek,
                               m_setup.client,
                               services.reactor,
                               m_setup.wake,
                               services.upstream,
                               services.prices.get(),
                               m_setup.made,
                               m_setup.stopping,
                               &m_setup.call.body,
                               services.counts,
                               remembered(),
                               &m_setup.callLines};
    return std::make_unique<Attempt>(setup);
}

Remembered Sender::remembered() const
{
    return {m_setup.services.thoughts, m_setup.key.id, m_setup.call.receivedMillis};
}

/// What the rules set, and what a client of the provider's own dialect tells it in headers.
std::vector<std::pair<std::string, std::string>> Sender::headersFor(const Wire &wire) const
{
    auto out = m_setup.route.rules.effects.headers;
    const std::string_view own = wire.dialect->ownHeaders;
    if (wire.translated || own.empty())
        return out;
    for (const InboundCall::Header &field : m_setup.call.headers) {
        const std::string name = base::lowerAscii(m_setup.call.text(field.name));
        if (name.starts_with(own)
            && std::ranges::find(out, name, &std::pair<std::string, std::string>::first) == out.end())
            out.emplace_back(name, std::string(m_setup.call.text(field.value)));
    }
    return out;
}

/// Errors: BadRequest for what cannot be said in the provider's dialect.
base::Result<upstream::Request> Sender::requestFor(const routing::Step &step, const Wire &wire, std::int64_t limit,
                                                   Translation &how) const
{
    const routing::Target &target = m_setup.route.targets[step.target];
    const routing::Effects &effects = m_setup.route.rules.effects;
    const base::Json overrides = overridesFor(effects, target);
    const model::Quirks &quirks = dialect::quirksFor(target.provider->type);
    const base::Json defaults = defaultsFor(effects, quirks, limit);
    const dialect::Rewrite rewrite{
        .model = target.model, .askUsage = true, .overrides = &overrides, .defaults = &defaults};
    auto made = outbound(m_setup.spoken, wire, quirks, m_setup.call.body, m_setup.peek, rewrite, remembered());
    if (!made)
        return base::fail(made.error());
    if (m_setup.key.strict)
        if (auto told = refuseDrops(made->receipt, m_setup.spoken); !told)
            return base::fail(told.error());
    how = {receiptText(made->receipt, m_setup.spoken), std::move(made->asked)};
    return upstream::Request{.plan = m_setup.plan,
                             .provider = target.provider,
                             .key = target.keys[step.key],
                             .path = pathOf(*wire.dialect, target.model, m_setup.peek.stream),
                             .dialectHeaders = wire.dialect->headers,
                             .model = target.model,
                             .body = std::move(made->body),
                             .contentType = formTypeOf(m_setup.call),
                             .stream = m_setup.peek.stream,
                             .totalDeadline = m_setup.deadline,
                             .headers = headersFor(wire),
                             .timeouts = timeoutsFor(effects, *target.provider)};
}

} // namespace exchange
