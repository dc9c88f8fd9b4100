#include "dialect/responses/state.h"

#include <algorithm>
#include <array>
#include <functional>

#include "dialect/prompt_reading.h"

namespace dialect {
namespace {

constexpr std::array<std::string_view, 2> kKept{"previous_response_id", "conversation"};
constexpr std::string_view kBackground = "background";
constexpr std::string_view kStore = "store";

using Searcher = std::boyer_moore_horspool_searcher<const char *>;

Searcher searcherOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

/// Most requests name none of them anywhere. JSON is full of quotes, so that a search from quote to quote would take
/// longer than everything else that is done with a body.
bool mentionsState(std::string_view body)
{
    static const std::array<Searcher, 4> kNames{searcherOf("\"previous_response_id\""), searcherOf("\"conversation\""),
                                                searcherOf("\"background\""), searcherOf("\"store\"")};
    return std::ranges::any_of(
        kNames, [body](const Searcher &name) { return std::search(body.begin(), body.end(), name) != body.end(); });
}

bool isTrue(od::value value)
{
    return value.raw_json_token().starts_with('t');
}

} // namespace

base::Error refusedState(std::string_view field)
{
    if (field == kBackground)
        return {base::ErrorCode::BadRequest, "background responses are not served here; leave background out",
                std::string(field)};
    return {base::ErrorCode::BadRequest,
            std::string(field)
                + " needs a provider that keeps it, and nothing is stored here; send the whole conversation as input",
            std::string(field)};
}

base::Result<> peekState(std::string_view body, RequestPeek &peek)
{
    if (!mentionsState(body))
        return {};
    std::string refused;
    forEachTopField(body, [&](std::string_view key, od::value value) {
        const bool kept = std::ranges::find(kKept, key) != kKept.end();
        if ((kept && !isNull(value)) || (key == kBackground && isTrue(value)))
            refused = key;
        else if (key == kStore && isTrue(value))
            peek.storeAsked = Range{static_cast<std::size_t>(value.raw_json_token().data() - body.data()), 4};
    });
    tidyPromptParser(body.size());
    if (!refused.empty())
        return base::fail(refusedState(refused));
    return {};
}

} // namespace dialect
