#include "dialect/responses/state.h"

#include <algorithm>
#include <array>

namespace dialect {
namespace {

constexpr std::array<std::string_view, 2> kKept{"previous_response_id", "conversation"};
constexpr std::string_view kBackground = "background";
constexpr std::string_view kStore = "store";
constexpr std::string_view kTrue = "true";

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

void StateReader::onField(std::string_view key, std::string_view token)
{
    const bool kept = std::ranges::find(kKept, key) != kKept.end();
    if ((kept && !token.starts_with('n')) || (key == kBackground && token.starts_with('t')))
        m_refused = key;
    else if (key == kStore && token.starts_with('t'))
        m_storeAsked = Range{static_cast<std::size_t>(token.data() - m_body.data()), kTrue.size()};
}

base::Result<> StateReader::tell(RequestPeek &peek) const
{
    if (!m_refused.empty())
        return base::fail(refusedState(m_refused));
    peek.storeAsked = m_storeAsked;
    return {};
}

} // namespace dialect
