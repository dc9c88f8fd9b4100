#include "base/boot_clock.h"

#include <ctime>
#include <fstream>

#include "base/clock.h"
#include "base/id.h"

namespace base {
namespace {

std::string readBootId()
{
    std::string out;
#ifdef __linux__
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::getline(file, out);
#endif
    return out.empty() ? makeId("start_", systemClock().wallMillis()) : out;
}

class SystemBootClock final : public BootClock {
public:
    std::int64_t millis() const override
    {
#ifdef __linux__
        timespec now{};
        if (clock_gettime(CLOCK_BOOTTIME, &now) == 0) // not on every kernel
            return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
#endif
        return systemClock().steadyNanos() / 1'000'000;
    }
    const std::string &bootId() const override { return m_bootId; }

private:
    std::string m_bootId = readBootId();
};

} // namespace

const BootClock &systemBootClock()
{
    static const SystemBootClock clock;
    return clock;
}

} // namespace base
