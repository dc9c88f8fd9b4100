#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "dialect/body_peek.h"

namespace dialect {

/// What of a Responses request would need answers kept between calls, and is refused in words. Source: R4.
base::Error refusedState(std::string_view field);

/// Looks for that while peekBody() reads `body`, and where it asks for its answer to be kept.
class StateReader final : public FieldListener {
public:
    explicit StateReader(std::string_view body) : m_body(body) {}
    void onField(std::string_view key, std::string_view token) override;
    /// What was found. Errors: BadRequest with the field.
    base::Result<> tell(RequestPeek &peek) const;

private:
    std::string_view m_body;
    std::string m_refused{};
    std::optional<Range> m_storeAsked{};
};

} // namespace dialect
