#include "jobs/key_question.h"

#include "base/text.h"
#include "upstream/endpoint.h"
#include "upstream/outbound_rules.h"
#include "upstream/service_account.h"

namespace jobs {
namespace {

constexpr int kOk = 200;
constexpr int kFirstFailing = 500;

/// OpenAI's keys can be kept from listing models and yet serve calls: their refusal names what they lack.
bool lacksOnlyList(const upstream::FetchAnswer &answer)
{
    return answer.status == 403 && answer.body.contains("issing scopes");
}

bool isRefusal(const upstream::FetchAnswer &answer)
{
    if (lacksOnlyList(answer))
        return false;
    return answer.status == 401 || answer.status == 403
           || (answer.status == 400 && answer.body.contains("API_KEY_INVALID"));
}

bool hasKey(const CheckInput &input)
{
    return input.credentials.secret && !input.credentials.secret->empty();
}

KeyAnswer readToken(const upstream::FetchAnswer &answer)
{
    const auto token = upstream::readToken(answer.status, answer.body);
    if (token)
        return {CheckVerdict::Good};
    return {answer.status >= kFirstFailing ? CheckVerdict::Failing : CheckVerdict::Refused, token.error().detail};
}

} // namespace

bool isNearby(const model::Provider &provider)
{
    const std::string url = upstream::baseUrlOf(provider);
    if (upstream::isPlayedHere(url))
        return true;
    const std::string origin = upstream::originOf(url).value_or(std::string());
    return origin.contains("://127.") || origin.contains("://localhost:") || origin.contains("://[::1]:");
}

KeyQuestion questionFor(secrets::SecretStore &secrets, const model::Provider &provider, const model::ProviderKey *key,
                        std::int64_t timeoutMs, bool withBalance, const upstream::ProxyPool *proxies)
{
    KeyQuestion out{.input = checkOf(provider, proxies, key == nullptr ? std::string_view() : key->id)};
    out.input.timeoutMs = timeoutMs;
    if (key != nullptr) {
        auto secret = secretFor(secrets, provider, *key);
        if (!secret) {
            out.problem = secret.error().detail;
            return out;
        }
        out.input.credentials.secret = std::move(*secret);
    }
    auto request = cheapestQuestion(out.input);
    if (!request) {
        out.problem = request.error().detail;
        return out;
    }
    out.request = std::move(*request);
    if (withBalance && key != nullptr)
        out.balance = balanceSource(provider.type);
    out.tellsBalance = out.balance != nullptr && out.balance->path == out.input.keyCheck;
    return out;
}

upstream::FetchRequest balanceRequest(const KeyQuestion &question)
{
    return {.url = question.input.baseUrl + std::string(question.balance->path),
            .credentials = question.input.credentials,
            .headers = question.input.headers,
            .timeoutMs = question.input.timeoutMs,
            .pool = question.input.pool};
}

KeyAnswer readAnswer(const KeyQuestion &question, const upstream::FetchReport &report)
{
    if (!report.answer)
        return {CheckVerdict::Silent, report.answer.error().detail};
    const upstream::FetchAnswer &answer = *report.answer;
    const bool tokens = question.input.credentials.style == upstream::AuthStyle::VertexToken && hasKey(question.input);
    if (tokens)
        return readToken(answer);
    const std::string shown = " (it answered " + std::to_string(answer.status) + ")";
    if (isRefusal(answer))
        return {CheckVerdict::Refused,
                (hasKey(question.input) ? "the provider does not accept this key" : "the provider wants a key")
                    + shown};
    if (answer.status >= kFirstFailing)
        return {CheckVerdict::Failing, "the provider cannot answer" + shown};
    if (answer.status == kOk)
        return {CheckVerdict::Good};
    return {CheckVerdict::Answered};
}

} // namespace jobs
