#include "storage/audit_log.h"

#include "base/text.h"
#include "gateway/storage/store_fixture.h"

using model::AuditEntry;
using storage::ChainBreak;
using storage::ChainState;

namespace {

constexpr int kEntries = 9;

AuditEntry entry(int number)
{
    return {.atMs = 1'790'000'000'000 + number,
            .actorKind = "user",
            .actorId = "user_" + std::to_string(number % 2),
            .actorName = number % 2 == 0 ? "ana" : "bo",
            .origin = "192.0.2." + std::to_string(number),
            .operation = number % 3 == 0 ? "providers.update" : "users.create",
            .targetKind = "users",
            .targetId = "user_" + std::to_string(number),
            .targetName = "target " + std::to_string(number),
            .outcome = number % 4 == 0 ? "forbidden" : "ok",
            .before = R"({"users/u":{"name":"old"}})",
            .after = R"({"users/u":{"name":"naïve 100%"}})"};
}

/// A log with some entries, and somebody who gets at the file.
class Log {
    fixture::Directory m_directory{};

public:
    std::unique_ptr<storage::Database> db = fixture::openStore(m_directory.path());

    explicit Log(int entries = kEntries)
    {
        for (int i = 1; i <= entries; ++i)
            if (!storage::appendAudit(*db, entry(i)))
                qFatal("no entry");
    }
    ChainState verify(const std::optional<model::AuditHash> &head = {})
    {
        const auto state = storage::verifyAudit(*db, head);
        if (!state)
            qFatal("%s", base::describe(state.error()).c_str());
        return *state;
    }
    /// Without the triggers that stand in the way of honest mistakes.
    void forge(const std::string &sql)
    {
        for (const char *trigger : {"audit_logs_stay_as_they_are", "audit_logs_stay"})
            run(std::string("DROP TRIGGER IF EXISTS ") + trigger);
        run(sql);
    }
    void remember() { run("CREATE TABLE kept AS SELECT * FROM audit_logs"); }
    void restore()
    {
        forge("DELETE FROM audit_logs");
        forge("INSERT INTO audit_logs SELECT * FROM kept");
        forge("UPDATE sqlite_sequence SET seq = (SELECT max(seq) FROM kept) WHERE name = 'audit_logs'");
    }
    model::AuditHash hashOf(std::int64_t seq)
    {
        const auto rows = storage::listAudit(*db, {.before = seq + 1}, 1);
        return rows && !rows->empty() ? rows->front().hash : model::AuditHash{};
    }

private:
    void run(const std::string &sql)
    {
        if (auto done = db->config().execute(sql); !done)
            qFatal("%s", base::describe(done.error()).c_str());
    }
};

} // namespace

class AuditLogTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsReadAgain()
    {
        Log log(0);
        AuditEntry wanted = entry(5);
        const auto written = storage::appendAudit(*log.db, wanted);
        VERIFY_OK(written);
        QCOMPARE(written->seq, std::int64_t{1});
        const auto rows = storage::listAudit(*log.db, {}, 10);
        VERIFY_OK(rows);
        QCOMPARE(rows->size(), std::size_t{1});
        QCOMPARE(rows->front().after, wanted.after);
        QCOMPARE(rows->front().targetName, wanted.targetName);
        QVERIFY(rows->front().hash == storage::sealOf({}, *written));
    }

    void aWholeLogIsSaidToBeWhole()
    {
        Log log;
        const ChainState state = log.verify();
        QCOMPARE(state.broken, ChainBreak::None);
        QCOMPARE(state.entries, std::int64_t{kEntries});
        QVERIFY(state.head == log.hashOf(kEntries));
        QCOMPARE(Log(0).verify().entries, std::int64_t{0});
    }

    void noTextOutsideUtf8BreaksIt()
    {
        Log log(1);
        AuditEntry odd = entry(2);
        odd.targetName = "a\xff\xfe" + std::string(1, '\0') + "b";
        VERIFY_OK(storage::appendAudit(*log.db, odd));
        VERIFY_OK(storage::appendAudit(*log.db, entry(3)));
        QCOMPARE(log.verify().broken, ChainBreak::None);
    }

    void nothingIsChangedOrRemoved()
    {
        Log log;
        QVERIFY(!log.db->config().execute("UPDATE audit_logs SET actor_name = 'x' WHERE seq = 3"));
        QVERIFY(!log.db->config().execute("DELETE FROM audit_logs WHERE seq = 9"));
        QVERIFY(!log.db->config().execute("INSERT OR REPLACE INTO audit_logs SELECT * FROM audit_logs WHERE seq = 2"));
        QCOMPARE(log.verify().entries, std::int64_t{kEntries});
    }

    void anyByteOfAnyColumnCounts()
    {
        Log log;
        log.remember();
        const auto check = [&](const std::string &column, const std::string &forged) {
            log.forge("UPDATE audit_logs SET " + column + " = " + forged + " WHERE seq = 4");
            const ChainState state = log.verify();
            log.restore();
            return state.broken == ChainBreak::Changed && state.brokenSeq == 4 && state.entries == 3;
        };
        for (const std::string column : {"actor_kind", "actor_id", "actor_name", "origin", "operation", "target_kind",
                                         "target_id", "target_name", "outcome", "before", "after"}) {
            QVERIFY2(check(column, "'~' || substr(" + column + ", 2)"), column.c_str());
            QVERIFY2(check(column, "substr(" + column + ", 1, length(" + column + ") - 1) || '~'"), column.c_str());
            QVERIFY2(check(column, column + " || ' '"), column.c_str());
            QVERIFY2(check(column, "''"), column.c_str());
        }
        QVERIFY(check("at_ms", "at_ms + 1"));
        QVERIFY(check("at_ms", "at_ms + 1000000000000"));
        for (std::size_t byte = 0; byte < model::AuditHash{}.size(); ++byte) {
            model::AuditHash hash = log.hashOf(4);
            hash[byte] ^= 0x10;
            QVERIFY2(check("hash", "x'" + base::toHex(hash) + "'"), std::to_string(byte).c_str());
        }
        QVERIFY(check("hash", "x''"));
        QCOMPARE(log.verify().broken, ChainBreak::None);
    }

    void aMovedBorderBetweenTwoColumnsCounts()
    {
        Log log;
        log.forge("UPDATE audit_logs SET actor_id = actor_id || substr(actor_name, 1, 1), "
                  "actor_name = substr(actor_name, 2) WHERE seq = 6");
        QCOMPARE(log.verify().brokenSeq, std::int64_t{6});
    }

    void theFirstBadOneIsNamed()
    {
        constexpr const char *kOthers = "at_ms, actor_kind, actor_id, actor_name, origin, operation, target_kind, "
                                        "target_id, target_name, outcome, before, after, hash FROM audit_logs";
        Log log;
        log.remember();
        const auto check = [&](const std::string &sql, std::int64_t seq, ChainBreak how) {
            log.forge(sql);
            const ChainState state = log.verify();
            log.restore();
            return state.broken == how && state.brokenSeq == seq;
        };
        QVERIFY(check("DELETE FROM audit_logs WHERE seq = 1", 1, ChainBreak::Missing));
        QVERIFY(check("DELETE FROM audit_logs WHERE seq = 5", 5, ChainBreak::Missing));
        QVERIFY(check("DELETE FROM audit_logs WHERE seq > 7", 8, ChainBreak::Missing));
        QVERIFY(check("DELETE FROM audit_logs", 1, ChainBreak::Missing));
        QVERIFY(check("UPDATE audit_logs SET seq = 50 WHERE seq = 6", 6, ChainBreak::Missing));
        QVERIFY(check(std::string("INSERT OR REPLACE INTO audit_logs SELECT 3, ") + kOthers + " WHERE seq = 2", 3,
                      ChainBreak::Changed));
        QVERIFY(check(std::string("INSERT INTO audit_logs SELECT 10, ") + kOthers + " WHERE seq = 9", 10,
                      ChainBreak::Changed));
    }

    void twoThatChangedPlacesAreSeen()
    {
        Log log;
        log.forge("UPDATE audit_logs SET seq = 100 WHERE seq = 4");
        log.forge("UPDATE audit_logs SET seq = 4 WHERE seq = 7");
        log.forge("UPDATE audit_logs SET seq = 7 WHERE seq = 100");
        const ChainState state = log.verify();
        QCOMPARE(state.broken, ChainBreak::Changed);
        QCOMPARE(state.brokenSeq, std::int64_t{4});
    }

    void aRemovedOneIsSeenWhenTheOthersMoveUp()
    {
        Log log;
        log.forge("DELETE FROM audit_logs WHERE seq = 5");
        for (int seq = 6; seq <= kEntries; ++seq)
            log.forge("UPDATE audit_logs SET seq = " + std::to_string(seq - 1) + " WHERE seq = " + std::to_string(seq));
        const ChainState state = log.verify();
        QCOMPARE(state.broken, ChainBreak::Changed);
        QCOMPARE(state.brokenSeq, std::int64_t{5});
    }

    /// The file's own count is forged as well: only the hash that somebody wrote down tells.
    void anEndThatWasCutOffIsSeenByAKnownHead()
    {
        Log log;
        const model::AuditHash head = log.hashOf(kEntries);
        QCOMPARE(log.verify(head).broken, ChainBreak::None);
        QCOMPARE(log.verify(log.hashOf(2)).broken, ChainBreak::None);
        log.forge("DELETE FROM audit_logs WHERE seq > 6");
        log.forge("UPDATE sqlite_sequence SET seq = 6 WHERE name = 'audit_logs'");
        QCOMPARE(log.verify().broken, ChainBreak::None);
        const ChainState state = log.verify(head);
        QCOMPARE(state.broken, ChainBreak::NoHead);
        QCOMPARE(state.brokenSeq, std::int64_t{7});
    }

    void anEndThatWasCutOffStaysAGap()
    {
        Log log;
        log.forge("DELETE FROM audit_logs WHERE seq > 6");
        VERIFY_OK(storage::appendAudit(*log.db, entry(1)));
        const ChainState state = log.verify();
        QCOMPARE(state.broken, ChainBreak::Missing);
        QCOMPARE(state.brokenSeq, std::int64_t{7});
    }

    void whatIsUndoneLeavesNoGap()
    {
        Log log(2);
        const auto undone = log.db->config().transaction([&]() -> base::Result<> {
            if (!storage::appendAudit(*log.db, entry(3)))
                qFatal("no entry");
            return base::fail(base::ErrorCode::Conflict, "no");
        });
        QVERIFY(!undone);
        VERIFY_OK(storage::appendAudit(*log.db, entry(4)));
        QCOMPARE(log.verify().broken, ChainBreak::None);
        QCOMPARE(log.verify().entries, std::int64_t{3});
    }

    void filtersChoose()
    {
        const std::pair<storage::AuditFilter, int> rows[] = {
            {{.actor = "ana"}, 4},
            {{.actor = "user_1"}, 5},
            {{.actor = "user"}, 9},
            {{.operation = "users.create"}, 6},
            {{.operation = "providers"}, 3},
            {{.operation = "provider"}, 0},
            {{.target = "target 3"}, 1},
            {{.outcome = "refused"}, 2},
            {{.outcome = "forbidden"}, 2},
            {{.text = "192.0.2.7"}, 1},
            {{.text = "100%"}, 9},
            {{.text = "_"}, 9},
            {{.text = "1_0"}, 0},
            {{.fromMs = 1'790'000'000'004, .toMs = 1'790'000'000'007}, 3},
            {{.before = 5}, 4},
        };
        Log log;
        for (const auto &[filter, count] : rows) {
            const auto found = storage::listAudit(*log.db, filter, 100);
            VERIFY_OK(found);
            QCOMPARE(static_cast<int>(found->size()), count);
            for (std::size_t i = 1; i < found->size(); ++i)
                QVERIFY((*found)[i - 1].seq > (*found)[i].seq);
            const auto counted = storage::countAudit(*log.db, filter);
            VERIFY_OK(counted);
            QCOMPARE(*counted, std::int64_t{count});
        }
    }
};

QTEST_GUILESS_MAIN(AuditLogTest)
#include "audit_log_test.moc"
