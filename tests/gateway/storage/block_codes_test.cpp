#include <QtTest>

#include "storage/block_codes.h"

using namespace storage;

namespace {

Mark markOf(int number)
{
    return Mark::of(MarkKind::Session, std::to_string(number));
}

std::string bytesOf(const BlockCodes &codes)
{
    const auto bytes = codes.bytes();
    return {bytes.begin(), bytes.end()};
}

} // namespace

class BlockCodesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsAreFoundByTheirValue_data()
    {
        QTest::addColumn<int>("values");
        QTest::addColumn<std::size_t>("bytes");
        QTest::newRow("one that all have") << 1 << std::size_t{2 + 8};
        QTest::newRow("two") << 2 << std::size_t{2 + 2 * 8 + 512};
        QTest::newRow("as many as a byte tells") << 254 << std::size_t{2 + 254 * 8 + 512};
        QTest::newRow("more") << 255 << std::size_t{2 + 255 * 8 + 1024};
        QTest::newRow("each its own") << 512 << std::size_t{2 + 512 * 8 + 1024};
    }
    void rowsAreFoundByTheirValue()
    {
        QFETCH(const int, values);
        QFETCH(const std::size_t, bytes);
        BlockCodes codes;
        for (int row = 0; row < 512; ++row)
            codes.set(static_cast<std::size_t>(row), markOf(row % values));
        const std::string kept = bytesOf(codes);
        QCOMPARE(kept.size(), bytes);
        for (const int value : {0, values / 2, values - 1}) {
            BlockRows rows;
            QVERIFY(BlockCodes::add(rows, kept, markOf(value)));
            for (int row = 0; row < 512; ++row)
                QCOMPARE(rows.test(static_cast<std::size_t>(row)), row % values == value);
        }
        BlockRows rows;
        QVERIFY(BlockCodes::add(rows, kept, markOf(1000)));
        QVERIFY(rows.none());
    }

    void aPlaceWithoutARowMatchesNothing()
    {
        BlockCodes codes;
        codes.set(7, markOf(1));
        BlockRows rows;
        QVERIFY(BlockCodes::add(rows, bytesOf(codes), markOf(1)));
        QCOMPARE(rows.count(), std::size_t{1});
        QVERIFY(rows.test(7));
    }

    void whatIsNoneOfOursIsNotBelieved()
    {
        BlockCodes codes;
        for (std::size_t row = 0; row < 512; ++row)
            codes.set(row, markOf(row < 100 ? 0 : 1));
        const std::string kept = bytesOf(codes);
        for (const std::size_t size :
             {std::size_t{0}, std::size_t{1}, std::size_t{9}, std::size_t{18}, kept.size() - 1}) {
            BlockRows rows;
            QVERIFY(!BlockCodes::add(rows, std::string_view(kept).substr(0, size), markOf(0)));
            QVERIFY(rows.none());
        }
        BlockRows rows;
        QVERIFY(!BlockCodes::add(rows, kept + "x", markOf(0)));
    }
};

QTEST_APPLESS_MAIN(BlockCodesTest)
#include "block_codes_test.moc"
