#include "dialect/count_fields.h"

#include <algorithm>
#include <array>

namespace dialect {
namespace {

using enum model::ChatField;

constexpr std::array kOfTheAnswer{
    MaxTokens,   Temperature, TopP, TopK, Seed,        PresencePenalty, FrequencyPenalty, LogitBias, Logprobs,
    TopLogprobs, Choices,     Stop, User, ServiceTier, CacheKey,        Metadata,         Store};

} // namespace

void noteWhatCounts(const model::Receipt &all, model::Receipt &receipt)
{
    for (const model::ParameterNote &note : all.notes())
        if (note.fate == model::ParameterFate::Dropped && note.name.empty()
            && std::ranges::find(kOfTheAnswer, note.field) == kOfTheAnswer.end())
            receipt.dropped(note.field, note.detail);
}

AnswerFacts countedFacts()
{
    return {
        .content = true, .finished = true, .choices = 1, .finishedChoices = 1, .usage = model::Usage{.reported = true}};
}

} // namespace dialect
