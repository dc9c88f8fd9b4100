#include "dialect/gemini/stream_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <deque>
#include <optional>
#include <utility>

#include "dialect/assemble.h"
#include "dialect/gemini/candidate.h"
#include "dialect/gemini/names.h"
#include "dialect/gemini/usage.h"

namespace dialect {
namespace {

/// `2026-08-19T14:38:19.481330Z`; 0 for anything else.
std::int64_t unixSeconds(std::string_view time)
{
    std::array<int, 6> fields{};
    constexpr std::array<std::pair<int, int>, 6> kPlaces{{{0, 4}, {5, 2}, {8, 2}, {11, 2}, {14, 2}, {17, 2}}};
    if (time.size() < 20 || time.back() != 'Z')
        return 0;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const char *from = time.data() + kPlaces[i].first;
        const auto [end, error] = std::from_chars(from, from + kPlaces[i].second, fields[i]);
        if (error != std::errc() || end != from + kPlaces[i].second)
            return 0;
    }
    const std::chrono::year_month_day day{std::chrono::year(fields[0]),
                                          std::chrono::month(static_cast<unsigned>(fields[1])),
                                          std::chrono::day(static_cast<unsigned>(fields[2]))};
    if (!day.ok())
        return 0;
    const std::int64_t days = std::chrono::sys_days(day).time_since_epoch().count();
    return ((days * 24 + fields[3]) * 60 + fields[4]) * 60 + fields[5];
}

class GeminiReader final : public StreamReader {
public:
    base::Result<> read(std::string_view event, std::string_view data, model::ChatEvents &out) override;
    void end(model::ChatEvents &out) override;

private:
    base::Result<> readChunk(base::Json &chunk, model::ChatEvents &out);
    void begin(const base::Json &chunk, model::ChatEvents &out);
    void fail(std::string message, std::string code, model::ChatEvents &out);
    GeminiCandidate &candidate(std::int64_t index);
    void readUsage(base::Json &metadata, model::ChatEvents &out);
    void keepExtra(base::Json &chunk);
    base::Json wholeExtra();

