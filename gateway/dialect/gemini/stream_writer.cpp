#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "dialect/gemini/answer.h"
#include "dialect/gemini/citations.h"
#include "dialect/gemini/names.h"
#include "dialect/gemini/parts.h"

namespace dialect {
namespace {

using model::PartKind;

/// A part that is open, and what waits for its end: arguments only, a text goes out as it comes.
struct OpenPart {
    std::int64_t choice = 0;
    std::int64_t part = 0;
    model::Part head{};
};

struct Ending {
    GeminiEnding finish{};
    std::vector<model::Citation> citations{};
    base::Json logprobs{};
    bool shown = false; ///< Something of it has gone out.
};

class GeminiWriter final : public StreamWriter {
public:
    explicit GeminiWriter(const AnswerFor &client)
        : m_array(client.jsonArray), m_id(client.requestId), m_model(client.requestedModel)
    {
    }

    void write(const model::ChatEvent &event, std::string &out) override;
    void end(std::string &out) override;

private:
    void open(const model::PartBegun &begun, std::string &out);
    void close(const model::PartEnded &ended, std::string &out);
    void text(const model::TextPiece &piece, std::string &out);
    void sign(const model::SignatureKnown &known, std::string &out);
    void fail(const model::StreamFailed &failed, std::string &out);
    base::Json finalCandidate(std::int64_t index, Ending &ending);
    OpenPart *find(std::int64_t choice, std::int64_t part);
    /// One chunk with a part, given as JSON text.
    void show(std::int64_t choice, std::string_view part, std::string &out);
    void frame(std::string_view json, std::string &out);

