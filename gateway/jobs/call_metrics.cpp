#include "jobs/call_metrics.h"

#include <algorithm>

#include "jobs/genai_words.h"
#include "model/words.h"

namespace jobs {
namespace {

// As the conventions advise.
constexpr double kTokenBounds[] = {1,     4,     16,     64,      256,     1024,     4096,
                                   16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864};
constexpr double kDurationBounds[] = {0.01, 0.02, 0.04, 0.08,  0.16,  0.32,  0.64,
                                      1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92};
constexpr double kFirstTokenBounds[] = {0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1,
                                        0.25,  0.5,   0.75, 1.0,  2.5,  5.0,  7.5,  10.0};
constexpr double kPerTokenBounds[] = {0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5};
// Ours: a gateway that is well takes well below a millisecond.
constexpr double kOverheadBounds[] = {0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005,
                                      0.01,    0.025,  0.05,    0.1,    0.25,  1.0};

constexpr double kMicros = 1e6;
constexpr std::string_view kOther = "other";
constexpr std::string_view kNone = "none"; ///< No provider was asked.
constexpr std::string_view kOk = "ok";

struct TokenKind {
    std::string_view name;
    std::int64_t (*read)(const model::Usage &);
};
constexpr TokenKind kTokenKinds[] = {
    {"input", [](const model::Usage &u) { return u.input; }},
    {"output", [](const model::Usage &u) { return u.output; }},
    {"cache_read", [](const model::Usage &u) { return u.cacheRead; }},
    {"cache_write", [](const model::Usage &u) { return u.cacheWrite(); }},
    {"reasoning", [](const model::Usage &u) { return u.reasoning; }},
};

constexpr model::Confidence kConfidences[] = {model::Confidence::Measured, model::Confidence::Estimated,
                                              model::Confidence::Unpriced};

std::string_view statusClass(int status)
{
    constexpr std::string_view kClasses[] = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};
    const int hundred = status / 100;
    return kClasses[static_cast<std::size_t>(hundred >= 1 && hundred <= 5 ? hundred : 0)];
}

bool isOk(int status)
{
    return status >= 200 && status < 300;
}

double seconds(std::int64_t micros)
{
    return static_cast<double>(std::max<std::int64_t>(0, micros)) / kMicros;
}

} // namespace

/// What is known of one dialect, provider and model together.
struct CallMetrics::Series {
    Series(std::string dialect, std::string of, std::string named)
        : endpoint(std::move(dialect)), provider(std::move(of)), model(std::move(named))
    {
    }

    std::string endpoint;
    std::string provider;
    std::string model;
    std::map<std::pair<std::string_view, model::Outcome>, std::int64_t> calls{}; // by class of status
    std::array<std::int64_t, kFailures> attempts{};
    std::array<std::int64_t, std::size(kTokenKinds)> tokens{};
    std::array<std::int64_t, std::size(kConfidences)> cost{};
    std::array<std::int64_t, std::size(kConfidences)> priced{}; // attempts
    Histogram input{kTokenBounds};
    Histogram output{kTokenBounds};
    Histogram attemptTime{kDurationBounds};
    Histogram callTime{kDurationBounds};
    Histogram firstToken{kFirstTokenBounds};
    Histogram perToken{kPerTokenBounds};
};

CallMetrics::CallMetrics() : m_overhead(kOverheadBounds) {}
CallMetrics::~CallMetrics() = default;

std::size_t CallMetrics::SeriesHash::operator()(const SeriesName &name) const
{
    const std::hash<std::string_view> hash;
    return hash(name.model) + 31 * (hash(name.provider) + 31 * hash(name.endpoint));
}

void CallMetrics::take(const model::CallRecord &call)
{
    const std::lock_guard lock(m_mutex);
    for (const model::AttemptRecord &attempt : call.attempts) {
        const bool answered = attempt.failure == model::FailureClass::None && isOk(attempt.status);
        m_attempts.push_back({.series = seriesOf({call.endpoint, attempt.providerName, attempt.model}, answered),
                              .failure = attempt.failure,
                              .usage = attempt.usage,
                              .cost = attempt.cost,
                              .confidence = attempt.confidence,
                              .firstByteUs = attempt.firstByteUs,
                              .durationUs = attempt.durationUs});
    }
    m_waiting.push_back({.series = seriesOf({call.endpoint, call.providerName, call.routedModel}, isOk(call.status)),
                         .attempts = call.attempts.size(),
                         .status = call.status,
                         .outcome = call.outcome,
                         .stream = call.stream,
                         .overheadUs = call.overheadUs,
                         .firstTokenUs = call.firstTokenUs,
                         .durationUs = call.durationUs});
}

