#include "jobs/traces.h"

#include <chrono>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "jobs/genai_words.h"
#include "model/words.h"
#include "upstream/fetch.h"

namespace jobs {
namespace {

using base::Json;
using namespace std::chrono_literals;

constexpr auto kGather = 1s; ///< So that a batch is more than one call.
constexpr int kTries = 3;
constexpr std::int64_t kTimeoutMs = 5'000;
constexpr std::int64_t kLastTimeoutMs = 1'000;
constexpr int kServer = 2; ///< SPAN_KIND_SERVER
constexpr int kClient = 3; ///< SPAN_KIND_CLIENT
constexpr int kStatusOk = 1;
constexpr int kStatusError = 2;
constexpr std::size_t kTraceDigits = 32;
constexpr std::size_t kSpanDigits = 16;

/// Where a batch stands: whether it is worth another try.
enum class Sent : std::uint8_t { Taken, Refused, Later };

Sent post(const std::string &endpoint, const std::string &body, std::int64_t timeoutMs)
{
    const upstream::FetchRequest request{
        .method = "POST", .url = endpoint + "/v1/traces", .body = body, .timeoutMs = timeoutMs};
    const auto answer = upstream::fetch(request);
    if (!answer)
        return Sent::Later;
    if (answer->status >= 200 && answer->status < 300)
        return Sent::Taken;
    const bool busy = answer->status == 429 || answer->status == 502 || answer->status == 503 || answer->status == 504;
    return busy ? Sent::Later : Sent::Refused;
}

/// The attributes of a span, as OTLP has them.
class Attributes {
public:
    void put(std::string_view key, std::string_view value)
    {
        if (!value.empty())
            m_all.push_back({{"key", key}, {"value", {{"stringValue", value}}}});
    }
    void put(std::string_view key, std::int64_t value) // 64 bits are a text in it
    {
        m_all.push_back({{"key", key}, {"value", {{"intValue", std::to_string(value)}}}});
    }
    void putUsage(const model::Usage &usage, model::Nanos cost, model::Confidence confidence)
    {
        put("gen_ai.usage.input_tokens", usage.input);
        put("gen_ai.usage.output_tokens", usage.output);
        put("switchyard.cost_nanodollars", cost.value);
        put("switchyard.confidence", model::toWord(confidence));
    }
    Json take() { return std::move(m_all); }

private:
    Json m_all = Json::array();
};

/// The digits of a request's id are those of its trace.
std::string traceOf(std::string_view id)
{
    const auto digits = id.substr(id.find('_') + 1);
    std::string out(digits.size() == kTraceDigits ? digits : std::string_view());
    if (out.empty())
        out = std::string(kTraceDigits, '1');
    return out;
}

/// The call's own span has the last digits; those of attempts count on from there, so that all differ.
std::string spanOf(std::string_view trace, std::size_t number)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out(trace.substr(trace.size() - kSpanDigits));
    for (std::size_t at = 0; number > 0 && at < out.size(); ++at, number /= kHex.size()) {
        const auto digit = kHex.find(out[at]);
        out[at] = kHex[(digit + number) % kHex.size()];
    }
    return out;
}

struct Span {
    std::string id{};
    std::string parent{};
    std::string name{};
    int kind = kServer;
    std::int64_t startedMs = 0;
    std::int64_t durationUs = 0;
    bool failed = false;
};

Json toJson(const std::string &trace, const Span &span, Attributes &attributes)
{
    Json out = {{"traceId", trace}, {"spanId", span.id}};
    if (!span.parent.empty())
        out["parentSpanId"] = span.parent;
    out["name"] = span.name;
    out["kind"] = span.kind;
    out["startTimeUnixNano"] = std::to_string(span.startedMs * 1'000'000);
    out["endTimeUnixNano"] = std::to_string(span.startedMs * 1'000'000 + span.durationUs * 1'000);
    out["attributes"] = attributes.take();
    out["status"] = {{"code", span.failed ? kStatusError : kStatusOk}};
    return out;
}

Json callSpan(const std::string &trace, const model::CallRecord &call)
{
    const std::string operation(genAiOperation(call.endpoint));
    const Span span{.id = spanOf(trace, 0),
                    .name = operation + " " + call.requestedModel,
                    .startedMs = call.startedMs,
                    .durationUs = call.durationUs,
                    .failed = call.outcome != model::Outcome::Done};
    Attributes attributes;
    attributes.put("gen_ai.operation.name", operation);
    attributes.put("gen_ai.provider.name", call.providerName);
    attributes.put("gen_ai.request.model", call.requestedModel);
    attributes.put("gen_ai.response.model", call.billedModel);
    attributes.put("gen_ai.conversation.id", call.session);
    attributes.put("http.response.status_code", call.status);
    attributes.put("error.type", call.errorCode);
    attributes.putUsage(call.usage, call.cost, call.confidence);
    attributes.put("switchyard.request_id", call.id);
    attributes.put("switchyard.outcome", model::toWord(call.outcome));
    attributes.put("switchyard.key_id", call.clientKeyId);
    attributes.put("switchyard.overhead_us", call.overheadUs);
    if (call.firstTokenUs >= 0)
        attributes.put("switchyard.first_token_us", call.firstTokenUs);
    return toJson(trace, span, attributes);
}

Json attemptSpan(const std::string &trace, const model::CallRecord &call, std::size_t place)
{
    const model::AttemptRecord &attempt = call.attempts[place];
    const std::string operation(genAiOperation(call.endpoint));
    const bool failed = attempt.failure != model::FailureClass::None;
    const Span span{.id = spanOf(trace, place + 1),
                    .parent = spanOf(trace, 0),
                    .name = operation + " " + attempt.model,
                    .kind = kClient,
                    .startedMs = attempt.startedMs,
                    .durationUs = attempt.durationUs,
                    .failed = failed};
    Attributes attributes;
    attributes.put("gen_ai.operation.name", operation);
    attributes.put("gen_ai.provider.name", attempt.providerName);
    attributes.put("gen_ai.request.model", attempt.model);
    attributes.put("gen_ai.response.model", attempt.billedModel);
    if (attempt.status > 0)
        attributes.put("http.response.status_code", attempt.status);
    if (failed)
        attributes.put("error.type", model::toWord(attempt.failure));
    attributes.putUsage(attempt.usage, attempt.cost, attempt.confidence);
    if (attempt.firstByteUs >= 0)
        attributes.put("switchyard.first_token_us", attempt.firstByteUs);
    return toJson(trace, span, attributes);
}

Json stringAttribute(std::string_view key, std::string_view value)
{
    return {{"key", key}, {"value", {{"stringValue", value}}}};
}

} // namespace

std::string tracesJson(const std::vector<model::CallRecord> &calls)
{
    Json spans = Json::array();
    for (const model::CallRecord &call : calls) {
        const std::string trace = traceOf(call.id);
        spans.push_back(callSpan(trace, call));
        for (std::size_t i = 0; i < call.attempts.size(); ++i)
            spans.push_back(attemptSpan(trace, call, i));
    }
    const Json resource = {{"attributes", Json::array({stringAttribute("service.name", "switchyard"),
                                                       stringAttribute("service.version", SWITCHYARD_VERSION)})}};
    const Json scope = {{"scope", {{"name", "switchyard"}, {"version", SWITCHYARD_VERSION}}},
                        {"spans", std::move(spans)}};
    const Json one = {{"resource", resource}, {"scopeSpans", Json::array({scope})}};
    return base::dump({{"resourceSpans", Json::array({one})}});
}

Traces::~Traces()
{
    stop();
}

void Traces::sendTo(const std::string &endpoint)
{
    const std::lock_guard lock(m_mutex);
    m_endpoint = endpoint;
    while (m_endpoint.ends_with('/'))
        m_endpoint.pop_back();
    m_on = !m_endpoint.empty();
    if (!m_on) {
        m_counts.dropped += static_cast<std::int64_t>(m_waiting.size());
        m_waiting.clear();
    }
    if (m_on && !m_thread.joinable() && !m_ending)
        m_thread = std::thread([this] { run(); });
}

void Traces::take(const model::CallRecord &call)
{
    if (!m_on)
        return;
    m_taken.push_back(call);
    m_taken.back().decision.clear(); // large, and nothing of it is sent
}

void Traces::end(bool committed)
{
    auto taken = std::exchange(m_taken, {});
    if (!committed || taken.empty())
        return;
    const std::lock_guard lock(m_mutex);
    for (model::CallRecord &call : taken) {
        if (m_waiting.size() < kMostWaiting && m_on)
            m_waiting.push_back(std::move(call));
        else
            ++m_counts.dropped;
    }
    m_news.notify_one();
}

void Traces::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        m_news.notify_one();
    }
    if (m_thread.joinable())
        m_thread.join();
}

