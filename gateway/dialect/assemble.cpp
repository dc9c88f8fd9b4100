#include "dialect/assemble.h"

#include <algorithm>

#include "base/overloaded.h"

namespace dialect {
namespace {

void appendLogprobs(base::Json &all, const base::Json &more)
{
    if (!more.is_object())
        return;
    if (!all.is_object()) {
        all = more;
        return;
    }
    for (const auto &[name, list] : more.items())
        if (list.is_array() && base::at(all, name).is_array())
            all[name].insert(all[name].end(), list.begin(), list.end());
        else if (!list.is_null())
            all[name] = list;
}

} // namespace

model::ChatChoice &Assembler::choice(std::int64_t index)
{
    auto &all = m_answer.choices;
    const auto hit = std::ranges::find(all, index, &model::ChatChoice::index);
    if (hit != all.end())
        return *hit;
    const auto after = std::ranges::upper_bound(all, index, {}, &model::ChatChoice::index);
    return *all.insert(after, model::ChatChoice{.index = index});
}

model::Part &Assembler::part(std::int64_t choiceIndex, std::int64_t partIndex)
{
    auto &parts = choice(choiceIndex).parts;
    const auto at = static_cast<std::size_t>(std::max<std::int64_t>(0, partIndex));
    if (parts.size() <= at)
        parts.resize(at + 1);
    return parts[at];
}

void Assembler::take(const model::ChatEvent &event)
{
    std::visit(
        base::Overloaded{
            [&](const model::AnswerBegun &begun) {
                m_answer.id = begun.id;
                m_answer.model = begun.model;
                m_answer.createdSeconds = begun.createdSeconds;
                m_answer.dialect = begun.dialect;
            },
            [&](const model::PartBegun &begun) { part(begun.choice, begun.part) = begun.head; },
            [&](const model::TextPiece &piece) { part(piece.choice, piece.part).text += piece.text; },
            [&](const model::ArgumentsPiece &piece) { part(piece.choice, piece.part).arguments += piece.json; },
            [&](const model::SignatureKnown &known) { part(known.choice, known.part).signature = known.signature; },
            [&](const model::Cited &cited) { part(cited.choice, cited.part).citations.push_back(cited.citation); },
            [](const model::PartEnded &) {},
            [&](const model::LogprobsPiece &piece) { appendLogprobs(choice(piece.choice).logprobs, piece.logprobs); },
            [&](const model::ChoiceFinished &finished) {
                model::ChatChoice &one = choice(finished.choice);
                one.finish = finished.reason;
                one.nativeFinish = finished.native;
                one.stopSequence = finished.stopSequence;
            },
            [&](const model::UsageKnown &known) { m_answer.usage = known.usage; },
            [&](const model::ExtraKnown &known) { m_answer.extra = known.extra; },
            [&](const model::StreamFailed &failed) { m_failure = failed; },
            [](const model::StreamEnded &) {},
        },
        event);
}

namespace {

void appendPart(model::ChatEvents &out, std::int64_t choice, std::int64_t index, const model::Part &part)
{
    model::Part head = part;
    head.text.clear();
    head.arguments.clear();
    head.citations.clear();
    if (part.kind == model::PartKind::Thinking)
        head.signature.clear();
    out.emplace_back(model::PartBegun{choice, index, std::move(head)});
    for (const model::Citation &citation : part.citations)
        out.emplace_back(model::Cited{choice, index, citation});
    if (!part.text.empty())
        out.emplace_back(model::TextPiece{choice, index, part.text});
    if (!part.arguments.empty())
        out.emplace_back(model::ArgumentsPiece{choice, index, part.arguments});
    if (part.kind == model::PartKind::Thinking && !part.signature.empty())
        out.emplace_back(model::SignatureKnown{choice, index, part.signature});
    out.emplace_back(model::PartEnded{choice, index});
}

} // namespace

model::ChatEvents eventsOf(const model::ChatAnswer &answer)
{
    model::ChatEvents out;
    out.emplace_back(model::AnswerBegun{answer.id, answer.model, answer.createdSeconds, answer.dialect});
    for (const model::ChatChoice &choice : answer.choices) {
        for (std::size_t i = 0; i < choice.parts.size(); ++i)
            appendPart(out, choice.index, static_cast<std::int64_t>(i), choice.parts[i]);
        if (!choice.logprobs.is_null())
            out.emplace_back(model::LogprobsPiece{choice.index, choice.logprobs});
        if (choice.finish != model::FinishReason::None)
            out.emplace_back(
                model::ChoiceFinished{choice.index, choice.finish, choice.nativeFinish, choice.stopSequence});
    }
    out.emplace_back(model::UsageKnown{answer.usage});
    if (!answer.extra.is_null())
        out.emplace_back(model::ExtraKnown{answer.extra});
    out.emplace_back(model::StreamEnded{});
    return out;
}

} // namespace dialect
