#include "base/clock.h"

#include <chrono>
#include <ctime>

namespace base {
namespace {

class SystemClock final : public Clock {
public:
    std::int64_t steadyNanos() const override
    {
#ifdef __linux__
        timespec now{};
        clock_gettime(CLOCK_MONOTONIC, &now); // in the vDSO; CLOCK_BOOTTIME is not on every kernel
        return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
#else
        return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
            .count();
#endif
    }
    std::int64_t wallMillis() const override
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
                   std::chrono::system_clock::now().time_since_epoch())
            .count();
    }
};

} // namespace

const Clock &systemClock()
{
    static const SystemClock clock;
    return clock;
}

} // namespace base
