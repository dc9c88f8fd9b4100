#include <QFileInfo>

#include "gateway/storage/store_fixture.h"
#include "storage/journal_state.h"
#include "storage/migrate.h"
#include "storage/requests.h"
#include "storage/usage_buckets.h"

using namespace storage;

class MigrateTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void statementsAreSplit_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<int>("want");
        QTest::newRow("nothing") << QByteArray("") << 0;
        QTest::newRow("only a comment") << QByteArray("-- no; thing\n") << 0;
        QTest::newRow("two") << QByteArray("CREATE TABLE a (b);\nCREATE TABLE c (d);\n") << 2;
        QTest::newRow("last without semicolon") << QByteArray("SELECT 1; SELECT 2") << 2;
        QTest::newRow("semicolon in a comment") << QByteArray("SELECT 1 -- a; b\n;") << 1;
        QTest::newRow("semicolon in quotes") << QByteArray("SELECT 'it''s; fine'; SELECT \"a;b\";") << 2;
        QTest::newRow("a trigger") << QByteArray("CREATE TRIGGER t BEFORE DELETE ON a BEGIN SELECT 1; SELECT CASE 1 "
                                                 "WHEN 1 THEN 2 END; END; SELECT 3;")
                                   << 2;
        QTest::newRow("a column called end_ms") << QByteArray("CREATE TABLE a (end_ms, begin_ms); SELECT 1;") << 2;
        QTest::newRow("an apostrophe in a comment") << QByteArray("-- don't\nSELECT 1; SELECT 2;") << 2;
    }
    void statementsAreSplit()
    {
        QFETCH(QByteArray, sql);
        QFETCH(int, want);
        QCOMPARE(static_cast<int>(splitStatements(sql.toStdString()).size()), want);
    }

    void newStoresAreMadePrivateAndCurrent()
    {
        fixture::Directory directory;
        const auto path = directory.path() / "data";
        auto db = fixture::openStore(path);
        QCOMPARE(schemaVersion(db->config()).value(), static_cast<std::int64_t>(configMigrations().size()));
        QCOMPARE(schemaVersion(db->usage()).value(), static_cast<std::int64_t>(usageMigrations().size()));
        QCOMPARE(fixture::number(db->usage(), "PRAGMA foreign_keys"), 1);
        QCOMPARE(fixture::number(db->usage(), "PRAGMA trusted_schema"), 0);
        static_cast<void>(fixture::number(db->usage(), "SELECT count(*) FROM requests"));
        using enum std::filesystem::perms;
        QVERIFY(std::filesystem::status(path).permissions() == owner_all);
        for (const auto &entry : std::filesystem::directory_iterator(path))
            QVERIFY2(entry.status().permissions() == (owner_read | owner_write), entry.path().c_str());
    }

    void openingAgainChangesNothing()
    {
        fixture::Directory directory;
        fixture::openStore(directory.path());
        auto db = fixture::openStore(directory.path());
        QCOMPARE(fixture::number(db->usage(), "SELECT count(*) FROM schema_steps"),
                 static_cast<std::int64_t>(usageMigrations().size()));
    }

    void openCallsOfAnOlderSchemaAreKept()
    {
        fixture::Directory directory;
        auto usage = Connection::open(directory.path() / "usage.db", Access::ReadWrite);
        VERIFY_OK(usage);
        VERIFY_OK(migrate(**usage, usageMigrations().first(1)));
        VERIFY_OK((*usage)->execute("INSERT INTO open_calls VALUES ('req_1', 'one', 5, 'k', 'n', 'e', 0, 'm', 'm', "
                                    "'p', 'pn', 40)"));
        usage->reset();
        auto db = fixture::openStore(directory.path());
        const auto open = callsLeftOpen(*db, "two", 10);
        VERIFY_OK(open);
        QCOMPARE(open->size(), std::size_t{1});
        QCOMPARE(open->front().requestBytes, std::int64_t{40});
        QVERIFY(open->front().earlier.empty());
    }

    void figuresOfTheDashboardAreMadeOfWhatIsThere()
    {
        fixture::Directory directory;
        auto usage = Connection::open(directory.path() / "usage.db", Access::ReadWrite);
        VERIFY_OK(usage);
        VERIFY_OK(migrate(**usage, usageMigrations().first(2)));
        const auto insert = [&](const char *id, std::int64_t started, const char *outcome, int attempts) {
            const std::string start = std::to_string(started);
            VERIFY_OK((*usage)->execute("INSERT INTO requests VALUES (NULL, '" + std::string(id) + "', " + start
                                        + ", 1, 700000, 1234567, 'k', 'kn', 'e', 0, 'm', 'm', 'b', 'p', 'pn', 200, '"
                                        + outcome + "', '', 1, 0, 0, 0, 2, 0, 1, 5, 'measured')"));
            for (int i = 0; i < attempts; ++i)
                VERIFY_OK((*usage)->execute("INSERT INTO cost_records VALUES ('" + std::string(id) + "', "
                                            + std::to_string(i) + ", 'p', 'pn', 'k', 'm', 'b', " + start
                                            + ", 1, 1, 200, 'none', '', 1, 0, 0, 0, 2, 0, 1, 5, 'measured')"));
            VERIFY_OK((*usage)->execute(
                "INSERT INTO usage_rollups VALUES (" + std::to_string(started - started % kBucketMs) + ", 'p', '" + id
                + "', 'b', iif('" + outcome + "' = 'done', 'ok', 'error'), 'pn', 'kn', 1, 0, "
                + std::to_string(attempts) + ", 0, 1, 0, 0, 2, 0, 5, 0, 0, 1234567, 700000, 1)"));
        };
        const std::int64_t bucket = 100 * kBucketMs;
        insert("once", bucket + 1, "done", 1);
        insert("twice", bucket + 2, "done", 2);
        insert("later", bucket + kBucketMs, "interrupted", 3);
        usage->reset();
        auto db = fixture::openStore(directory.path());
        const auto count = [&](const char *sql) { return fixture::number(db->usage(), sql); };
        QCOMPARE(count("SELECT sum(attempts * (CASE id WHEN 'once' THEN 1 WHEN 'twice' THEN 10 ELSE 100 END)) "
                       "FROM requests"),
                 std::int64_t{321});
        auto buckets = usageBuckets(*db, 0, 1000 * kBucketMs);
        VERIFY_OK(buckets);
        VERIFY_OK(addLatencies(*db, 0, 1000 * kBucketMs, *buckets));
        QCOMPARE(buckets->size(), std::size_t{2});
        const UsageBucket &first = buckets->at(bucket);
        QCOMPARE(first.sums.calls, std::int64_t{2});
        QCOMPARE(first.sums.attempts, std::int64_t{3});
        QCOMPARE(first.okCalls, std::int64_t{2});
        QCOMPARE(first.firstChoiceCalls, std::int64_t{1});
        model::LatencyHistogram duration; // the slots of the migration are those of the program
        duration.add(1234567);
        duration.add(1234567);
        QVERIFY(first.duration.slots() == duration.slots());
        QCOMPARE(first.firstToken.slots().begin()->first, model::LatencyHistogram::slotOf(700000));
        QVERIFY(buckets->at(bucket + kBucketMs).duration.slots().empty()); // nobody knows how long that one took
    }

    void tagsAreTakenOutOfTraces()
    {
        fixture::Directory directory;
        auto usage = Connection::open(directory.path() / "usage.db", Access::ReadWrite);
        VERIFY_OK(usage);
        VERIFY_OK(migrate(**usage, usageMigrations().first(1)));
        const std::pair<const char *, const char *> calls[] = {
            {"tagged", "{\"plan\":1,\"tags\":[\"blue\",\"night shift\"]}"},
            {"plain", "{\"plan\":1}"},
            {"odd", "no JSON, \"tags\":[\"blue\"]"},
            {"other", "{\"rule\":{\"tags\":[\"blue\"]}}"},
        };
        for (const auto &[id, trace] : calls) {
            VERIFY_OK((*usage)->execute("INSERT INTO requests VALUES (NULL, '" + std::string(id)
                                        + "', 5, 1, 7, 9, 'k', 'kn', 'e', 0, 'm', 'm', 'b', 'p', 'pn', 200, 'done', "
                                          "'', 1, 0, 0, 0, 2, 0, 1, 5, 'measured')"));
            VERIFY_OK((*usage)->execute("INSERT INTO routing_decisions VALUES ('" + std::string(id) + "', 1, '"
                                        + std::string(trace) + "')"));
        }
        usage->reset();
        const auto db = fixture::openStore(directory.path());
        for (const auto &[id, trace] : calls)
            QCOMPARE(getRequest(*db, KeyScope::all(), id)->tags,
                     std::string(id) == "tagged" ? std::string("blue\nnight shift") : std::string());
    }

    void newerSchemaIsRefusedAndNotWritten()
    {
        fixture::Directory directory;
        {
            auto db = fixture::openStore(directory.path());
            VERIFY_OK(
                db->usage().execute("INSERT INTO schema_steps (step, file, applied_ms) VALUES (999, 'future', 0)"));
        }
        const auto bytes = [&] {
            QFile file(QString::fromStdString((directory.path() / "usage.db").string()));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray before = bytes();
        for (const Access access : {Access::ReadWrite, Access::ReadOnly}) {
            const auto opened = Database::open(directory.path(), access);
            QVERIFY(!opened);
            QVERIFY(opened.error().code == base::ErrorCode::Storage);
            QVERIFY(base::describe(opened.error()).find("newer version") != std::string::npos);
        }
        QVERIFY(!before.isEmpty());
        QVERIFY(bytes() == before);
    }

    void newerUsageLeavesConfigAsItIs()
    {
        fixture::Directory directory;
        auto usage = Connection::open(directory.path() / "usage.db", Access::ReadWrite);
        VERIFY_OK(usage);
        VERIFY_OK(migrate(**usage, usageMigrations()));
        VERIFY_OK((*usage)->execute("INSERT INTO schema_steps (step, file, applied_ms) VALUES (999, 'future', 0)"));
        usage->reset();
        QVERIFY(!Database::open(directory.path(), Access::ReadWrite));
        QVERIFY(!std::filesystem::exists(directory.path() / "config.db"));
    }

    void damageWhereTheVersionIsKeptIsCalledDamage()
    {
        const fixture::Directory directory;
        fixture::openStore(directory.path()).reset();
        QFile file(QString::fromStdString((directory.path() / "config.db").string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(8192 + 8)); // of the second page: where its first row is; now a place without anything
        QCOMPARE(file.write("\x90", 1), 1);
        file.close();
        const auto opened = Database::open(directory.path(), Access::ReadWrite);
        QVERIFY(!opened);
        QVERIFY2(opened.error().detail.find("is damaged and was left as it is") != std::string::npos,
                 base::describe(opened.error()).c_str());
    }

    void damagedUsageIsSetAside()
    {
        fixture::Directory directory;
        fixture::openStore(directory.path()).reset();
        QFile file(QString::fromStdString((directory.path() / "usage.db").string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write(QByteArray(5000, 'x'));
        file.close();
        for (int start = 0; start < 2; ++start) { // once only
            auto db = fixture::openStore(directory.path());
            QCOMPARE(fixture::number(db->usage(), "SELECT count(*) FROM requests"), 0);
            const auto aside = filesSetAside(directory.path());
            QCOMPARE(aside.size(), std::size_t{1});
            QFile kept(QString::fromStdString((directory.path() / aside[0]).string()));
            QVERIFY(kept.open(QIODevice::ReadOnly));
            QVERIFY(kept.read(5000) == QByteArray(5000, 'x'));
        }
    }

    void failedStepLeavesTheLastGoodSchema()
    {
        fixture::Directory directory;
        auto connection = Connection::open(directory.path() / "x.db", Access::ReadWrite);
        VERIFY_OK(connection);
        const Migration steps[] = {{"one", "CREATE TABLE a (b);"}, {"two", "CREATE TABLE c (d); CREATE TABLE a (b);"}};
        const auto done = migrate(**connection, steps);
        QVERIFY(!done);
        QVERIFY(base::describe(done.error()).find("migrating with two") != std::string::npos);
        QCOMPARE(schemaVersion(**connection).value(), 1);
        QCOMPARE(fixture::number(**connection, "SELECT count(*) FROM sqlite_master WHERE name = 'c'"), 0);
    }

    void fileThatIsNoDatabaseIsRefused()
    {
        fixture::Directory directory;
        QFile file(QString::fromStdString((directory.path() / "config.db").string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5000, 'x'));
        file.close();
        const auto opened = Database::open(directory.path(), Access::ReadWrite);
        QVERIFY(!opened);
        QVERIFY(opened.error().code == base::ErrorCode::Storage);
        QVERIFY(opened.error().detail.find("put a backup in its place") != std::string::npos);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll() == QByteArray(5000, 'x'));
    }
};

QTEST_GUILESS_MAIN(MigrateTest)
#include "migrate_test.moc"
