#include "gateway/storage/store_fixture.h"
#include "storage/lineage.h"

/// Which line of changes a config.db carries on.
class LineageTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void staysWhereItIsAndChangesWithThePlace()
    {
        const fixture::Directory directory;
        std::string first;
        {
            const auto db = fixture::openStore(directory.path());
            const auto begun = storage::lineageAt(*db, "12 /here it is");
            VERIFY_OK(begun);
            first = *begun;
            QVERIFY(first.starts_with("line_"));
        }
        const auto db = fixture::openStore(directory.path());
        QCOMPARE(storage::lineageAt(*db, "12 /here it is").value(), first);
        const auto copied = storage::lineageAt(*db, "13 /here it is");
        VERIFY_OK(copied);
        QVERIFY(*copied != first);
        QCOMPARE(storage::lineageAt(*db, "13 /here it is").value(), *copied);
        const auto moved = storage::lineageAt(*db, "13 /here");
        VERIFY_OK(moved);
        QVERIFY(*moved != *copied && *moved != first);
    }
    void canBeBegunAnew()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        const auto first = storage::lineageAt(*db, "12 /here");
        VERIFY_OK(first);
        const auto second = storage::beginLineage(*db, "12 /here");
        VERIFY_OK(second);
        QVERIFY(*second != *first);
        QCOMPARE(storage::lineageAt(*db, "12 /here").value(), *second);
    }
};

QTEST_GUILESS_MAIN(LineageTest)
#include "lineage_test.moc"