void CallMetrics::end(bool committed)
{
    if (committed) {
        const std::lock_guard lock(m_mutex);
        std::size_t at = 0;
        for (const CallSample &call : m_waiting) {
            for (const std::size_t after = at + call.attempts; at < after; ++at)
                count(call, m_attempts[at]);
            count(call);
        }
    }
    m_waiting.clear();
    m_attempts.clear();
}

void CallMetrics::adopt(const model::Plan &plan)
{
    std::set<ModelName> listed;
    for (const model::Provider &provider : plan.providers)
        for (const model::ProviderModel &one : provider.models)
            listed.emplace(provider.name, one.name);
    const std::lock_guard lock(m_mutex);
    m_listed = std::move(listed);
}

/// A client may ask a provider that takes any name for whatever it likes: only what was answered is told apart.
bool CallMetrics::tellsApart(const SeriesName &name, bool answered)
{
    const ModelName own(name.provider, name.model);
    if (m_listed.contains(own) || m_learned.contains(own))
        return true;
    if (!answered || m_learned.size() >= kMostModels)
        return false;
    m_learned.insert(own);
    return true;
}

/// By m_mutex.
CallMetrics::Series *CallMetrics::seriesOf(const SeriesName &name, bool answered)
{
    if (const auto hit = m_byName.find(name); hit != m_byName.end())
        return hit->second;
    SeriesName shown = name;
    if (name.provider.empty())
        shown = {name.endpoint, kNone, kNone};
    else if (!tellsApart(name, answered))
        shown.model = kOther;
    if (m_series.size() >= kMostSeries && !m_byName.contains(shown))
        shown = {kOther, kOther, kOther};
    const auto hit = m_byName.find(shown);
    return hit == m_byName.end() ? &made(shown) : hit->second;
}

CallMetrics::Series &CallMetrics::made(const SeriesName &name)
{
    Series &series = *m_series.emplace_back(
        std::make_unique<Series>(std::string(name.endpoint), std::string(name.provider), std::string(name.model)));
    m_byName.emplace(SeriesName{series.endpoint, series.provider, series.model}, &series);
    return series;
}

void CallMetrics::count(const CallSample &call)
{
    Series &series = *call.series;
    ++series.calls[{statusClass(call.status), call.outcome}];
    if (call.attempts == 0)
        return;
    m_overhead.add(seconds(call.overheadUs));
    series.callTime.add(seconds(call.durationUs));
    if (call.firstTokenUs >= 0)
        series.firstToken.add(seconds(call.firstTokenUs));
}

void CallMetrics::count(const CallSample &call, const AttemptSample &attempt)
{
    Series &series = *attempt.series;
    ++series.attempts[std::min(static_cast<std::size_t>(attempt.failure), kFailures - 1)];
    for (std::size_t i = 0; i < series.tokens.size(); ++i)
        series.tokens[i] += kTokenKinds[i].read(attempt.usage);
    const auto confidence = std::min(static_cast<std::size_t>(attempt.confidence), series.cost.size() - 1);
    series.cost[confidence] += attempt.cost.value;
    if (attempt.usage.any() || attempt.cost.value != 0)
        ++series.priced[confidence];
    if (attempt.usage.hasTokens()) {
        series.input.add(static_cast<double>(attempt.usage.input));
        series.output.add(static_cast<double>(attempt.usage.output));
    }
    series.attemptTime.add(seconds(attempt.durationUs));
    if (call.stream && attempt.firstByteUs >= 0 && attempt.usage.output > 1)
        series.perToken.add(seconds(attempt.durationUs - attempt.firstByteUs)
                            / static_cast<double>(attempt.usage.output - 1));
}

void CallMetrics::write(Exposition &out) const
{
    const std::lock_guard lock(m_mutex);
    writeCalls(out);
    writeSpending(out);
    writeTimes(out);
}

