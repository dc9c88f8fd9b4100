#include <QtTest>

#include "storage/proxies.h"
#include "store_fixture.h"

namespace {

model::Proxy proxy(const std::string &id)
{
    model::Proxy out;
    out.id = id;
    out.name = "proxy " + id;
    out.kind = model::ProxyKind::Socks5;
    out.host = "fd00::7";
    out.port = 1080;
    out.user = "anna";
    out.secret = "env:PROXY_PASSWORD";
    out.weight = 7;
    out.enabled = false;
    out.createdMs = 5;
    return out;
}

} // namespace

class ProxiesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aProxyIsReadBackAsItWasWritten()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        VERIFY_OK(storage::insertProxy(*db, proxy("b")));
        VERIFY_OK(storage::insertProxy(*db, proxy("a")));
        const auto all = storage::listProxies(*db);
        VERIFY_OK(all);
        QVERIFY(*all == std::vector({proxy("a"), proxy("b")}));
    }

    void anUpdateNeedsTheVersionThatWasRead()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        VERIFY_OK(storage::insertProxy(*db, proxy("a")));
        auto changed = proxy("a");
        changed.kind = model::ProxyKind::Https;
        changed.enabled = true;
        const auto saved = storage::updateProxy(*db, changed);
        VERIFY_OK(saved);
        QCOMPARE(saved->version, std::int64_t{2});
        const auto read = storage::getProxy(*db, "a");
        VERIFY_OK(read);
        QVERIFY(*read == *saved);
        const auto again = storage::updateProxy(*db, changed);
        QVERIFY(!again && again.error().code == base::ErrorCode::Conflict);
    }

    void namesAreUnique()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        VERIFY_OK(storage::insertProxy(*db, proxy("a")));
        auto twin = proxy("b");
        twin.name = "proxy a";
        const auto refused = storage::insertProxy(*db, twin);
        QVERIFY(!refused && refused.error().code == base::ErrorCode::Conflict);
        VERIFY_OK(storage::removeProxy(*db, "a"));
        VERIFY_OK(storage::insertProxy(*db, twin));
    }
};

QTEST_GUILESS_MAIN(ProxiesTest)
#include "proxies_test.moc"
