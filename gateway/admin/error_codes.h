#pragma once

#include <span>
#include <string_view>

namespace admin {

/// One `code` of an error answer.
struct ErrorCodeRow {
    std::string_view code;
    int status;               ///< Of HTTP, with which it comes.
    std::string_view meaning; ///< One sentence or two: what was wrong, and what to do about it.
};

/// Every code that this program gives itself, for the API reference. What a provider said keeps the provider's code.
std::span<const ErrorCodeRow> errorCodes();
/// Null when there is none.
const ErrorCodeRow *findErrorCode(std::string_view code);

} // namespace admin
