#include "storage/seen_changes.h"

#include <map>
#include <set>

#include "gateway/storage/store_fixture.h"

using base::Json;
using storage::SeenChange;

namespace {

// Tables that are no matter of the audit log: what is counted, kept for speed or derived; and the log itself.
const std::set<std::string> kUnwatched = {"sqlite_sequence", "plans",          "owner_names",    "idempotency",
                                          "audit_logs",      "routing_switch", "refresh_tokens", "key_owners",
                                          "key_cooldowns",   "rule_hits",      "schema_steps"};
// Columns that nobody sets: they follow from an act, and say nothing about it.
const std::set<std::string> kLeftOut = {"id",
                                        "no",
                                        "created_ms",
                                        "version",
                                        "asked_ms",
                                        "expires_ms of sign_ins",
                                        "at_ms",
                                        "author of payments",
                                        "previous_digest"};

/// config.db, watched.
class Store {
    fixture::Directory m_directory{};

public:
    std::unique_ptr<storage::Database> db = fixture::openStore(m_directory.path());
    storage::Connection &config = db->config();

    Store()
    {
        if (!storage::watchChanges(config))
            qFatal("not watched");
    }
    void run(const std::string &sql)
    {
        if (auto done = config.execute(sql); !done)
            qFatal("%s", base::describe(done.error()).c_str());
    }
    void begin()
    {
        if (!storage::forgetSeen(config))
            qFatal("not forgotten");
    }
    storage::SeenChanges seen()
    {
        auto seen = storage::changesSeen(config);
        if (!seen)
            qFatal("%s", base::describe(seen.error()).c_str());
        return std::move(*seen);
    }
    std::vector<std::string> texts(const std::string &sql)
    {
        std::vector<std::string> out;
        auto select = config.prepare(sql);
        if (!select || !select->forEach([&](const storage::Statement &row) { out.push_back(row.text(0)); }))
            qFatal("no rows");
        return out;
    }
};

constexpr const char *kUser =
    "INSERT INTO users (id, name, email, role, team_id, disabled, tags, requests_per_minute, tokens_per_minute, "
    "concurrent_calls, created_ms, version, password_hash) VALUES ('user_1', 'ana', 'ana@example.org', 'viewer', '', "
    "0, "
    "'[\"x\"]', 0, 0, 0, 1, 1, 'CANARY-hash')";

} // namespace

class SeenChangesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// A new table or column is either watched, or its name is in one of the lists above, with a reason.
    void everyTableAndColumnIsWatchedOrLeftOut()
    {
        Store store;
        for (const std::string &table : store.texts("SELECT name FROM main.sqlite_master WHERE type = 'table'")) {
            const auto triggers =
                store.texts("SELECT sql FROM temp.sqlite_master WHERE type = 'trigger' AND tbl_name = '" + table
                            + "' AND name LIKE 'seen_%_update'");
            QVERIFY2(triggers.empty() == kUnwatched.contains(table), table.c_str());
            if (triggers.empty())
                continue;
            for (const std::string &column : store.texts("SELECT name FROM pragma_table_info('" + table + "')")) {
                const bool watched = triggers.front().find("new." + column) != std::string::npos;
                const bool leftOut = kLeftOut.contains(column) || kLeftOut.contains(column + " of " + table);
                QVERIFY2(watched || leftOut, (table + "." + column).c_str());
            }
        }
    }

    void aNewRowHasOnlyAnAfter()
    {
        Store store;
        store.run(kUser);
        const auto seen = store.seen();
        QCOMPARE(seen.rows.size(), std::size_t{1});
        const SeenChange &change = seen.rows.front();
        QCOMPARE(change.place, std::string("users/user_1"));
        QCOMPARE(change.name, std::string("ana"));
        QCOMPARE(base::dump(change.before), std::string("{}"));
        QCOMPARE(base::at(change.after, "email"), Json("ana@example.org"));
        QCOMPARE(base::at(change.after, "disabled"), Json(false));
        QCOMPARE(base::at(change.after, "tags"), Json::array({"x"}));
        QCOMPARE(base::at(change.after, "password"), Json("***"));
    }

    void onlyWhatDiffersIsTold()
    {
        Store store;
        store.run(kUser);
        store.begin();
        store.run("UPDATE users SET role = 'admin', disabled = 1, version = version + 1 WHERE id = 'user_1'");
        const auto seen = store.seen();
        QCOMPARE(seen.rows.size(), std::size_t{1});
        QCOMPARE(base::dump(seen.rows.front().before), std::string(R"({"role":"viewer","disabled":false})"));
        QCOMPARE(base::dump(seen.rows.front().after), std::string(R"({"role":"admin","disabled":true})"));
    }

    void aSecretIsToldToBeAnotherAndNoMore()
    {
        Store store;
        store.run(kUser);
        store.begin();
        store.run("UPDATE users SET password_hash = 'CANARY-next' WHERE id = 'user_1'");
        const auto seen = store.seen();
        QCOMPARE(base::at(seen.rows.front().before, "password"), Json("***"));
        QCOMPARE(base::at(seen.rows.front().after, "password"), Json("*** (another)"));
        for (const std::string &text : store.texts("SELECT before || after FROM temp.seen_changes"))
            QVERIFY2(text.find("CANARY") == std::string::npos, text.c_str());
    }

    void manyChangesOfOneRowAreOne()
    {
        Store store;
        store.run(kUser);
        store.begin();
        store.run("UPDATE users SET role = 'admin' WHERE id = 'user_1'");
        store.run("UPDATE users SET name = 'bo' WHERE id = 'user_1'");
        store.run("UPDATE users SET role = 'viewer' WHERE id = 'user_1'");
        const auto seen = store.seen();
        QCOMPARE(seen.rows.size(), std::size_t{1});
        QCOMPARE(base::dump(seen.rows.front().before), std::string(R"({"name":"ana"})"));
        QCOMPARE(base::dump(seen.rows.front().after), std::string(R"({"name":"bo"})"));
        store.run("DELETE FROM users WHERE id = 'user_1'");
        QCOMPARE(base::at(store.seen().rows.front().before, "email"), Json("ana@example.org"));
        QVERIFY(store.seen().rows.front().after.empty());
    }

    void whatIsUndoneIsNotSeen()
    {
        Store store;
        store.begin();
        const auto undone = store.config.transaction([&]() -> base::Result<> {
            store.run(kUser);
            return base::fail(base::ErrorCode::Conflict, "no");
        });
        QVERIFY(!undone);
        QVERIFY(store.seen().rows.empty());
    }

    void settingsAreFieldsOfOnePlace()
    {
        Store store;
        store.run("INSERT INTO settings (name, value) VALUES ('max_attempts', '4'), ('version', '7')");
        store.begin();
        store.run("UPDATE settings SET value = '5' WHERE name = 'max_attempts'");
        store.run("UPDATE settings SET value = '8' WHERE name = 'version'");
        store.run(
            "INSERT INTO settings (name, value) VALUES ('sign_in', '{\"oidc_issuer\":\"an issuer\",\"version\":2}')");
        const auto seen = store.seen();
        QCOMPARE(seen.rows.size(), std::size_t{2});
        QCOMPARE(seen.rows[0].place, std::string("settings"));
        QCOMPARE(base::dump(seen.rows[0].before), std::string(R"({"max_attempts":"4"})"));
        QCOMPARE(base::dump(seen.rows[0].after), std::string(R"({"max_attempts":"5"})"));
        QCOMPARE(seen.rows[1].place, std::string("settings/sign_in"));
        QCOMPARE(base::dump(seen.rows[1].after), std::string(R"({"oidc_issuer":"an issuer"})"));
    }

    void theValuesOfHeadersAreHidden()
    {
        Store store;
        store.run("INSERT INTO providers (id, name, type, base_url, headers, any_model, priority, weight, concurrency, "
                  "connect_ms, first_token_ms, idle_ms, total_ms, enabled, created_ms, version) VALUES ('prov_1', 'p', "
                  "'custom', 'http://x', '[[\"x-team\",\"CANARY-1\"]]', 0, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1)");
        QCOMPARE(base::dump(base::at(store.seen().rows.front().after, "headers")), std::string("{\"x-team\":\"***\"}"));
        store.begin();
        store.run("UPDATE providers SET headers = '[[\"x-team\",\"CANARY-2\"]]'");
        const SeenChange change = store.seen().rows.front();
        QVERIFY(!change.before.empty());
        QVERIFY(!change.after.empty());
        QVERIFY((base::dump(change.before) + base::dump(change.after)).find("CANARY") == std::string::npos);
    }

    void oneThatHasThousandsIsCounted()
    {
        Store store;
        store.begin();
        store.run("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO "
                  "exchange_rates (currency, from_ms, rate_picos) SELECT 'EUR', i, 1 FROM n");
        const auto seen = store.seen();
        QCOMPARE(seen.rows.size(), std::size_t{200});
        QCOMPARE(seen.more, std::int64_t{800});
    }

    void theFileKeepsNoneOfIt()
    {
        Store store;
        QVERIFY(store.texts("SELECT name FROM main.sqlite_master WHERE name LIKE 'seen_%'").empty());
    }
};

QTEST_GUILESS_MAIN(SeenChangesTest)
#include "seen_changes_test.moc"
