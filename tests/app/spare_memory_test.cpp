#include <QFile>
#include <QTest>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include <sys/prctl.h>
#include <unistd.h>

#include "app/spare_memory.h"

namespace {

constexpr std::int64_t kMebibyte = 1024 * 1024;

/// The n-th figure the system has: 1 all that is resident, 2 of that what files hold.
std::int64_t statm(qsizetype place)
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').at(place).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

std::int64_t residentBytes()
{
    return statm(1);
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

    void codeStaysWhereADebuggerMayHaveChangedIt_data()
    {
        QTest::addColumn<int>("dumpable");
        QTest::newRow("open to debuggers") << 1;
        QTest::newRow("closed") << 0;
    }
    void codeStaysWhereADebuggerMayHaveChangedIt()
    {
        QFETCH(const int, dumpable);
        const int before = ::prctl(PR_GET_DUMPABLE);
        ::prctl(PR_SET_DUMPABLE, dumpable, 0, 0, 0);
        const std::int64_t mapped = statm(2);
        const app::SpareMemory spare;
        if (dumpable == 0)
            QTRY_VERIFY_WITH_TIMEOUT(statm(2) < mapped - kMebibyte, 10'000);
        else
            QTest::qWait(1000);
        const std::int64_t after = statm(2);
        ::prctl(PR_SET_DUMPABLE, before, 0, 0, 0);
        QVERIFY(dumpable == 0 || after > mapped - kMebibyte);
    }
};

QTEST_GUILESS_MAIN(SpareMemoryTest)
#include "spare_memory_test.moc"
