#include "app/spare_memory.h"

#include <chrono>
#include <cstddef>
#include <span>

#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace app {
namespace {

using namespace std::chrono_literals;

constexpr auto kAfterStart = 500ms;
constexpr auto kInterval = 1min;
constexpr int kLargeBuffer = 1024 * 1024;
constexpr int kKeptAtHand = 8 * 1024 * 1024;

int letGoOfCode(dl_phdr_info *object, std::size_t /*size*/, void *pageSize)
{
    const std::size_t page = *static_cast<const std::size_t *>(pageSize);
    for (const auto &part : std::span(object->dlpi_phdr, object->dlpi_phnum)) {
        if (part.p_type != PT_LOAD || (part.p_flags & PF_X) == 0 || (part.p_flags & PF_W) != 0)
            continue;
        const std::size_t begin = (object->dlpi_addr + part.p_vaddr) / page * page;
        const std::size_t end = object->dlpi_addr + part.p_vaddr + part.p_memsz;
        ::madvise(reinterpret_cast<void *>(begin), end - begin, MADV_DONTNEED); // nothing is lost where it is refused
    }
    return 0;
}

/// Of this program and its libraries. What a debugger has put into it would be lost; but whoever is to look into this
/// program has asked for that beforehand.
void letGoOfCode()
{
    if (::prctl(PR_GET_DUMPABLE) != 0)
        return;
    auto pageSize = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    ::dl_iterate_phdr(letGoOfCode, &pageSize);
}

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
    m_next.callOnTimeout(this, [] { letGoOfCode(); }, Qt::SingleShotConnection);
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