void CallMetrics::writeCalls(Exposition &out) const
{
    out.family("switchyard_requests_total", MetricType::Counter, "Calls of clients that have ended.");
    for (const auto &series : m_series)
        for (const auto &[how, number] : series->calls)
            out.sample({{"dialect", series->endpoint},
                        {"provider", series->provider},
                        {"model", series->model},
                        {"status", how.first},
                        {"outcome", model::toWord(how.second)}},
                       number);
    out.family("switchyard_attempts_total", MetricType::Counter, "Requests sent to providers, by how they ended.");
    for (const auto &series : m_series)
        for (std::size_t i = 0; i < kFailures; ++i)
            if (const auto failure = static_cast<model::FailureClass>(i); series->attempts[i] > 0)
                out.sample({{"dialect", series->endpoint},
                            {"provider", series->provider},
                            {"model", series->model},
                            {"result", failure == model::FailureClass::None ? kOk : model::toWord(failure)}},
                           series->attempts[i]);
}

void CallMetrics::writeSpending(Exposition &out) const
{
    const auto each = [&](const auto &figures, const auto &write) {
        for (const auto &series : m_series)
            for (std::size_t i = 0; i < (*series.*figures).size(); ++i)
                write(*series, i);
    };
    out.family("switchyard_tokens_total", MetricType::Counter,
               "Tokens used, as the providers count them; cached ones are in the input, reasoning in the output.");
    each(&Series::tokens, [&](const Series &series, std::size_t i) {
        out.sample({{"dialect", series.endpoint},
                    {"provider", series.provider},
                    {"model", series.model},
                    {"kind", kTokenKinds[i].name}},
                   series.tokens[i]);
    });
    out.family("switchyard_cost_nanodollars_total", MetricType::Counter,
               "What providers are owed, in billionths of a US dollar, by how far it can be trusted.");
    each(&Series::cost, [&](const Series &series, std::size_t i) {
        out.sample({{"dialect", series.endpoint},
                    {"provider", series.provider},
                    {"model", series.model},
                    {"confidence", model::toWord(kConfidences[i])}},
                   series.cost[i]);
    });
    out.family("switchyard_priced_attempts_total", MetricType::Counter,
               "Requests to providers that used something; of the unpriced ones the cost is not known.");
    each(&Series::priced, [&](const Series &series, std::size_t i) {
        out.sample({{"dialect", series.endpoint},
                    {"provider", series.provider},
                    {"model", series.model},
                    {"confidence", model::toWord(kConfidences[i])}},
                   series.priced[i]);
    });
}

template <typename Pick>
void CallMetrics::writeHistograms(Exposition &out, Pick pick) const
{
    for (const auto &series : m_series)
        if (const Histogram &histogram = pick(*series); histogram.count() > 0)
            out.sample({{"gen_ai_operation_name", genAiOperation(series->endpoint)},
                        {"gen_ai_provider_name", series->provider},
                        {"gen_ai_request_model", series->model},
                        {"dialect", series->endpoint}},
                       histogram);
}

void CallMetrics::writeTimes(Exposition &out) const
{
    out.family("gen_ai_client_token_usage", MetricType::Histogram, "Tokens of one request to a provider.");
    for (const auto &series : m_series)
        for (const auto &[kind, histogram] : {std::pair("input", &series->input), std::pair("output", &series->output)})
            if (histogram->count() > 0)
                out.sample({{"gen_ai_operation_name", genAiOperation(series->endpoint)},
                            {"gen_ai_provider_name", series->provider},
                            {"gen_ai_request_model", series->model},
                            {"gen_ai_token_type", kind},
                            {"dialect", series->endpoint}},
                           *histogram);
    out.family("gen_ai_client_operation_duration_seconds", MetricType::Histogram,
               "Time that one request to a provider took.");
    writeHistograms(out, [](const Series &s) -> const auto & { return s.attemptTime; });
    out.family("gen_ai_server_request_duration_seconds", MetricType::Histogram,
               "Time from a client's call to the last byte of its answer.");
    writeHistograms(out, [](const Series &s) -> const auto & { return s.callTime; });
    out.family("gen_ai_server_time_to_first_token_seconds", MetricType::Histogram,
               "Time from a client's call to the first content of its answer.");
    writeHistograms(out, [](const Series &s) -> const auto & { return s.firstToken; });
    out.family("gen_ai_server_time_per_output_token_seconds", MetricType::Histogram,
               "Time between two tokens of a streamed answer, on average.");
    writeHistograms(out, [](const Series &s) -> const auto & { return s.perToken; });
    out.family("switchyard_gateway_overhead_seconds", MetricType::Histogram,
               "Time a call spent in the gateway before the first provider was asked.");
    out.sample({}, m_overhead);
}

} // namespace jobs
