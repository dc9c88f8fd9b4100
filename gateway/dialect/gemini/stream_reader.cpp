#include "dialect/gemini/stream_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <deque>
#include <optional>
#include <utility>

#include "dialect/assemble.h"
#include "dialect/gemini/citations.h"
#include "dialect/gemini/names.h"
#include "dialect/gemini/partial_args.h"
#include "dialect/gemini/parts.h"
#include "dialect/gemini/usage.h"

namespace dialect {
namespace {

using model::PartKind;

/// One candidate while it is being told.
class Candidate {
public:
    Candidate(std::int64_t index, GeminiCallIds &ids) : m_index(index), m_ids(ids) {}

    std::int64_t index() const { return m_index; }
    void read(base::Json &candidate, model::ChatEvents &out);
    /// Closes what is open and tells the finish, if there was one. False: the provider gave up on it.
    bool end(model::ChatEvents &out);
    void block(std::string reason) { m_finish = std::move(reason); }
    const base::Json &extra() const { return m_extra; }
    std::string trouble() const;
    const std::string &native() const { return m_finish; }

private:
    void readPart(base::Json &part, model::ChatEvents &out);
    void readText(model::Part &&part, model::ChatEvents &out);
    bool readPartial(const base::Json &call, model::Part &&part, model::ChatEvents &out);
    void cite(const base::Json &candidate, model::ChatEvents &out);
    void keepExtra(base::Json &candidate);
    void begin(model::Part &&head, model::ChatEvents &out);
    void close(model::ChatEvents &out);

