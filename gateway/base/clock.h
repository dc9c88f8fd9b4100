#pragma once

#include <cstdint>

namespace base {

/// Time as the program sees it; pure code takes the values, adapters take the Clock, tests give a fake one.
/// Thread: any.
class Clock {
public:
    virtual ~Clock() = default;
    /// Never jumps. Unit: nanoseconds since an arbitrary start.
    virtual std::int64_t steadyNanos() const = 0;
    /// Unit: Unix milliseconds, UTC.
    virtual std::int64_t wallMillis() const = 0;
};

/// The real one. Lives for the whole program.
const Clock &systemClock();

} // namespace base