Traces::Counts Traces::counts() const
{
    const std::lock_guard lock(m_mutex);
    Counts out = m_counts;
    out.waiting = static_cast<std::int64_t>(m_waiting.size());
    return out;
}

void Traces::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_news.wait(lock, [this] { return m_ending || !m_waiting.empty(); });
        if (m_waiting.empty())
            return;
        m_news.wait_for(lock, kGather, [this] { return m_ending || m_waiting.size() >= kBatch; });
        std::vector<model::CallRecord> batch;
        while (!m_waiting.empty() && batch.size() < kBatch) {
            batch.push_back(std::move(m_waiting.front()));
            m_waiting.pop_front();
        }
        const std::string endpoint = m_endpoint;
        lock.unlock();
        const bool sent = send(endpoint, batch);
        lock.lock();
        if (!sent && m_ending) { // the end does not wait for a collector that is away
            m_counts.dropped += static_cast<std::int64_t>(m_waiting.size());
            m_waiting.clear();
        }
    }
}

/// A collector that is away for longer than a moment misses what was then: it is not worth memory.
bool Traces::send(const std::string &endpoint, const std::vector<model::CallRecord> &batch)
{
    if (batch.empty())
        return true;
    const std::string body = tracesJson(batch);
    Sent sent = Sent::Later;
    for (int tries = 0; tries < kTries && sent == Sent::Later; ++tries) {
        std::unique_lock lock(m_mutex);
        const bool pause = tries > 0 && m_news.wait_for(lock, kGather * tries, [this] { return m_ending; });
        const bool ending = m_ending;
        lock.unlock();
        if (pause)
            break;
        sent = post(endpoint, body, ending ? kLastTimeoutMs : kTimeoutMs);
        if (ending)
            break;
    }
    const std::lock_guard lock(m_mutex);
    (sent == Sent::Taken ? m_counts.sent : m_counts.dropped) += static_cast<std::int64_t>(batch.size());
    return sent == Sent::Taken;
}

} // namespace jobs
