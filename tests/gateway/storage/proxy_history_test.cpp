#include "storage/proxy_history.h"

#include "gateway/storage/store_fixture.h"

using namespace storage;

namespace {

constexpr std::int64_t kNow = 1'769'582'750'000;
constexpr std::int64_t kMinute = 60'000;

} // namespace

/// When proxies were down, as it is kept.
class ProxyHistoryTest final : public QObject {
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
        const ProxyDownTime first{"prox_a", kNow, kNow + kMinute, "no connection"};
        const ProxyDownTime second{"prox_b", kNow + 5, 0, "it says nothing"};
        VERIFY_OK(saveProxyDownTime(*m_db, first));
        VERIFY_OK(saveProxyDownTime(*m_db, second));
        QVERIFY((list(kNow) == std::vector{second, first}));
        QVERIFY((list(kNow + 2 * kMinute) == std::vector{second})); // it still is
    }
    void oneThatEndsIsWrittenOver()
    {
        VERIFY_OK(saveProxyDownTime(*m_db, {"prox_a", kNow, 0, "no connection"}));
        VERIFY_OK(saveProxyDownTime(*m_db, {"prox_a", kNow, kNow + kMinute, "no connection"}));
        QCOMPARE(list(kNow).size(), std::size_t{1});
        QCOMPARE(list(kNow)[0].endedMs, kNow + kMinute);
    }
    void whatIsOnIsEnded()
    {
        VERIFY_OK(saveProxyDownTime(*m_db, {"prox_a", kNow, 0, ""}));
        VERIFY_OK(saveProxyDownTime(*m_db, {"prox_b", kNow, 0, ""}));
        VERIFY_OK(saveProxyDownTime(*m_db, {"prox_c", kNow - 5, kNow, ""}));
        VERIFY_OK(endProxyDownTime(*m_db, "prox_a", kNow, kNow + kMinute));
        VERIFY_OK(endProxyDownTimes(*m_db, kNow - kMinute)); // the clock was put back
        const auto all = list(0);
        QCOMPARE(all[0].endedMs, kNow + kMinute);
        QCOMPARE(all[1].endedMs, kNow);
        QCOMPARE(all[2].endedMs, kNow);
    }
    void whatIsOldOrTooMuchIsForgotten()
    {
        VERIFY_OK(saveProxyDownTime(*m_db, {"prox_a", kNow - kProxyHistoryMs - 2, kNow - kProxyHistoryMs - 1, ""}));
        VERIFY_OK(saveProxyDownTime(*m_db, {"prox_a", kNow, kNow, ""}));
        QCOMPARE(list(0).size(), std::size_t{1});
        for (std::int64_t i = 1; i <= kMostProxyHistory; ++i)
            VERIFY_OK(saveProxyDownTime(*m_db, {"prox_a", kNow + i, kNow + i, ""}));
        const auto all = list(0);
        QCOMPARE(static_cast<std::int64_t>(all.size()), kMostProxyHistory);
        QCOMPARE(all.back().beganMs, kNow + 1);
    }

private:
    std::vector<ProxyDownTime> list(std::int64_t fromMs)
    {
        auto out = listProxyDownTimes(*m_db, fromMs);
        return out ? std::move(*out) : std::vector<ProxyDownTime>{};
    }

    std::optional<fixture::Directory> m_directory{};
    std::unique_ptr<Database> m_db{};
};

QTEST_GUILESS_MAIN(ProxyHistoryTest)
#include "proxy_history_test.moc"