    std::int64_t m_index;
    GeminiCallIds &m_ids;
    std::int64_t m_next = 0;          ///< Number of the next part.
    std::optional<PartKind> m_open{}; ///< The kind of the part that is open: the last one begun.
    bool m_signed = false;            ///< The open part's signature has come: it has no more text.
    std::optional<PartialArgs> m_partial{};
    bool m_broken = false; ///< Pieces of arguments without a place.
    bool m_called = false;
    std::string m_finish{};
    base::Json m_extra{};
    std::vector<std::string> m_cited{};
};

void Candidate::begin(model::Part &&head, model::ChatEvents &out)
{
    close(out);
    m_open = head.kind;
    m_signed = false;
    out.emplace_back(model::PartBegun{m_index, m_next++, std::move(head)});
}

void Candidate::close(model::ChatEvents &out)
{
    if (!m_open)
        return;
    if (m_partial && !m_broken)
        out.emplace_back(model::ArgumentsPiece{m_index, m_next - 1, m_partial->text()});
    m_partial.reset();
    m_open.reset();
    out.emplace_back(model::PartEnded{m_index, m_next - 1});
}

void Candidate::readText(model::Part &&part, model::ChatEvents &out)
{
    std::string text = std::exchange(part.text, {});
    std::string signature = std::exchange(part.signature, {});
    if (text.empty() && signature.empty())
        return;
    if (m_open != part.kind || m_signed)
        begin(std::move(part), out);
    if (!text.empty())
        out.emplace_back(model::TextPiece{m_index, m_next - 1, std::move(text)});
    if (signature.empty())
        return;
    m_signed = true;
    out.emplace_back(model::SignatureKnown{m_index, m_next - 1, std::move(signature)});
}

/// Source: wire fact 46. The name comes once, the pieces follow, and what ends them may be missing.
bool Candidate::readPartial(const base::Json &call, model::Part &&part, model::ChatEvents &out)
{
    const base::Json &pieces = base::at(call, "partialArgs");
    const bool more = base::truthOr(base::at(call, "willContinue"), false);
    const bool named = base::at(call, "name").is_string();
    if (!m_partial && !more && !pieces.is_array())
        return false;
    if (named || !m_partial) {
        if (!named)
            return true; // pieces of a call that never began
        part.arguments.clear();
        part.extra = nullptr;
        begin(std::move(part), out);
        m_partial.emplace();
        m_broken = false;
    }
    m_called = true;
    m_partial->start(base::at(call, "args"));
    for (const base::Json &piece : pieces)
        m_broken = !m_partial->add(piece) || m_broken;
    if (!more)
        close(out);
    return true;
}

void Candidate::readPart(base::Json &raw, model::ChatEvents &out)
{
    if (!raw.is_object())
        return;
    const base::Json call = base::at(raw, "functionCall");
    const bool unnamed = call.is_object() && !base::at(call, "name").is_string();
    if (unnamed) {
        readPartial(call, {}, out);
        return;
    }
    model::Part part = readGeminiPart(std::move(raw), m_ids);
    if (part.kind == PartKind::Text || part.kind == PartKind::Thinking) {
        readText(std::move(part), out);
        return;
    }
    if (call.is_object() && readPartial(call, std::move(part), out))
        return;
    m_called = m_called || part.kind == PartKind::ToolCall;
    std::string arguments = std::exchange(part.arguments, {});
    begin(std::move(part), out);
    if (!arguments.empty())
        out.emplace_back(model::ArgumentsPiece{m_index, m_next - 1, std::move(arguments)});
    close(out);
}

/// What the metadata says again in a later event was said already. They belong to the text that is open.
void Candidate::cite(const base::Json &candidate, model::ChatEvents &out)
{
    if (m_open != PartKind::Text)
        return;
    for (model::Citation &citation : readGeminiCitations(candidate)) {
        std::string key = citation.url + ' ' + std::to_string(citation.from.value_or(-1)) + ' '
                          + std::to_string(citation.to.value_or(-1));
        if (std::ranges::find(m_cited, key) != m_cited.end())
            continue;
        m_cited.push_back(std::move(key));
        out.emplace_back(model::Cited{m_index, m_next - 1, std::move(citation)});
    }
}

void Candidate::keepExtra(base::Json &candidate)
{
    static constexpr std::string_view kKnown[] = {"content", "finishReason", "index", "logprobsResult"};
    for (auto &[name, value] : candidate.get_ref<base::Json::object_t &>())
        if (std::ranges::find(kKnown, name) == std::end(kKnown) && !value.empty())
            m_extra[name] = std::move(value);
}

void Candidate::read(base::Json &candidate, model::ChatEvents &out)
{
    if (candidate.contains("content") && candidate["content"].is_object() && candidate["content"].contains("parts"))
        for (base::Json &part : candidate["content"]["parts"])
            readPart(part, out);
    cite(candidate, out);
    if (base::Json logprobs = readGeminiLogprobs(base::at(candidate, "logprobsResult")); !logprobs.is_null())
        out.emplace_back(model::LogprobsPiece{m_index, std::move(logprobs)});
    if (std::string finish = base::textOr(base::at(candidate, "finishReason")); !finish.empty())
        m_finish = std::move(finish);
    keepExtra(candidate);
}

std::string Candidate::trouble() const
{
    const std::string said = base::textOr(base::at(m_extra, "finishMessage"));
    return said.empty() ? "the model's answer could not be used: " + m_finish : said;
}

bool Candidate::end(model::ChatEvents &out)
{
    const bool nothing = m_next == 0;
    close(out);
    if (nothing && m_finish == "MALFORMED_FUNCTION_CALL")
        return false;
    if (!m_finish.empty())
        out.emplace_back(model::ChoiceFinished{m_index, geminiFinish(m_finish, m_called), m_finish, {}});
    return true;
}

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
    Candidate &candidate(std::int64_t index);
    void readUsage(base::Json &metadata, model::ChatEvents &out);
    void keepExtra(base::Json &chunk);
    base::Json wholeExtra();

    bool m_begun = false;
    bool m_over = false;
    GeminiCallIds m_ids{};
    std::deque<Candidate> m_candidates{};
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

Candidate &GeminiReader::candidate(std::int64_t index)
{
    const auto hit = std::ranges::find(m_candidates, index, &Candidate::index);
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
            if (one.is_object() && index >= 0)
                candidate(index).read(one, out);
        }
    const std::string blocked = base::textOr(base::at(base::at(chunk, "promptFeedback"), "blockReason"));
    if (!blocked.empty() && m_candidates.empty())
        candidate(0).block(blocked);
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
    for (const Candidate &one : m_candidates)
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
    for (Candidate &one : m_candidates)
        if (!one.end(out)) {
            fail(one.trouble(), one.native(), out);
            return;
        }
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
