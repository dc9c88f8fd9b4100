#include "dialect/openai_request.h"

#include <array>
#include <vector>

#include "base/json.h"
#include "dialect/body_peek.h"
#include "dialect/openai_parameters.h"
#include "dialect/openai_prompt.h"
#include "dialect/splice.h"

namespace dialect {

base::Result<RequestPeek> peekOpenaiChat(std::string_view body, const PathFacts &)
{
    static constexpr std::array<std::string_view, 2> kLimits{"max_tokens", "max_completion_tokens"};
    return peekBody(body, {.streamOptions = true, .tokenLimits = kLimits, .readOption = readOpenaiOption});
}

std::string rewriteOpenaiChat(std::string_view body, const RequestPeek &peek, const Rewrite &rewrite)
{
    return rewriteOpenai(body, peek, rewrite, openaiParameters);
}

std::string rewriteOpenai(std::string_view body, const RequestPeek &peek, const Rewrite &rewrite,
                          const ParameterNames &names)
{
    std::vector<Edit> edits;
    std::string model;
    base::appendQuoted(model, rewrite.model);
    if (rewrite.model != peek.model)
        edits.push_back({peek.modelToken, model});
    if (rewrite.askUsage && peek.stream && !peek.usageAsked) {
        if (peek.includeUsage) {
            edits.push_back({*peek.includeUsage, "true"});
        } else if (!peek.streamOptions) {
            edits.push_back({{body.find('{') + 1, 0}, R"("stream_options":{"include_usage":true},)"});
        } else if (body[peek.streamOptions->at] == 'n') {
            edits.push_back({*peek.streamOptions, R"({"include_usage":true})"});
        } else {
            const auto options = body.substr(peek.streamOptions->at, peek.streamOptions->size);
            const bool empty = options.find_first_not_of(" \t\r\n", 1) == options.size() - 1;
            edits.push_back(
                {{peek.streamOptions->at + 1, 0}, empty ? R"("include_usage":true)" : R"("include_usage":true,)"});
        }
    }
    const ParameterEdits parameters(body, rewrite, names);
    edits.insert(edits.end(), parameters.edits().begin(), parameters.edits().end());
    return splice(body, edits);
}

} // namespace dialect
