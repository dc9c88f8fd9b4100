#include "server/host_policy.h"

#include <QTest>

using server::HostPolicy;
using server::Visitor;

class HostPolicyTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void host_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("status");
        const auto row = [](const char *host, int status) { QTest::newRow(host) << QByteArray(host) << status; };
        row("127.0.0.1:4141", 0);
        row("localhost:4141", 0);
        row("LocalHost:4141", 0);
        row("[::1]:4141", 0);
        row("router.lan", 0);
        row("Router.LAN:4141", 0);
        row("proxy.lan:8443", 0);
        row("proxy.lan", 421);
        row("proxy.lan:4141", 421);
        row("router.lan:80", 421);
        row("evil.example", 421);
        row("evil.example:4141", 421);
        row("127.0.0.1", 421);
        row("127.0.0.1:80", 421);
        row("127.0.0.1:41410", 421);
        row("127.0.0.1.nip.io", 421);
        row("127.0.0.1.nip.io:4141", 421);
        row("localhost.", 421);
        row("localhost.:4141", 421);
        row("localhost.evil.example:4141", 421);
        row("[::ffff:127.0.0.1]:4141", 421);
        row("0.0.0.0:4141", 421);
        row("[::]:4141", 421);
        row("2130706433:4141", 421);
        row("", 421);
    }
    void host()
    {
        QFETCH(QByteArray, host);
        QFETCH(int, status);
        const HostPolicy policy(4141, {"router.lan", "proxy.lan:8443", ""});
        const std::string text = host.toStdString();
        const auto why = policy.refusal({.method = "GET", .host = text});
        QCOMPARE(why ? why->status : 0, status);
    }

    /// It sends the browser back from its own site, to that one place and in no other way.
    void theIssuerMaySendABrowserBack()
    {
        const HostPolicy policy(4141);
        Visitor visitor{
            .method = "GET", .host = "127.0.0.1:4141", .fetchSite = "cross-site", .path = "/api/v1/auth/oidc/callback"};
        QVERIFY(!policy.refusal(visitor));
        for (const char *path : {"/api/v1/auth/oidc/callback/", "/api/v1/auth/oidc/start", "/api/v1/auth/me",
                                 "/v1/auth/oidc/callback", "/api/v1/auth/oidc/callback2"}) {
            visitor.path = path;
            QVERIFY2(policy.refusal(visitor), path);
        }
        visitor.path = "/api/v1/auth/oidc/callback";
        visitor.method = "POST";
        QVERIFY(policy.refusal(visitor));
        visitor.method = "GET";
        visitor.hasOrigin = true;
        visitor.origin = "https://evil.example";
        QVERIFY(policy.refusal(visitor));
        visitor.hasOrigin = false;
        visitor.host = "evil.example:4141";
        QVERIFY(policy.refusal(visitor));
    }

    void portMayBeLeftOutOnPort80()
    {
        const HostPolicy policy(80);
        for (const char *host : {"127.0.0.1", "localhost", "[::1]", "localhost:80"})
            QVERIFY2(policy.isOurs(host), host);
        QVERIFY(!policy.isOurs("localhost:4141"));
    }

    void origin_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<int>("status");
        const auto row = [](const char *origin, int status) { QTest::newRow(origin) << QByteArray(origin) << status; };
        row("http://127.0.0.1:4141", 0);
        row("http://localhost:4141", 0);
        row("http://[::1]:4141", 0);
        row("http://router.lan:4141", 0);
        row("https://router.lan", 0);
        row("https://localhost:4141", 403);
        row("https://evil.example", 403);
        row("http://evil.example:4141", 403);
        row("http://localhost:3000", 403);
        row("http://localhost", 403);
        row("http://localhost:4141/", 403);
        row("http://localhost:4141.evil.example", 403);
        row("null", 403);
        row("file://", 403);
        row("chrome-extension://x", 403);
        row("http://", 403);
        row("", 403);
    }
    void origin()
    {
        QFETCH(QByteArray, origin);
        QFETCH(int, status);
        const HostPolicy policy(4141, {"router.lan"});
        const std::string text = origin.toStdString();
        const auto why =
            policy.refusal({.method = "POST", .host = "localhost:4141", .hasOrigin = true, .origin = text});
        QCOMPARE(why ? why->status : 0, status);
    }

    void fetchSite_data()
    {
        QTest::addColumn<QByteArray>("site");
        QTest::addColumn<int>("status");
        QTest::newRow("not sent") << QByteArray() << 0;
        QTest::newRow("typed by hand") << QByteArray("none") << 0;
        QTest::newRow("our own page") << QByteArray("same-origin") << 0;
        QTest::newRow("a page of the same site") << QByteArray("same-site") << 403;
        QTest::newRow("a foreign page") << QByteArray("cross-site") << 403;
        QTest::newRow("a foreign page in capitals") << QByteArray("Cross-Site") << 403;
    }
    void fetchSite()
    {
        QFETCH(QByteArray, site);
        QFETCH(int, status);
        const std::string text = site.toStdString();
        const auto why = HostPolicy(4141).refusal({.method = "POST", .host = "localhost:4141", .fetchSite = text});
        QCOMPARE(why ? why->status : 0, status);
    }

    void preflightIsRefusedButTheHostComesFirst()
    {
        const HostPolicy policy(4141);
        QCOMPARE(policy.refusal({.method = "OPTIONS", .host = "localhost:4141"})->status, 403);
        QCOMPARE(policy.refusal({.method = "OPTIONS", .host = "evil.example"})->status, 421);
        for (const Visitor &visitor : {Visitor{.method = "OPTIONS", .host = "localhost:4141"}, Visitor{.host = "x"}})
            QVERIFY(policy.refusal(visitor)->headers.find("ccess-") == std::string_view::npos);
    }
};

QTEST_APPLESS_MAIN(HostPolicyTest)
#include "host_policy_test.moc"
