#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "exchange/calling_application.h"

namespace exchange {

/// One complete, validated request. Owns its bytes: the head is kept as it came, headers are ranges of it.
/// Invariant: every header name is a token, every value is trimmed and without control characters.
struct InboundCall {
    struct Range {
        std::uint32_t at = 0;
        std::uint32_t size = 0;
    };
    struct Header {
        Range name{};
        Range value{};
    };

    std::string requestId{};         ///< Ours; sent back as `x-request-id`, key of the record.
    std::string head{};              ///< Request line and header lines, raw.
    std::vector<Header> headers{};   ///< Ranges of `head`, in order.
    Range methodRange{};             ///< Upper case, one of the methods we serve.
    Range pathRange{};               ///< Raw path: no decoding, no query.
    Range queryRange{};              ///< After '?', may be empty.
    std::string body{};              ///< Decoded (chunked framing removed), within the size limit.
    std::string peer{};              ///< Numeric address of the other end.
    std::int64_t receivedNanos = 0;  ///< Steady clock, when the request was complete.
    std::int64_t receivedMillis = 0; ///< Wall clock, same moment.
    std::shared_ptr<const CallingApplication> application{}; ///< Null: it is not of this computer.

    std::string_view text(Range range) const { return std::string_view(head).substr(range.at, range.size); }
    std::string_view method() const { return text(methodRange); }
    std::string_view path() const { return text(pathRange); }
    std::string_view query() const { return text(queryRange); }
    /// Empty when it is not known, or not yet.
    std::string_view applicationName() const { return application ? application->name() : std::string_view(); }
    /// The first header of that name, empty when there is none.
    std::string_view header(std::string_view name) const
    {
        for (const Header &field : headers)
            if (base::equalsIgnoringCase(text(field.name), name))
                return text(field.value);
        return {};
    }
};

} // namespace exchange
