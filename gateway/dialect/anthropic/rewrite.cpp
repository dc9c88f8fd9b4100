#include <array>
#include <vector>

#include "base/json.h"
#include "dialect/anthropic/request.h"
#include "dialect/body_peek.h"
#include "dialect/openai_parameters.h"
#include "dialect/splice.h"

namespace dialect::anthropic {
namespace {

constexpr std::array<std::string_view, 4> kUntouched{"model", "messages", "system", "stream"};
constexpr ParameterNames::Pair kSpellings[] = {{"max_completion_tokens", "max_tokens"}, {"stop", "stop_sequences"}};
constexpr ParameterNames kNames{.untouched = kUntouched, .spellings = kSpellings};

} // namespace

base::Result<RequestPeek> peekRequest(std::string_view body, const PathFacts &)
{
    static constexpr std::array<std::string_view, 1> kLimits{"max_tokens"};
    return peekBody(body, {.tokenLimits = kLimits});
}

std::string rewriteRequest(std::string_view body, const RequestPeek &peek, const Rewrite &rewrite)
{
    std::vector<Edit> edits;
    std::string model;
    base::appendQuoted(model, rewrite.model);
    if (rewrite.model != peek.model)
        edits.push_back({peek.modelToken, model});
    const ParameterEdits parameters(body, rewrite, kNames);
    edits.insert(edits.end(), parameters.edits().begin(), parameters.edits().end());
    return splice(body, edits);
}

} // namespace dialect::anthropic
