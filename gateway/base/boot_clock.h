#pragma once

#include <cstdint>
#include <string>

namespace base {

/// Time that neither stands still while the computer sleeps nor jumps when its clock is set. Deadlines that must hold
/// over a restart of this program are kept in it, together with the boot they belong to. Thread: any.
class BootClock {
public:
    virtual ~BootClock() = default;
    /// Unit: milliseconds since the computer was started.
    virtual std::int64_t millis() const = 0;
    /// Another one after each start of the computer; where a system does not tell, after each start of the program.
    virtual const std::string &bootId() const = 0;
};

/// The real one. Lives for the whole program.
const BootClock &systemBootClock();

} // namespace base
