#include "dialect/openai/choice_reader.h"

#include <algorithm>
#include <utility>

#include "dialect/openai/message_reader.h"
#include "dialect/openai/words.h"

namespace dialect {
namespace {

using model::Part;
using model::PartKind;

constexpr std::int64_t kLegacyKey = -1; // `function_call`, of which there is one
constexpr std::int64_t kNoKey = -2;

/// A view of the text; empty for what is none.
const std::string &textIn(const base::Json &object, std::string_view name)
{
    static const std::string empty;
    const base::Json &value = base::at(object, name);
    return value.is_string() ? value.get_ref<const std::string &>() : empty;
}

} // namespace

void ChoiceReader::read(const base::Json &choice, const std::string &answerId, model::ChatEvents &out)
{
    if (m_finished) // OpenRouter says its finish twice
        return;
    // Together repeats each delta in `text`, and a few servers stream whole messages.
    const base::Json &delta = base::at(choice, "delta");
    readDelta(delta.is_object() ? delta : base::at(choice, "message"), answerId, out);
    if (const base::Json &logprobs = base::at(choice, "logprobs"); logprobs.is_object())
        out.emplace_back(model::LogprobsPiece{m_index, logprobs});
    readFinish(choice, out);
}

void ChoiceReader::readFinish(const base::Json &choice, model::ChatEvents &out)
{
    const std::string &word = textIn(choice, "finish_reason");
    if (word.empty())
        return;
    m_finished = true;
    close(out);
    model::ChoiceFinished finished{.choice = m_index, .reason = openaiFinish(word), .native = word};
    finished.stopSequence = textIn(choice, "stop_reason"); // vLLM
    if (!finished.stopSequence.empty() && finished.reason == model::FinishReason::Stop)
        finished.reason = model::FinishReason::StopSequence;
    out.emplace_back(std::move(finished));
}

void ChoiceReader::readDelta(const base::Json &delta, const std::string &answerId, model::ChatEvents &out)
{
    readThoughts(delta, out);
    readContent(base::at(delta, "content"), out);
    if (const std::string &refusal = textIn(delta, "refusal"); !refusal.empty())
        say(Prose::Refusal, refusal, out);
    for (const base::Json &annotation : base::at(delta, "annotations"))
        cite(readOpenaiCitation(annotation), out);
    for (const base::Json &call : base::at(delta, "tool_calls"))
        readCall(call, answerId, out);
    if (const base::Json &old = base::at(delta, "function_call"); old.is_object())
        readCall({{"index", kLegacyKey}, {"function", old}}, answerId, out);
}

/// A string, or Mistral's list of typed pieces: both in one stream.
void ChoiceReader::readContent(const base::Json &content, model::ChatEvents &out)
{
    if (content.is_string() && !content.get_ref<const std::string &>().empty())
        return say(Prose::Text, content.get_ref<const std::string &>(), out);
    if (!content.is_array())
        return;
    for (const base::Json &piece : content) {
        Part part = readOpenaiPart(base::Json(piece));
        if (part.kind == PartKind::Text || part.kind == PartKind::Thinking) {
            if (!part.text.empty())
                say(part.kind == PartKind::Text ? Prose::Text : Prose::Thinking, part.text, out);
        } else {
            whole(std::move(part), out);
        }
    }
}

/// `reasoning_content`, `reasoning` or `reasoning_details`, of which several may say the same.
void ChoiceReader::readThoughts(const base::Json &delta, model::ChatEvents &out)
{
    const std::string &first = textIn(delta, "reasoning_content");
    const std::string &text = first.empty() ? textIn(delta, "reasoning") : first;
    if (!text.empty())
        say(Prose::Thinking, text, out);
    for (const base::Json &detail : base::at(delta, "reasoning_details"))
        readDetail(detail, text.empty(), out);
}

void ChoiceReader::readDetail(const base::Json &detail, bool textToo, model::ChatEvents &out)
{
    const std::string &type = textIn(detail, "type");
    if (type == "reasoning.encrypted") {
        Part part{.kind = PartKind::RedactedThinking, .signature = textIn(detail, "data")};
        return part.signature.empty() ? void() : whole(std::move(part), out);
    }
    const std::string &text = textIn(detail, type == "reasoning.summary" ? "summary" : "text");
    if (textToo && !text.empty())
        say(Prose::Thinking, text, out);
    if (const std::string &signature = textIn(detail, "signature"); !signature.empty()) {
        open(Prose::Thinking, out);
        out.emplace_back(model::SignatureKnown{m_index, m_prosePart, signature});
        endProse(out); // what is proven is whole
    }
}

/// By the provider's index; where two whole calls share one, the id tells them apart. An empty id or name is none.
ChoiceReader::Call &ChoiceReader::callFor(const base::Json &delta)
{
    const std::string &id = textIn(delta, "id");
    const std::string &name = textIn(base::at(delta, "function"), "name");
    const std::int64_t key = base::integerOr(base::at(delta, "index"), kNoKey);
    const auto belongs = [&](const Call &call) {
        if (key == kNoKey)
            return id.empty() || call.id == id;
        return call.key == key && (id.empty() || name.empty() || call.id.empty() || call.id == id);
    };
    const auto hit = std::find_if(m_calls.rbegin(), m_calls.rend(), belongs);
    const bool another = hit != m_calls.rend() && key == kNoKey && id.empty() && !name.empty();
    if (hit != m_calls.rend() && !another)
        return *hit;
    return m_calls.emplace_back(Call{.key = key});
}

void ChoiceReader::beginCall(Call &call, const std::string &answerId, model::ChatEvents &out)
{
    if (call.id.empty())
        call.id = madeUpCallId(answerId, m_index, static_cast<std::size_t>(m_parts));
    endProse(out);
    call.part = m_parts++;
    Part head{.kind = PartKind::ToolCall, .id = call.id, .name = call.name, .signature = call.signature};
    out.emplace_back(model::PartBegun{m_index, call.part, std::move(head)});
    if (!call.waiting.empty())
        out.emplace_back(model::ArgumentsPiece{m_index, call.part, std::exchange(call.waiting, {})});
}

void ChoiceReader::readCall(const base::Json &delta, const std::string &answerId, model::ChatEvents &out)
{
    const base::Json &function = base::at(delta, "function");
    if (!delta.is_object())
        return;
    if (!function.is_object() && !textIn(delta, "type").empty() && textIn(delta, "type") != "function")
        return whole({.kind = PartKind::Opaque, .extra = delta}, out); // a custom tool's
    Call &call = callFor(delta);
    if (call.id.empty())
        call.id = textIn(delta, "id");
    if (call.name.empty())
        call.name = textIn(function, "name");
    if (call.signature.empty())
        call.signature = textIn(base::at(base::at(delta, "extra_content"), "google"), "thought_signature");
    const base::Json &given = base::at(function, "arguments");
    const std::string arguments = given.is_object() ? base::dump(given) : textIn(function, "arguments");
    if (call.part < 0) {
        call.waiting += arguments;
        if (!call.name.empty())
            beginCall(call, answerId, out);
    } else if (!arguments.empty()) {
        out.emplace_back(model::ArgumentsPiece{m_index, call.part, arguments});
    }
}

void ChoiceReader::open(Prose prose, model::ChatEvents &out)
{
    if (m_prose == prose)
        return;
    endProse(out);
    m_prose = prose;
    m_prosePart = m_parts++;
    const PartKind kind = prose == Prose::Thinking ? PartKind::Thinking
                          : prose == Prose::Text   ? PartKind::Text
                                                   : PartKind::Refusal;
    out.emplace_back(model::PartBegun{m_index, m_prosePart, {.kind = kind}});
}

void ChoiceReader::say(Prose prose, const std::string &text, model::ChatEvents &out)
{
    open(prose, out);
    out.emplace_back(model::TextPiece{m_index, m_prosePart, text});
}

void ChoiceReader::cite(model::Citation &&citation, model::ChatEvents &out)
{
    open(Prose::Text, out);
    out.emplace_back(model::Cited{m_index, m_prosePart, std::move(citation)});
}

void ChoiceReader::endProse(model::ChatEvents &out)
{
    if (m_prose == Prose::None)
        return;
    m_prose = Prose::None;
    out.emplace_back(model::PartEnded{m_index, m_prosePart});
}

void ChoiceReader::whole(Part &&part, model::ChatEvents &out)
{
    endProse(out);
    const std::int64_t index = m_parts++;
    out.emplace_back(model::PartBegun{m_index, index, std::move(part)});
    out.emplace_back(model::PartEnded{m_index, index});
}

void ChoiceReader::close(model::ChatEvents &out)
{
    for (model::Citation &source : std::exchange(m_sources, {}))
        cite(std::move(source), out);
    endProse(out);
    for (Call &call : m_calls) {
        if (call.part < 0)
            beginCall(call, {}, out); // never named
        out.emplace_back(model::PartEnded{m_index, call.part});
    }
    m_calls.clear();
}

} // namespace dialect
