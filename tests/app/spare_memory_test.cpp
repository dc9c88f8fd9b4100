#include <QFile>
#include <QTest>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include <unistd.h>

#include "app/spare_memory.h"

namespace {

constexpr std::int64_t kMebibyte = 1024 * 1024;

std::int64_t residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').at(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

bool ownAllocator()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
    return true;
#else
    return false;
#endif
}

} // namespace

class SpareMemoryTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatTheStartNeededIsGivenBack()
    {
        if (ownAllocator())
            QSKIP("another allocator stands in for glibc's");
        app::SpareMemory::setUp();
        std::vector<std::unique_ptr<std::array<char, 1000>>> blocks(40'000);
        for (auto &block : blocks)
            block = std::make_unique<std::array<char, 1000>>();
        const auto last = std::make_unique<std::array<char, 1000>>(); // the end of the heap stays in use
        const std::int64_t most = residentBytes();
        blocks.clear();
        QVERIFY(residentBytes() > most - 5 * kMebibyte); // nothing goes by itself
        const app::SpareMemory spare;
        QTRY_VERIFY_WITH_TIMEOUT(residentBytes() < most - 25 * kMebibyte, 10'000);
    }
};

QTEST_GUILESS_MAIN(SpareMemoryTest)
#include "spare_memory_test.moc"
