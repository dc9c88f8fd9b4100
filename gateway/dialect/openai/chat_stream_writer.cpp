#include <algorithm>
#include <utility>
#include <vector>

#include "dialect/openai/chat_answer.h"
#include "dialect/openai/chat_stream.h"
#include "dialect/openai/usage.h"
#include "dialect/openai/words.h"
#include "dialect/openai/write_to.h"

namespace dialect {
namespace {

using model::PartKind;

/// What is known of an open part; parts that this dialect has no words for are not kept.
struct OpenPart {
    std::int64_t choice = 0;
    std::int64_t part = 0;
    PartKind kind = PartKind::Text;
    std::int64_t call = 0; ///< Counted within the choice, from 0.
};

class OpenaiStreamWriter final : public StreamWriter {
public:
    explicit OpenaiStreamWriter(const AnswerFor &client)
        : m_requestedModel(client.requestedModel), m_requestId(client.requestId), m_client(client)
    {
        m_client.requestedModel = m_requestedModel;
        m_client.requestId = m_requestId;
        setHead({});
    }
    void write(const model::ChatEvent &event, std::string &out) override
    {
        std::visit([&](const auto &one) { take(one, out); }, event);
    }
    void end(std::string &out) override;

private:
    struct Choice {
        std::int64_t index = 0;
        std::int64_t calls = 0;
        std::vector<std::int64_t> silent{}; ///< Calls that have no arguments yet.
    };

    void take(const model::AnswerBegun &begun, std::string &out);
    void take(const model::PartBegun &begun, std::string &out);
    void take(const model::TextPiece &piece, std::string &out);
    void take(const model::ArgumentsPiece &piece, std::string &out);
    void take(const model::SignatureKnown &known, std::string &out);
    void take(const model::Cited &cited, std::string &out);
    void take(const model::PartEnded &ended, std::string &out);
    void take(const model::LogprobsPiece &piece, std::string &out);
    void take(const model::ChoiceFinished &finished, std::string &out);
    void take(const model::UsageKnown &known, std::string &) { m_usage = known.usage; }
    void take(const model::ExtraKnown &, std::string &) {}
    void take(const model::StreamFailed &, std::string &) {} // told by the dialect's errorEvent
    void take(const model::StreamEnded &, std::string &) {}

    void setHead(const model::AnswerBegun &begun);
    /// The choice, after its first chunk, which names the role.
    Choice &choice(std::int64_t index, std::string &out);
    const OpenPart *find(std::int64_t choice, std::int64_t part) const;
    void arguments(std::int64_t choice, std::int64_t call, std::string_view json, std::string &out);
    /// A chunk around a delta, which is JSON.
    void chunk(std::int64_t choice, std::string_view delta, std::string &out);
    void chunk(std::int64_t choice, std::string_view delta, std::string_view logprobs, std::string_view finish,
               std::string &out);