    bool m_begun = false;
    bool m_over = false;
    GeminiCallIds m_ids{};
    std::deque<GeminiCandidate> m_candidates{};
    std::optional<model::Usage> m_usage{};
    base::Json m_extra{};
};

void GeminiReader::fail(std::string message, std::string code, model::ChatEvents &out)
{
    m_over = true;
    out.emplace_back(model::StreamFailed{std::move(message), std::move(code)});
}

void GeminiReader::begin(const base::Json &chunk, model::ChatEvents &out)
{
    m_begun = true;
    model::AnswerBegun begun{.id = base::textOr(base::at(chunk, "responseId")),
                             .model = base::textOr(base::at(chunk, "modelVersion")),
                             .createdSeconds = unixSeconds(base::textOr(base::at(chunk, "createTime")))};
    // Without an id the answer's own bytes must do to tell its calls from others.
    m_ids = GeminiCallIds(begun.id.empty() ? std::to_string(std::hash<std::string>{}(base::dump(chunk))) : begun.id);
    out.emplace_back(std::move(begun));
}

GeminiCandidate &GeminiReader::candidate(std::int64_t index)
{
    const auto hit = std::ranges::find(m_candidates, index, &GeminiCandidate::index);
    return hit != m_candidates.end() ? *hit : m_candidates.emplace_back(index, m_ids);
}

void GeminiReader::readUsage(base::Json &metadata, model::ChatEvents &out)
{
    static constexpr std::string_view kCounts[] = {"promptTokenCount",        "candidatesTokenCount",
                                                   "totalTokenCount",         "thoughtsTokenCount",
                                                   "cachedContentTokenCount", "toolUsePromptTokenCount"};
    if (const auto usage = readGeminiUsage(metadata); usage && usage != m_usage) {
        m_usage = usage;
        out.emplace_back(model::UsageKnown{*usage});
    }
    if (!metadata.is_object())
        return;
    for (auto &[name, value] : metadata.get_ref<base::Json::object_t &>())
        if (std::ranges::find(kCounts, name) == std::end(kCounts))
            m_extra["usageMetadata"][name] = std::move(value);
}

void GeminiReader::keepExtra(base::Json &chunk)
{
    static constexpr std::string_view kKnown[] = {"candidates", "usageMetadata", "modelVersion", "responseId"};
    for (auto &[name, value] : chunk.get_ref<base::Json::object_t &>())
        if (std::ranges::find(kKnown, name) == std::end(kKnown))
            m_extra[name] = std::move(value);
}

base::Result<> GeminiReader::readChunk(base::Json &chunk, model::ChatEvents &out)
{
    if (m_over)
        return {};
    if (!chunk.is_object())
        return base::fail(base::ErrorCode::Upstream, "the provider sent JSON that is no Gemini answer");
    if (const base::Json &error = base::at(chunk, "error"); !error.is_null()) {
        const std::string status = base::textOr(base::at(error, "status"));
        const base::Json &code = base::at(error, "code");
        fail(base::textOr(base::at(error, "message"), base::textOr(error)),
             status.empty() && code.is_number() ? base::dump(code) : status, out);
        return {};
    }
    const bool known = chunk.contains("candidates") || chunk.contains("usageMetadata")
                       || chunk.contains("promptFeedback") || chunk.contains("responseId");
    if (!known)
        return base::fail(base::ErrorCode::Upstream, "the provider sent JSON that is no Gemini answer");
    if (!m_begun)
        begin(chunk, out);
    std::int64_t position = 0;
    if (chunk.contains("candidates") && chunk["candidates"].is_array())
        for (base::Json &one : chunk["candidates"]) {
            const std::int64_t index = base::integerOr(base::at(one, "index"), position++);
            if (!one.is_object() || index < 0)
                continue;
            GeminiCandidate &told = candidate(index);
            told.read(one, out);
            if (told.failed()) {
                fail(told.trouble(), told.native(), out);
                return {};
            }
        }
    const std::string blocked = base::textOr(base::at(base::at(chunk, "promptFeedback"), "blockReason"));
    if (!blocked.empty() && m_candidates.empty())
        candidate(0).block(blocked, out);
    if (chunk.contains("usageMetadata"))
        readUsage(chunk["usageMetadata"], out);
    keepExtra(chunk);
    return {};
}

base::Result<> GeminiReader::read(std::string_view, std::string_view data, model::ChatEvents &out)
{
    auto json = base::parseJson(data);
    if (!json)
        return base::fail(base::ErrorCode::Upstream, "the provider sent something that is not JSON");
    if (!json->is_array())
        return readChunk(*json, out);
    for (base::Json &chunk : *json)
        if (auto done = readChunk(chunk, out); !done)
            return done;
    return {};
}

base::Json GeminiReader::wholeExtra()
{
    for (const GeminiCandidate &one : m_candidates)
        if (!one.extra().is_null()) {
            base::Json extra = {{"index", one.index()}};
            mergeBack(extra, one.extra());
            m_extra["candidates"].push_back(std::move(extra));
        }
    return std::exchange(m_extra, nullptr);
}

void GeminiReader::end(model::ChatEvents &out)
{
    if (m_over || !m_begun)
        return;
    for (GeminiCandidate &one : m_candidates)
        one.end(out);
    if (base::Json extra = wholeExtra(); !extra.is_null())
        out.emplace_back(model::ExtraKnown{std::move(extra)});
    m_over = true;
}

} // namespace

std::unique_ptr<StreamReader> makeGeminiReader()
{
    return std::make_unique<GeminiReader>();
}

base::Result<model::ChatAnswer> readGeminiAnswer(std::string_view body)
{
    GeminiReader reader;
    model::ChatEvents events;
    if (auto read = reader.read({}, body, events); !read)
        return base::fail(read.error(), "reading an answer");
    reader.end(events);
    Assembler assembler;
    for (const model::ChatEvent &event : events)
        assembler.take(event);
    if (const auto &failure = assembler.failure())
        return base::fail(base::ErrorCode::Upstream, failure->message, failure->code);
    model::ChatAnswer out = assembler.answer();
    out.dialect = kGeminiId;
    return out;
}

} // namespace dialect
