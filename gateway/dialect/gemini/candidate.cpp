#include "dialect/gemini/candidate.h"

#include <algorithm>
#include <utility>

#include "dialect/gemini/citations.h"
#include "dialect/gemini/parts.h"

namespace dialect {

using model::PartKind;

void GeminiCandidate::begin(model::Part &&head, model::ChatEvents &out)
{
    close(out);
    m_open = head.kind;
    m_signed = false;
    out.emplace_back(model::PartBegun{m_index, m_next++, std::move(head)});
}

void GeminiCandidate::close(model::ChatEvents &out)
{
    if (!m_open)
        return;
    if (m_partial && !m_broken)
        out.emplace_back(model::ArgumentsPiece{m_index, m_next - 1, m_partial->text()});
    m_partial.reset();
    m_open.reset();
    out.emplace_back(model::PartEnded{m_index, m_next - 1});
}

void GeminiCandidate::readText(model::Part &&part, model::ChatEvents &out)
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
bool GeminiCandidate::readPartial(const base::Json &call, model::Part &&part, model::ChatEvents &out)
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

void GeminiCandidate::readPart(base::Json &raw, model::ChatEvents &out)
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
void GeminiCandidate::cite(const base::Json &candidate, model::ChatEvents &out)
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

void GeminiCandidate::keepExtra(base::Json &candidate)
{
    static constexpr std::string_view kKnown[] = {"content", "finishReason", "index", "logprobsResult"};
    for (auto &[name, value] : candidate.get_ref<base::Json::object_t &>())
        if (std::ranges::find(kKnown, name) == std::end(kKnown) && !value.empty())
            m_extra[name] = std::move(value);
}

void GeminiCandidate::read(base::Json &candidate, model::ChatEvents &out)
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
    if (m_next == 0 && !failed()) // an answer of nothing: no more is to be waited for
        finish(out);
}

void GeminiCandidate::finish(model::ChatEvents &out)
{
    if (!m_finish.empty() && !std::exchange(m_told, true))
        out.emplace_back(model::ChoiceFinished{m_index, geminiFinish(m_finish, m_called), m_finish, {}});
}

void GeminiCandidate::block(std::string reason, model::ChatEvents &out)
{
    m_finish = std::move(reason);
    finish(out);
}

std::string GeminiCandidate::trouble() const
{
    const std::string said = base::textOr(base::at(m_extra, "finishMessage"));
    return said.empty() ? "the model's answer could not be used: " + m_finish : said;
}

void GeminiCandidate::end(model::ChatEvents &out)
{
    close(out);
    finish(out);
}

} // namespace dialect