    std::string m_requestedModel;
    std::string m_requestId;
    AnswerFor m_client;
    std::string m_head{}; ///< Of every chunk, up to its choices.
    std::vector<Choice> m_choices{};
    std::vector<OpenPart> m_open{};
    model::Usage m_usage{};
};

void OpenaiStreamWriter::setHead(const model::AnswerBegun &begun)
{
    const AnswerHead head = openaiHead(begun.id, begun.model, begun.createdSeconds, m_client);
    m_head = R"(data: {"id":)";
    base::appendQuoted(m_head, head.id);
    m_head += R"(,"object":"chat.completion.chunk","created":)";
    m_head += std::to_string(head.createdSeconds);
    m_head += R"(,"model":)";
    base::appendQuoted(m_head, head.model);
    m_head += R"(,"choices":[)";
}

void OpenaiStreamWriter::chunk(std::int64_t choice, std::string_view delta, std::string &out)
{
    chunk(choice, delta, "null", {}, out);
}

void OpenaiStreamWriter::chunk(std::int64_t choice, std::string_view delta, std::string_view logprobs,
                               std::string_view finish, std::string &out)
{
    out.append(m_head).append(R"({"index":)").append(std::to_string(choice)).append(R"(,"delta":)").append(delta);
    out.append(R"(,"logprobs":)").append(logprobs).append(R"(,"finish_reason":)");
    if (finish.empty())
        out += "null";
    else
        base::appendQuoted(out, finish);
    out.append(m_client.usageInStream ? "}],\"usage\":null}\n\n" : "}]}\n\n");
}

OpenaiStreamWriter::Choice &OpenaiStreamWriter::choice(std::int64_t index, std::string &out)
{
    const auto hit = std::ranges::find(m_choices, index, &Choice::index);
    if (hit != m_choices.end())
        return *hit;
    chunk(index, R"({"role":"assistant","content":"","refusal":null})", out);
    return m_choices.emplace_back(Choice{.index = index});
}

const OpenPart *OpenaiStreamWriter::find(std::int64_t choice, std::int64_t part) const
{
    const auto hit =
        std::ranges::find_if(m_open, [&](const OpenPart &one) { return one.choice == choice && one.part == part; });
    return hit == m_open.end() ? nullptr : &*hit;
}

void OpenaiStreamWriter::take(const model::AnswerBegun &begun, std::string &)
{
    setHead(begun);
}

void OpenaiStreamWriter::take(const model::PartBegun &begun, std::string &out)
{
    Choice &one = choice(begun.choice, out);
    OpenPart open{.choice = begun.choice, .part = begun.part, .kind = begun.head.kind};
    if (open.kind == PartKind::ToolCall) {
        open.call = one.calls++;
        one.silent.push_back(open.call);
        base::Json call = writeOpenaiToolCall(begun.head);
        call["function"]["arguments"] = "";
        call["index"] = open.call;
        chunk(begun.choice, R"({"tool_calls":[)" + base::dump(call) + "]}", out);
    }
    m_open.push_back(open);
}

void OpenaiStreamWriter::take(const model::TextPiece &piece, std::string &out)
{
    const OpenPart *part = find(piece.choice, piece.part);
    if (part == nullptr)
        return;
    std::string delta = part->kind == PartKind::Thinking  ? R"({"reasoning_content":)"
                        : part->kind == PartKind::Refusal ? R"({"refusal":)"
                                                          : R"({"content":)";
    base::appendQuoted(delta, piece.text);
    chunk(piece.choice, delta += '}', out);
}

void OpenaiStreamWriter::arguments(std::int64_t choice, std::int64_t call, std::string_view json, std::string &out)
{
    std::string delta = R"({"tool_calls":[{"index":)" + std::to_string(call) + R"(,"function":{"arguments":)";
    base::appendQuoted(delta, json);
    chunk(choice, delta += "}}]}", out);
}

void OpenaiStreamWriter::take(const model::ArgumentsPiece &piece, std::string &out)
{
    const OpenPart *part = find(piece.choice, piece.part);
    if (part == nullptr || part->kind != PartKind::ToolCall)
        return;
    std::erase(choice(piece.choice, out).silent, part->call);
    arguments(piece.choice, part->call, piece.json, out);
}

/// Of a call, as Google's own OpenAI endpoint has it; thoughts have no field for theirs.
void OpenaiStreamWriter::take(const model::SignatureKnown &known, std::string &out)
{
    const OpenPart *part = find(known.choice, known.part);
    if (part == nullptr || part->kind != PartKind::ToolCall)
        return;
    const base::Json call = {{"index", part->call},
                             {"extra_content", {{"google", {{"thought_signature", known.signature}}}}}};
    chunk(known.choice, R"({"tool_calls":[)" + base::dump(call) + "]}", out);
}

void OpenaiStreamWriter::take(const model::Cited &cited, std::string &out)
{
    choice(cited.choice, out);
    chunk(cited.choice, R"({"annotations":[)" + base::dump(writeOpenaiCitation(cited.citation)) + "]}", out);
}

void OpenaiStreamWriter::take(const model::PartEnded &ended, std::string &)
{
    std::erase_if(m_open, [&](const OpenPart &one) { return one.choice == ended.choice && one.part == ended.part; });
}

void OpenaiStreamWriter::take(const model::LogprobsPiece &piece, std::string &out)
{
    choice(piece.choice, out);
    chunk(piece.choice, "{}", base::dump(piece.logprobs), {}, out);
}

void OpenaiStreamWriter::take(const model::ChoiceFinished &finished, std::string &out)
{
    Choice &one = choice(finished.choice, out);
    if (finished.reason == model::FinishReason::ToolCalls)
        for (const std::int64_t call : std::exchange(one.silent, {})) // whole calls without arguments take none
            arguments(finished.choice, call, "{}", out);
    chunk(finished.choice, "{}", "null", openaiFinishWord(finished.reason), out);
}

void OpenaiStreamWriter::end(std::string &out)
{
    if (m_client.usageInStream)
        out.append(m_head).append(R"(],"usage":)").append(base::dump(writeOpenaiUsage(m_usage))).append("}\n\n");
    out += "data: [DONE]\n\n";
}

} // namespace

std::unique_ptr<StreamWriter> makeOpenaiWriter(const AnswerFor &client)
{
    return std::make_unique<OpenaiStreamWriter>(client);
}

} // namespace dialect
