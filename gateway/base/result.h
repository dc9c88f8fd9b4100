#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace base {

/// What kind of thing went wrong. One function maps it to HTTP (`admin/http_status.h`), one to the UI's words.
enum class ErrorCode : std::uint8_t {
    BadRequest,       ///< The caller's input is wrong; `Error::param` names the field when there is one.
    Unauthorized,     ///< No key, or one we do not know.
    Forbidden,        ///< Known, but not allowed to do this.
    NotFound,         ///< The named thing does not exist.
    MethodNotAllowed, ///< The path exists, the method does not.
    Conflict,         ///< It clashes with what is there (name taken, version passed).
    TooLarge,         ///< Over one of our limits.
    Unsupported,      ///< A media type or encoding we do not take.
    Unprocessable,    ///< Well-formed, but a field's value is wrong.
    Upstream,         ///< A provider failed.
    UpstreamTimeout,  ///< A provider did not answer in time.
    Unavailable,      ///< We cannot serve now (shutting down, store away).
    Storage,          ///< The database or the journal failed.
    Cancelled,        ///< The client left, or we are shutting down.
    Internal,         ///< Our own mistake.
};

/// `code` is for programs and the UI's translated text; `detail` and `during` are English, for logs and callers.
/// Invariant: never holds a secret.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string detail{};
    std::string param{};               ///< The field that is wrong, as the caller spelt it; empty when none.
    std::vector<std::string> during{}; ///< What we were doing, innermost first.
};

/// A value or an Error; ignoring one is a compiler warning (tl::expected alone is not `[[nodiscard]]`).
template <typename T = void>
class [[nodiscard]] Result : public tl::expected<T, Error> {
public:
    using tl::expected<T, Error>::expected;
};

inline auto fail(ErrorCode code, std::string detail, std::string param = {})
{
    return tl::unexpected<Error>(Error{code, std::move(detail), std::move(param), {}});
}

/// One level up: keeps the cause and adds what this level was doing.
inline auto fail(Error error, std::string during)
{
    error.during.push_back(std::move(during));
    return tl::unexpected<Error>(std::move(error));
}

inline auto fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

/// "what was wrong (while doing this, while doing that)", for logs and command-line output.
inline std::string describe(const Error &error)
{
    std::string out = error.detail;
    for (const std::string &step : error.during)
        out += " (while " + step + ")";
    return out;
}

} // namespace base