    bool m_array;
    bool m_any = false;
    std::string m_id;
    std::string m_model;
    std::string m_tail{}; ///< What every chunk ends with.
    std::vector<OpenPart> m_open{};
    std::map<std::int64_t, Ending> m_endings{};
    model::Usage m_usage{};
    base::Json m_extra{};
};

void GeminiWriter::frame(std::string_view json, std::string &out)
{
    if (m_array)
        out.append(m_any ? "\n,\r\n" : "[").append(json);
    else
        out.append("data: ").append(json).append("\r\n\r\n");
    m_any = true;
}

void GeminiWriter::show(std::int64_t choice, std::string_view part, std::string &out)
{
    if (m_tail.empty()) {
        m_tail = R"(}],"modelVersion":)";
        base::appendQuoted(m_tail, m_model);
        m_tail += R"(,"responseId":)";
        base::appendQuoted(m_tail, m_id);
        m_tail += '}';
    }
    m_endings[choice].shown = true;
    std::string json = R"({"candidates":[{"content":{"parts":[)";
    json.append(part).append(R"(],"role":"model"},"index":)").append(std::to_string(choice)).append(m_tail);
    frame(json, out);
}

OpenPart *GeminiWriter::find(std::int64_t choice, std::int64_t part)
{
    const auto hit =
        std::ranges::find_if(m_open, [&](const OpenPart &one) { return one.choice == choice && one.part == part; });
    return hit == m_open.end() ? nullptr : &*hit;
}

void GeminiWriter::open(const model::PartBegun &begun, std::string &out)
{
    const PartKind kind = begun.head.kind;
    if (kind != PartKind::Text && kind != PartKind::Refusal && kind != PartKind::Thinking
        && kind != PartKind::ToolCall) {
        if (const base::Json part = geminiPart(begun.head); !part.is_null())
            show(begun.choice, base::dump(part), out);
        return;
    }
    m_open.push_back({begun.choice, begun.part, begun.head});
    model::Part &head = m_open.back().head;
    if (kind != PartKind::ToolCall && !head.text.empty())
        text({begun.choice, begun.part, std::exchange(head.text, {})}, out);
}

void GeminiWriter::text(const model::TextPiece &piece, std::string &out)
{
    const OpenPart *part = find(piece.choice, piece.part);
    if (part == nullptr)
        return;
    std::string json = R"({"text":)";
    base::appendQuoted(json, piece.text);
    json += part->head.kind == PartKind::Thinking ? R"(,"thought":true})" : "}";
    show(piece.choice, json, out);
}

/// A text's signature comes behind it, on an empty one.
void GeminiWriter::sign(const model::SignatureKnown &known, std::string &out)
{
    OpenPart *part = find(known.choice, known.part);
    if (part == nullptr)
        return;
    part->head.signature = known.signature;
    if (part->head.kind == PartKind::ToolCall)
        return;
    show(known.choice, base::dump(geminiPart(part->head)), out);
    part->head.signature.clear();
}

void GeminiWriter::close(const model::PartEnded &ended, std::string &out)
{
    OpenPart *part = find(ended.choice, ended.part);
    if (part == nullptr)
        return;
    if (part->head.kind == PartKind::ToolCall || !part->head.signature.empty()) {
        const base::Json json = geminiPart(part->head);
        if (json.is_null())
            m_endings[ended.choice].finish.brokenCall = part->head.name;
        else
            show(ended.choice, base::dump(json), out);
    }
    m_open.erase(m_open.begin() + (part - m_open.data()));
}

void GeminiWriter::fail(const model::StreamFailed &failed, std::string &out)
{
    const base::Json error = {{"code", 500}, {"message", failed.message}, {"status", "INTERNAL"}};
    frame(base::dump({{"error", error}}), out);
}

void appendLogprobs(base::Json &all, const base::Json &more)
{
    if (all.is_null())
        all = {{"content", base::Json::array()}};
    for (const base::Json &one : base::at(more, "content"))
        all["content"].push_back(one);
}

void GeminiWriter::write(const model::ChatEvent &event, std::string &out)
{
    if (const auto *piece = std::get_if<model::TextPiece>(&event)) {
        text(*piece, out);
    } else if (const auto *more = std::get_if<model::ArgumentsPiece>(&event)) {
        if (OpenPart *part = find(more->choice, more->part))
            part->head.arguments += more->json;
    } else if (const auto *begun = std::get_if<model::AnswerBegun>(&event)) {
        m_id = begun->id.empty() ? m_id : begun->id;
        m_model = begun->model.empty() ? m_model : begun->model;
    } else if (const auto *opened = std::get_if<model::PartBegun>(&event)) {
        open(*opened, out);
    } else if (const auto *ended = std::get_if<model::PartEnded>(&event)) {
        close(*ended, out);
    } else if (const auto *signature = std::get_if<model::SignatureKnown>(&event)) {
        sign(*signature, out);
    } else if (const auto *cited = std::get_if<model::Cited>(&event)) {
        m_endings[cited->choice].citations.push_back(cited->citation);
    } else if (const auto *logprobs = std::get_if<model::LogprobsPiece>(&event)) {
        appendLogprobs(m_endings[logprobs->choice].logprobs, logprobs->logprobs);
    } else if (const auto *finished = std::get_if<model::ChoiceFinished>(&event)) {
        GeminiEnding &ending = m_endings[finished->choice].finish;
        ending.reason = finished->reason;
        ending.native = finished->native;
    } else if (const auto *usage = std::get_if<model::UsageKnown>(&event)) {
        m_usage = usage->usage;
    } else if (const auto *extra = std::get_if<model::ExtraKnown>(&event)) {
        if (isGeminiExtra(extra->extra))
            m_extra = extra->extra;
    } else if (const auto *failed = std::get_if<model::StreamFailed>(&event)) {
        fail(*failed, out);
    }
}

base::Json GeminiWriter::finalCandidate(std::int64_t index, Ending &ending)
{
    base::Json out = base::Json::object();
    out["content"] = ending.shown ? base::Json{{"parts", {{{"text", ""}}}}, {"role", "model"}} : base::Json::object();
    addGeminiFinish(out, ending.finish);
    out["index"] = index;
    if (base::Json logprobs = geminiLogprobs(ending.logprobs); !logprobs.is_null())
        out["logprobsResult"] = std::move(logprobs);
    if (!m_extra.is_null())
        mergeBack(out, candidateExtra(m_extra, index));
    else if (base::Json grounding = geminiGrounding(ending.citations); !grounding.is_null())
        out["groundingMetadata"] = std::move(grounding);
    return out;
}

void GeminiWriter::end(std::string &out)
{
    const std::string blocked = base::textOr(base::at(base::at(m_extra, "promptFeedback"), "blockReason"));
    base::Json candidates = base::Json::array();
    for (auto &[index, ending] : m_endings)
        if (ending.shown || blocked.empty() || ending.finish.native != blocked)
            candidates.push_back(finalCandidate(index, ending));
    base::Json last = geminiFrame(std::move(candidates), m_usage, m_extra);
    last["modelVersion"] = m_model;
    last["responseId"] = m_id;
    frame(base::dump(last), out);
    if (m_array)
        out += "\n]\n";
}

} // namespace

std::unique_ptr<StreamWriter> makeGeminiWriter(const AnswerFor &client)
{
    return std::make_unique<GeminiWriter>(client);
}

} // namespace dialect
