#include "exchange/thoughts.h"

#include <algorithm>
#include <variant>

namespace exchange {
namespace {

using model::Part;
using model::PartKind;

constexpr std::size_t kMostBytes = 256 * 1024; // of the thoughts of one answer

bool isThought(const Part &part)
{
    return part.kind == PartKind::Thinking || part.kind == PartKind::RedactedThinking;
}

bool isCall(const Part &part)
{
    return part.kind == PartKind::ToolCall;
}

/// The client sends thoughts of its own, and with what proves them where that is there.
bool hasThoughts(const model::ChatMessage &message, bool proven)
{
    return std::ranges::any_of(
        message.parts, [=](const Part &part) { return isThought(part) && (!proven || !part.signature.empty()); });
}

bool isProven(const Part &thought)
{
    return !thought.signature.empty();
}

void restoreBefore(model::ChatMessage &message, const std::vector<Part> &before, model::Receipt &receipt)
{
    if (before.empty() || hasThoughts(message, std::ranges::any_of(before, isProven)))
        return;
    std::erase_if(message.parts, isThought);
    message.parts.insert(message.parts.begin(), before.begin(), before.end());
    receipt.restored(model::ChatField::Thinking);
}

void restoreSignatures(model::ChatMessage &message, const Thoughts &thoughts, model::Receipt &receipt)
{
    for (Part &part : message.parts) {
        if (!isCall(part) || !part.signature.empty())
            continue;
        const auto hit = std::ranges::find(thoughts.signatures, part.id, &std::pair<std::string, std::string>::first);
        if (hit == thoughts.signatures.end())
            continue;
        part.signature = hit->second;
        receipt.restored(model::ChatField::Signature);
    }
}

} // namespace

std::string signerOf(const dialect::Dialect &provider, std::string_view model)
{
    const bool anthropic = &provider == &dialect::anthropicMessages || &provider == &dialect::bedrockConverse;
    if (anthropic && model.find("claude") != std::string_view::npos)
        return "claude";
    if (&provider == &dialect::geminiGenerate && model.find("gemini") != std::string_view::npos)
        return "gemini";
    return std::string(provider.id).append(":").append(model);
}

Thoughts thoughtsOf(const model::ChatAnswer &answer, const dialect::Dialect &provider, std::string_view model)
{
    Thoughts out{.signer = signerOf(provider, model)};
    if (answer.choices.empty())
        return out;
    const bool plain = &provider == &dialect::openaiChat; // its relatives want the words themselves
    const bool onCalls = &provider == &dialect::geminiGenerate;
    for (const Part &part : answer.choices.front().parts) {
        if (isThought(part) && !onCalls && (isProven(part) || (plain && !part.text.empty()))) {
            out.before.push_back(part);
            out.before.back().extra = {};
        } else if (isCall(part) && !part.id.empty()) {
            out.calls.push_back(part.id);
            if (!part.signature.empty())
                out.signatures.emplace_back(part.id, part.signature);
        }
    }
    return out;
}

void keepThoughts(const model::ChatAnswer &answer, const dialect::Dialect &provider, std::string_view model,
                  const Remembered &to)
{
    if (to.kept == nullptr)
        return;
    auto thoughts = thoughtsOf(answer, provider, model);
    if (!thoughts.empty())
        to.kept->keep(to.clientKeyId, std::make_shared<const Thoughts>(std::move(thoughts)), to.nowMs);
}

model::Part *ThoughtGatherer::part(std::int64_t choice, std::int64_t part)
{
    const auto hit = choice == 0 ? m_parts.find(part) : m_parts.end();
    return hit == m_parts.end() ? nullptr : &hit->second;
}

void ThoughtGatherer::takeOne(const model::ChatEvent &event)
{
    if (const auto *begun = std::get_if<model::PartBegun>(&event)) {
        if (begun->choice == 0 && (isThought(begun->head) || isCall(begun->head)))
            m_parts.insert_or_assign(begun->part, begun->head);
    } else if (const auto *piece = std::get_if<model::TextPiece>(&event)) {
        if (Part *thought = part(piece->choice, piece->part)) {
            thought->text += piece->text;
            m_bytes += piece->text.size();
        }
    } else if (const auto *known = std::get_if<model::SignatureKnown>(&event)) {
        if (Part *signedOne = part(known->choice, known->part)) {
            signedOne->signature = known->signature;
            m_bytes += known->signature.size();
        }
    }
}

void ThoughtGatherer::take(const model::ChatEvents &events)
{
    if (m_tooMuch)
        return;
    for (const model::ChatEvent &event : events)
        takeOne(event);
    m_tooMuch = m_bytes > kMostBytes;
    if (m_tooMuch)
        m_parts.clear();
}

model::ChatAnswer ThoughtGatherer::answer()
{
    model::ChatAnswer out;
    model::ChatChoice &choice = out.choices.emplace_back();
    for (auto &[number, part] : m_parts)
        choice.parts.push_back(std::move(part));
    m_parts.clear();
    return out;
}

void restoreThoughts(model::ChatRequest &request, const Remembered &from, std::string_view signer,
                     model::Receipt &receipt)
{
    if (from.kept == nullptr || from.kept->empty())
        return;
    for (model::ChatMessage &message : request.messages) {
        if (message.role != model::ChatRole::Assistant)
            continue;
        for (std::size_t i = 0; i < message.parts.size(); ++i) {
            const Part &call = message.parts[i];
            if (!isCall(call) || call.id.empty())
                continue;
            const auto thoughts = from.kept->find(from.clientKeyId, call.id, from.nowMs);
            if (!thoughts || thoughts->signer != signer)
                continue;
            restoreBefore(message, thoughts->before, receipt);
            restoreSignatures(message, *thoughts, receipt);
            break; // the calls of one answer have the same thoughts
        }
    }
}

} // namespace exchange
