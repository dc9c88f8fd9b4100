#include "storage/health_history.h"

#include "gateway/storage/store_fixture.h"

using namespace storage;

namespace {

constexpr std::int64_t kNow = 1'769'582'750'000;
constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kDay = 86'400'000;

KeyOutage outage(std::string key, std::int64_t beganMs, std::int64_t lengthMs, std::string model = "m")
{
    return {.providerId = "prov_a",
            .keyId = std::move(key),
            .model = std::move(model),
            .kind = "cooldown",
            .beganMs = beganMs,
            .endsMs = beganMs + lengthMs,
            .reason = "rate_limited",
            .source = "retry_after"};
}

} // namespace

class HealthHistoryTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_directory.emplace();
        m_db = fixture::openStore(m_directory->path());
    }
    void cleanup()
    {
        m_db.reset();
        m_directory.reset();
    }

    void whatIsKeptIsReadBackNewestFirst()
    {
        const KeyOutage first = outage("key_a", kNow, kMinute);
        const KeyOutage second = outage("key_b", kNow + 1, kMinute, "");
        VERIFY_OK(beginKeyOutage(*m_db, first));
        VERIFY_OK(beginKeyOutage(*m_db, second));
        auto all = list({.fromMs = kNow - kDay, .toMs = kNow + kDay});
        QCOMPARE(all.size(), std::size_t{2});
        QVERIFY(all[0].no > all[1].no);
        all[0].no = all[1].no = 0;
        QVERIFY(all[0] == second && all[1] == first);
    }
    void aLaterOneTakesThePlaceOfItsLike()
    {
        VERIFY_OK(beginKeyOutage(*m_db, outage("key_a", kNow, 10 * kMinute)));
        VERIFY_OK(beginKeyOutage(*m_db, outage("key_a", kNow, 10 * kMinute, "another")));
        VERIFY_OK(beginKeyOutage(*m_db, outage("key_a", kNow + kMinute, 20 * kMinute)));
        const auto all = list({.fromMs = kNow, .toMs = kNow + kDay});
        QCOMPARE(all[2].endsMs, kNow + kMinute);
        QCOMPARE(all[2].endedBy, std::string("replaced"));
        QCOMPARE(all[1].endsMs, kNow + 10 * kMinute);
        QVERIFY(all[1].endedBy.empty() && all[0].endedBy.empty());
    }
    void oneEndsBeforeItsTimeAndNotAfterIt()
    {
        VERIFY_OK(beginKeyOutage(*m_db, outage("key_a", kNow, 10 * kMinute)));
        VERIFY_OK(beginKeyOutage(*m_db, outage("key_b", kNow, kMinute)));
        VERIFY_OK(endKeyOutage(*m_db, outage("key_a", 0, 0), kNow + 2 * kMinute, "cleared"));
        VERIFY_OK(endKeyOutage(*m_db, outage("key_b", 0, 0), kNow + 2 * kMinute, "cleared"));
        const auto all = list({.fromMs = kNow, .toMs = kNow + kDay});
        QCOMPARE(all[0].endsMs, kNow + kMinute);
        QVERIFY(all[0].endedBy.empty());
        QCOMPARE(all[1].endsMs, kNow + 2 * kMinute);
        QCOMPARE(all[1].endedBy, std::string("cleared"));
    }
    void allOfOneKindEndWithTheProgram()
    {
        KeyOutage breaker = outage("key_a", kNow, kMinute);
        breaker.kind = "breaker";
        VERIFY_OK(beginKeyOutage(*m_db, breaker));
        VERIFY_OK(beginKeyOutage(*m_db, outage("key_a", kNow, kMinute)));
        VERIFY_OK(endKeyOutages(*m_db, "breaker", kNow + 1000, "restarted"));
        const auto all = list({.fromMs = kNow, .toMs = kNow + kDay});
        QCOMPARE(all[0].endsMs, kNow + kMinute);
        QCOMPARE(all[1].endsMs, kNow + 1000);
        QCOMPARE(all[1].endedBy, std::string("restarted"));
    }
    void onlyWhatWasOnMeanwhileIsListed()
    {
        VERIFY_OK(beginKeyOutage(*m_db, outage("key_a", kNow, kMinute)));
        const auto count = [&](OutageFilter filter) { return list(filter).size(); };
        QCOMPARE(count({.fromMs = kNow + 30'000, .toMs = kNow + kDay}), std::size_t{1});
        QCOMPARE(count({.fromMs = kNow + kMinute, .toMs = kNow + kDay}), std::size_t{0});
        QCOMPARE(count({.fromMs = kNow - kDay, .toMs = kNow}), std::size_t{0});
        QCOMPARE(count({.fromMs = kNow, .toMs = kNow + 1, .keyId = "key_b"}), std::size_t{0});
        QCOMPARE(count({.fromMs = kNow, .toMs = kNow + 1, .providerId = "prov_a", .keyId = "key_a"}), std::size_t{1});
    }
    void whatACheckMarksAgainGoesOn()
    {
        KeyOutage marked = outage("key_a", kNow, 10 * kMinute, "");
        marked.source = "check";
        VERIFY_OK(beginKeyOutage(*m_db, marked));
        marked.beganMs += kMinute;
        marked.endsMs += 20 * kMinute;
        VERIFY_OK(beginKeyOutage(*m_db, marked));
        auto all = list({.fromMs = kNow, .toMs = kNow + kDay});
        QCOMPARE(all.size(), std::size_t{1});
        QCOMPARE(all[0].beganMs, kNow);
        QCOMPARE(all[0].endsMs, kNow + 30 * kMinute);
        marked.reason = "down"; // for another reason it is another one
        VERIFY_OK(beginKeyOutage(*m_db, marked));
        all = list({.fromMs = kNow, .toMs = kNow + kDay});
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[1].endedBy, std::string("replaced"));
    }
    void holdsAreLeftOutOfSums()
    {
        KeyOutage held = outage("key_b", kNow, kMinute, "");
        held.kind = "hold";
        VERIFY_OK(beginKeyOutage(*m_db, held));
        VERIFY_OK(beginKeyOutage(*m_db, outage("key_a", kNow, kMinute)));
        VERIFY_OK(beginKeyOutage(*m_db, outage("key_a", kNow + kMinute, kMinute, "")));
        const auto spans = outageSpans(*m_db, kNow, kNow + kDay);
        QVERIFY(spans && spans->size() == 2);
        QVERIFY(!(*spans)[0].wholeKey && (*spans)[1].wholeKey);
        QCOMPARE((*spans)[1].beganMs, kNow + kMinute);
        QVERIFY(outageSpans(*m_db, kNow + kDay, kNow + 2 * kDay)->empty());
    }
    void pagesFollowEachOther()
    {
        for (int i = 0; i < 5; ++i)
            VERIFY_OK(beginKeyOutage(*m_db, outage("key_" + std::to_string(i), kNow + i, kMinute)));
        OutageFilter filter{.fromMs = kNow, .toMs = kNow + kDay, .limit = 2};
        std::string keys;
        for (auto page = list(filter); !page.empty(); page = list(filter)) {
            for (const KeyOutage &one : page)
                keys += one.keyId + ' ';
            filter.beforeNo = page.back().no;
        }
        QCOMPARE(keys, std::string("key_4 key_3 key_2 key_1 key_0 "));
    }
    void whatIsOldIsForgottenUnlessItIsStillOn()
    {
        VERIFY_OK(beginKeyOutage(*m_db, outage("key_old", kNow - kHealthHistoryMs - kDay, kMinute)));
        VERIFY_OK(beginKeyOutage(*m_db, outage("key_long", kNow - kHealthHistoryMs - kDay, 60 * kDay)));
        VERIFY_OK(beginKeyOutage(*m_db, outage("key_new", kNow, kMinute)));
        QCOMPARE(fixture::number(m_db->usage(), "SELECT count(*) FROM health_history"), 2);
        const auto all = list({.fromMs = 0, .toMs = kNow + kDay});
        QCOMPARE(all[1].keyId, std::string("key_long"));
    }
    void thereIsAnEndToItsSize()
    {
        VERIFY_OK(m_db->usage().execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100010) "
            "INSERT INTO health_history SELECT i, 'p', 'k', 'm', 'cooldown', 1769582750000, 1769582750001, '', '', '' "
            "FROM n"));
        VERIFY_OK(beginKeyOutage(*m_db, outage("key_a", kNow, kMinute)));
        QCOMPARE(fixture::number(m_db->usage(), "SELECT count(*) FROM health_history"), kMostHealthHistory);
        QCOMPARE(list({.fromMs = kNow, .toMs = kNow + kDay, .limit = 1}).front().keyId, std::string("key_a"));
    }

private:
    std::vector<KeyOutage> list(const OutageFilter &filter)
    {
        auto rows = listKeyOutages(*m_db, filter);
        if (!rows)
            qFatal("%s", base::describe(rows.error()).c_str());
        return std::move(*rows);
    }

    std::optional<fixture::Directory> m_directory{};
    std::unique_ptr<Database> m_db{};
};

QTEST_GUILESS_MAIN(HealthHistoryTest)
#include "health_history_test.moc"
