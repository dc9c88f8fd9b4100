#pragma once

#include <cstdint>
#include <string>

#include "base/json.h"

namespace base {

/// One moment on every clock that a deadline needs. Unit: milliseconds.
struct Moment {
    std::int64_t wallMs = 0; ///< Unix, UTC; somebody may set it.
    std::int64_t bootMs = 0; ///< Since the computer started, its sleep included; nobody sets it.
    std::string bootId{};    ///< Which start of the computer that was.
    friend bool operator==(const Moment &, const Moment &) = default;
};

/// Where a system has no such clock, each start of the program counts as one of the computer. Thread: any.
Moment momentNow();

/// An end that neither a set clock nor a restart moves: it is kept on the boot clock, and after a restart of the
/// computer, which that clock does not outlive, on the wall clock, never with more left than its whole length.
struct Deadline {
    Moment end{};
    std::int64_t lengthMs = 0; ///< From its beginning to its end.

    static Deadline after(const Moment &begin, std::int64_t lengthMs);
    /// The one that begins when this one ends.
    Deadline followedBy(std::int64_t nextLengthMs) const { return after(end, nextLengthMs); }

    /// 0 once it is over.
    std::int64_t leftMs(const Moment &now) const;
    /// How long it has been over; 0 before, and where nobody can tell.
    std::int64_t overMs(const Moment &now) const;
    /// The same end, told by the clocks of now: from then on the wall clock may be set again.
    Deadline onClocksOf(const Moment &now) const;

    friend bool operator==(const Deadline &, const Deadline &) = default;
};

/// `{"wall_ms","boot_ms","boot_id","length_ms"}`
Json toJson(const Deadline &deadline);
Deadline deadlineFrom(const Json &json);

} // namespace base
