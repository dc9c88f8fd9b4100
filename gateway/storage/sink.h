#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace storage {

/// Takes one value on its way into a row, whichever way that is written. Thread: that of the statement.
class Sink {
public:
    Sink() = default;
    Sink(const Sink &) = delete;
    Sink &operator=(const Sink &) = delete;

    virtual void integer(std::int64_t value) = 0;
    virtual void text(std::string_view value) = 0;     ///< Must stay as it is until the statement has run.
    virtual void madeText(std::string_view value) = 0; ///< May go away at once.
    virtual void bytes(std::span<const unsigned char> value) = 0;
    virtual void nothing() = 0; ///< NULL.

protected:
    ~Sink() = default;
};

} // namespace storage
