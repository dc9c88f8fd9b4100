#include "jobs/proxy_history.h"

#include "gateway/storage/store_fixture.h"
#include "storage/proxy_history.h"

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

class FakeClock final : public base::Clock {
public:
    std::int64_t steadyNanos() const override { return nowNs; }
    std::int64_t wallMillis() const override { return nowNs / 1'000'000; }
    std::int64_t nowNs = 1'000'000 * kSecond;
};

model::Proxy row(const std::string &name)
{
    model::Proxy out;
    out.id = "prox_" + name;
    out.name = name;
    out.host = name + ".example";
    out.port = 3128;
    return out;
}

} // namespace

/// What becomes of the outages of proxies in the store.
class ProxyHistoryJobTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_directory.emplace();
        m_writer = std::make_unique<storage::StorageThread>(m_directory->path(), storage::StorageThread::Kind::Writer);
        m_pool = std::make_unique<upstream::ProxyPool>(m_secrets, m_clock);
        m_pool->adopt({row("a"), row("b")});
    }
    void cleanup()
    {
        m_pool.reset();
        m_writer.reset();
        m_directory.reset();
    }

    void eachIsWrittenWhenItBeginsAndWhenItEnds()
    {
        jobs::ProxyHistory history(*m_writer, *m_pool);
        history.take();
        QVERIFY(kept().empty());
        const std::int64_t began = goDown("a");
        history.take();
        QVERIFY((kept() == std::vector<storage::ProxyDownTime>{{"prox_a", began, 0, "it says nothing"}}));
        history.take();
        QCOMPARE(kept().size(), std::size_t{1});
        m_clock.nowNs += 60 * kSecond;
        m_pool->find("prox_a")->state->worked(m_pool->now());
        history.take();
        QCOMPARE(kept()[0].endedMs, began + 60'000);
    }
    void whatTheLastProgramLeftOnIsOver()
    {
        const std::int64_t began = goDown("a");
        jobs::ProxyHistory(*m_writer, *m_pool).take();
        m_pool = std::make_unique<upstream::ProxyPool>(m_secrets, m_clock);
        m_pool->adopt({row("a")});
        m_clock.nowNs += 5 * kSecond;
        jobs::ProxyHistory(*m_writer, *m_pool).take();
        QCOMPARE(kept().size(), std::size_t{1});
        QCOMPARE(kept()[0].endedMs, began + 5000);
    }
    void oneThatIsForgottenIsOver()
    {
        jobs::ProxyHistory history(*m_writer, *m_pool);
        const std::int64_t began = goDown("a");
        goDown("b");
        history.take();
        model::Proxy moved = row("a");
        moved.port = 8080;
        m_clock.nowNs += 5 * kSecond;
        m_pool->adopt({moved}); // and the other is removed
        history.take();
        for (const storage::ProxyDownTime &time : kept())
            QCOMPARE(time.endedMs, began + 5000);
    }

private:
    std::int64_t goDown(const std::string &name)
    {
        m_pool->find("prox_" + name)->state->broke(m_pool->now(), "it says nothing");
        return m_pool->now().wallMs;
    }
    std::vector<storage::ProxyDownTime> kept()
    {
        using Times = std::vector<storage::ProxyDownTime>;
        return m_writer->runAndWait<Times>([](storage::Database &db) { return storage::listProxyDownTimes(db, 0); })
            .value_or(Times{});
    }

    FakeClock m_clock{};
    secrets::SecretStore m_secrets{};
    std::optional<fixture::Directory> m_directory{};
    std::unique_ptr<storage::StorageThread> m_writer{};
    std::unique_ptr<upstream::ProxyPool> m_pool{};
};

QTEST_GUILESS_MAIN(ProxyHistoryJobTest)
#include "proxy_history_test.moc"
