#include "app/spare_memory.h"

#include <chrono>

#include <malloc.h>

namespace app {
namespace {

using namespace std::chrono_literals;

constexpr auto kAfterStart = 500ms;
constexpr auto kInterval = 1min;
constexpr int kLargeBuffer = 1024 * 1024;
constexpr int kKeptAtHand = 8 * 1024 * 1024;

} // namespace

void SpareMemory::setUp()
{
#ifdef __GLIBC__
    // Large buffers go back to the system when they are freed. Left to itself glibc raises this border with each one,
    // until a few large answers have made the program large for good.
    ::mallopt(M_MMAP_THRESHOLD, kLargeBuffer);
    // Smaller ones stay for the next call: to take every page of a body of 500 KB from the system anew costs more than
    // to read it. What is then kept too long is given back below.
    ::mallopt(M_TRIM_THRESHOLD, kKeptAtHand);
#endif
}

SpareMemory::SpareMemory(QObject *parent) : QObject(parent)
{
    m_next.callOnTimeout(this, &SpareMemory::giveBack);
    m_next.start(kAfterStart);
}

void SpareMemory::giveBack()
{
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
    m_next.start(kInterval);
}

} // namespace app
