#pragma once

#include <cstdint>

namespace jobs {

/// What this process takes of the machine, as the system says. What it does not say is -1.
struct ProcessUsage {
    double cpuSeconds = -1;
    double startedSeconds = -1; ///< Unix time.
    std::int64_t residentBytes = -1;
    std::int64_t virtualBytes = -1;
    std::int64_t threads = -1;
    std::int64_t openFiles = -1;
    std::int64_t mostFiles = -1;
    std::int64_t receivedBytes = -1; ///< By IP, of all that shares our network.
    std::int64_t sentBytes = -1;
};

/// Reads files of the system's own. Thread: any.
ProcessUsage processUsage();

} // namespace jobs
