#include "jobs/probes/probe_call.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "dialect/fact_reader.h"
#include "dialect/openai_quirks.h"
#include "exchange/outbound.h"
#include "jobs/provider_check.h"
#include "pricing/cost.h"
#include "routing/retry.h"
#include "upstream/endpoint.h"

namespace jobs {
namespace {

using model::FailureClass;

constexpr int kOk = 200;
constexpr std::int64_t kInputTokens = 16;  ///< Of two letters, with all that dialects put around them.
constexpr std::int64_t kOutputTokens = 16; ///< Some providers make a few more than the one that is asked for.
constexpr std::size_t kErrorKept = 300;
constexpr std::size_t kModelKept = 200;

/// What the key was entered for stays where it belongs. Errors: a key that cannot be read.
base::Result<CheckInput> inputOf(secrets::SecretStore &secrets, const ProbeTarget &target, std::int64_t timeoutMs,
                                 const upstream::ProxyPool *proxies)
{
    CheckInput out = checkOf(*target.provider, proxies, target.key == nullptr ? std::string_view() : target.key->id);
    out.timeoutMs = timeoutMs;
    if (target.key == nullptr)
        return out;
    auto secret = secretFor(secrets, *target.provider, *target.key);
    if (!secret)
        return base::fail(secret.error());
    out.credentials.secret = std::move(*secret);
    return out;
}

/// As a client of Chat Completions would ask it, in the provider's own words for the limit.
std::string bodyOf(const ProbeTarget &target, const model::Quirks &quirks)
{
    base::Json body = {{"model", target.model},
                       {"messages", base::Json::array({{{"role", "user"}, {"content", "hi"}}})}};
    body[std::string(quirks.tokenField.empty() ? "max_tokens" : quirks.tokenField)] = 1;
    std::string out = base::dump(body);
    out.reserve(out.size() + dialect::kReadablePadding);
    return out;
}

void readRefusal(const ProbeQuestion &question, const upstream::FetchAnswer &answer, model::AttemptRecord &attempt)
{
    const dialect::ErrorFacts facts = question.wire.dialect->readError(answer.body);
    attempt.failure = routing::classify(answer.status, facts.code.empty() ? facts.type : facts.code, facts.message);
    attempt.error = base::clip(
        facts.message.empty() ? "the provider answered " + std::to_string(answer.status) : facts.message, kErrorKept);
}

void readServed(const ProbeQuestion &question, std::string body, model::AttemptRecord &attempt)
{
    body.reserve(body.size() + dialect::kReadablePadding);
    const auto read = dialect::readWhole(*question.wire.dialect, question.wire.translated, body);
    if (!read || read->facts.error) {
        attempt.failure = FailureClass::BadAnswer;
        attempt.error = base::clip(read ? std::string(read->facts.message) : read.error().detail, kErrorKept);
    }
    if (!read)
        return;
    attempt.billedModel = base::clip(std::string(read->facts.model), kModelKept);
    if (read->facts.usage)
        attempt.usage = *read->facts.usage;
}

} // namespace

std::vector<ProbeTarget> probeTargets(const model::Provider &provider)
{
    std::vector<ProbeTarget> out;
    if (!provider.enabled || isBuiltIn(provider))
        return out;
    const model::ProviderKey *first = nullptr;
    for (const model::ProviderKey &key : provider.keys)
        if (key.enabled && (first == nullptr || key.priority < first->priority))
            first = &key;
    if (first == nullptr && !provider.keys.empty())
        return out;
    for (const model::ProviderModel &one : provider.models)
        if (one.enabled)
            out.push_back({&provider, first, one.name});
    return out;
}

std::optional<model::Nanos> probeCost(const pricing::Catalogue &prices, const ProbeTarget &target, std::int64_t atMs)
{
    const pricing::FoundPrice found = prices.find({target.provider->id, target.provider->type, target.model}, atMs);
    if (found.set == nullptr)
        return std::nullopt;
    const pricing::UnitPrices &unit = found.set->forInput(kInputTokens);
    if (unit.output == model::PicosPerUnit() && unit.input != model::PicosPerUnit())
        return std::nullopt; // it makes vectors, and writes nothing
    const pricing::Cost cost =
        pricing::costOf({.input = kInputTokens, .output = kOutputTokens, .reported = true}, found);
    return cost.confidence == model::Confidence::Unpriced ? std::nullopt : std::optional(cost.amount);
}

base::Result<ProbeQuestion> probeQuestion(secrets::SecretStore &secrets, const ProbeTarget &target,
                                          std::int64_t timeoutMs, const upstream::ProxyPool *proxies)
{
    const dialect::Dialect &client = dialect::openaiChat;
    const auto wire = exchange::wireFor(*target.provider, client);
    if (!wire)
        return base::fail(base::ErrorCode::Unprocessable, "it speaks no dialect in which it could be asked");
    auto input = inputOf(secrets, target, timeoutMs, proxies);
    if (!input)
        return base::fail(input.error());
    if (input->credentials.style == upstream::AuthStyle::VertexToken)
        return base::fail(base::ErrorCode::Unprocessable, "its keys are exchanged for tokens, which only calls do");
    auto request = cheapestQuestion(*input);
    if (!request)
        return base::fail(request.error());
    const model::Quirks &quirks = dialect::quirksFor(target.provider->type);
    const std::string body = bodyOf(target, quirks);
    const auto peek = client.peek(body, {});
    if (!peek)
        return base::fail(peek.error());
    auto made = exchange::outbound(client, *wire, quirks, body, *peek, {.model = target.model});
    if (!made)
        return base::fail(made.error());
    request->method = "POST";
    request->url =
        upstream::urlOf(*target.provider, exchange::pathOf(*wire->dialect, target.model, false), target.model);
    request->body = std::move(made->body);
    return ProbeQuestion{.wire = *wire, .request = std::move(*request)};
}

bool isOnlyWay(const upstream::FetchReport &report)
{
    return !report.answer && report.reached < upstream::Stage::Answer;
}

void readProbe(const ProbeQuestion &question, const upstream::FetchReport &report, model::AttemptRecord &attempt)
{
    if (!report.answer) {
        const bool late = report.answer.error().code == base::ErrorCode::UpstreamTimeout;
        attempt.failure = late ? FailureClass::Timeout : FailureClass::Connect;
        attempt.error = base::clip(report.answer.error().detail, kErrorKept);
        return;
    }
    attempt.status = report.answer->status;
    attempt.durationUs = report.answer->durationUs;
    if (report.answer->status != kOk)
        return readRefusal(question, *report.answer, attempt);
    attempt.firstByteUs = report.answer->durationUs;
    readServed(question, report.answer->body, attempt);
}

} // namespace jobs
