#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <vector>

#include "base/json.h"
#include "dialect/anthropic/request.h"
#include "dialect/anthropic/words.h"
#include "dialect/body_peek.h"
#include "dialect/openai_parameters.h"
#include "dialect/prompt_reading.h"
#include "dialect/splice.h"

namespace dialect::anthropic {
namespace {

constexpr std::array<std::string_view, 4> kUntouched{"model", "messages", "system", "stream"};
constexpr ParameterNames::Pair kSpellings[] = {{"max_completion_tokens", "max_tokens"}, {"stop", "stop_sequences"}};
constexpr ParameterNames kNames{.untouched = kUntouched, .spellings = kSpellings};

bool mentions(std::string_view text, std::string_view word)
{
    const std::boyer_moore_horspool_searcher searcher(word.begin(), word.end());
    return std::search(text.begin(), text.end(), searcher) != text.end();
}

bool isUnsignedThought(std::string_view block)
{
    if (!mentions(block, kUnsigned))
        return false;
    const auto json = base::parseJson(block);
    return json && base::at(*json, "type") == "thinking" && base::at(*json, "signature") == kUnsigned;
}

/// A message's content without the thoughts that another model had and nobody signed; empty: it has none.
std::string withoutUnsigned(od::array &content)
{
    std::string kept;
    bool found = false;
    for (auto item : content) {
        std::string_view block;
        od::object object;
        if (item.get_object().get(object) != simdjson::SUCCESS || object.raw_json().get(block) != simdjson::SUCCESS)
            return {};
        block = block.substr(0, block.rfind('}') + 1); // it reaches up to the next structural character
        if (isUnsignedThought(block)) {
            found = true;
            continue;
        }
        kept.append(kept.empty() ? "" : ",").append(block);
    }
    if (!found)
        return {};
    return "[" + (kept.empty() ? std::string(R"({"type":"text","text":"."})") : kept) + "]"; // it may not be empty
}

/// A conversation that goes on with Claude after another model behind this gateway had a turn: Claude answers 400 to a
/// signature that is not its own.
class UnsignedThoughts {
public:
    explicit UnsignedThoughts(std::string_view body) : m_body(body)
    {
        readPromptFields(body, [this](std::string_view key, od::value value, PromptReading &) {
            if (key == "messages")
                forEachItem(value, [this](od::value message) {
                    forEachField(message, [this](std::string_view name, od::value inner) {
                        if (name == "content" && inner.raw_json_token().starts_with('['))
                            onContent(inner);
                    });
                });
        });
    }
    const std::vector<Edit> &edits() const { return m_edits; }

private:
    void onContent(od::value value)
    {
        od::array content;
        if (value.get_array().get(content) != simdjson::SUCCESS)
            return;
        std::string shorter = withoutUnsigned(content);
        std::string_view whole;
        if (shorter.empty() || content.reset().error() != simdjson::SUCCESS
            || content.raw_json().get(whole) != simdjson::SUCCESS)
            return;
        const auto at = static_cast<std::size_t>(whole.data() - m_body.data());
        m_edits.push_back({{at, whole.rfind(']') + 1}, m_texts.emplace_back(std::move(shorter))});
    }

    std::string_view m_body;
    std::deque<std::string> m_texts{};
    std::vector<Edit> m_edits{};
};

} // namespace

base::Result<RequestPeek> peekRequest(std::string_view body, const PathFacts &)
{
    static constexpr std::array<std::string_view, 1> kLimits{"max_tokens"};
    return peekBody(body, {.tokenLimits = kLimits, .readOption = readOption});
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
    if (!rewrite.model.contains("claude") || !mentions(body, kUnsigned)) // relatives check no signatures
        return splice(body, edits);
    const UnsignedThoughts thoughts(body);
    edits.insert(edits.end(), thoughts.edits().begin(), thoughts.edits().end());
    return splice(body, edits);
}

} // namespace dialect::anthropic
