#include <QTest>

#include "access/door.h"

using auth::Door;
using auth::parseIp;

class DoorTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wrongSettingsAreNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *field, const char *value) {
            QTest::addRow("%s %s", field, value) << QString::fromLatin1(field) << QString::fromLatin1(value);
        };
        row("allowed_addresses", "10.0.0.1/8");
        row("denied_addresses", "everyone");
        row("trusted_proxies", "fe80::1%eth0");
        row("forwarded_header", "x-real-ip");
        for (const char *host : {"", "http://router.lan", "router.lan/", "router.lan:0", "router.lan:65536", "a b",
                                 "*.lan", "[::1", "::1"})
            row("allowed_hosts", host);
        for (const char *origin : {"", "*", "null", "chat.lan", "https://", "https://chat.lan/", "https://Chat.lan",
                                   "https://chat.lan:443", "http://chat.lan:80", "file://", "https://a@b",
                                   "https://*.lan", "chrome-extension://x", "https://chat.lan/app"})
            row("allowed_origins", origin);
    }
    void wrongSettingsAreNamed()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        model::NetworkSettings settings;
        const bool single = field == QStringLiteral("forwarded_header");
        const base::Json given = single ? base::Json(value.toStdString()) : base::Json::array({value.toStdString()});
        QVERIFY(model::applyJson(settings, {{field.toStdString(), given}}, model::Input::Update));
        const auto door = Door::make(settings);
        QVERIFY(!door);
        QCOMPARE(door.error().code, base::ErrorCode::Unprocessable);
        QCOMPARE(QString::fromStdString(door.error().param), field);
    }

    void thisComputerIsNeverShutOut()
    {
        const auto door =
            Door::make({.allowedAddresses = {"10.0.0.0/8"}, .deniedAddresses = {"127.0.0.0/8", "10.9.0.0/16"}});
        QVERIFY(door->admits(*parseIp("127.0.0.1")));
        QVERIFY(door->admits(*parseIp("::1")));
        QVERIFY(door->admits(*parseIp("10.1.2.3")));
        QVERIFY(!door->admits(*parseIp("10.9.2.3")));
        QVERIFY(!door->admits(*parseIp("192.168.1.1")));
        QVERIFY(Door().admits(*parseIp("203.0.113.1")));
    }

    void theRightMostStrangerIsTheClient_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<QString>("client");
        const auto row = [](const char *name, const char *header, QStringList lines, const char *client) {
            QTest::newRow(name) << QString::fromLatin1(header) << lines << QString::fromLatin1(client);
        };
        const char *plain = "x-forwarded-for";
        const auto l = [](std::initializer_list<const char *> texts) {
            QStringList out;
            for (const char *text : texts)
                out << QString::fromLatin1(text);
            return out;
        };
        row("one hop", plain, l({"203.0.113.9"}), "203.0.113.9");
        row("what the client wrote itself is left out", plain, l({"127.0.0.1, 203.0.113.9"}), "203.0.113.9");
        row("through two of ours", plain, l({"1.1.1.1, 203.0.113.9, 10.0.0.2"}), "203.0.113.9");
        row("over several lines", plain, l({"1.1.1.1, 203.0.113.9", "10.0.0.2"}), "203.0.113.9");
        row("only ours", plain, l({"10.0.0.3, 10.0.0.2"}), "10.0.0.3");
        row("nothing said", plain, l({}), "10.0.0.1");
        row("an empty line", plain, l({""}), "10.0.0.1");
        row("garbage at the right", plain, l({"203.0.113.9, unknown"}), "10.0.0.1");
        row("garbage behind one of ours", plain, l({"_hidden, 10.0.0.2"}), "10.0.0.2");
        row("with ports", plain, l({"203.0.113.9:4711, 10.0.0.2:99"}), "203.0.113.9");
        row("IPv6 with a port", plain, l({"[2001:db8::9]:4711"}), "2001:db8::9");
        row("IPv6 bare", plain, l({"2001:db8::9"}), "2001:db8::9");
        row("mapped", plain, l({"::ffff:203.0.113.9"}), "203.0.113.9");
        row("a broken bracket", plain, l({"[2001:db8::9"}), "10.0.0.1");
        row("the other header is not read", plain, l({"for=203.0.113.9"}), "10.0.0.1");
        row("forwarded", "forwarded", l({"for=1.1.1.1, for=203.0.113.9;proto=https"}), "203.0.113.9");
        row("forwarded, quoted, last", "forwarded", l({"proto=https; FOR=\"[2001:db8::9]:47\""}), "2001:db8::9");
        row("forwarded, hidden", "forwarded", l({"for=_secret"}), "10.0.0.1");
        row("forwarded, by alone", "forwarded", l({"by=203.0.113.9"}), "10.0.0.1");
    }
    void theRightMostStrangerIsTheClient()
    {
        QFETCH(QString, header);
        QFETCH(QStringList, lines);
        QFETCH(QString, client);
        const auto door = Door::make({.trustedProxies = {"10.0.0.0/24"}, .forwardedHeader = header.toStdString()});
        QVERIFY(door);
        std::vector<std::string> texts;
        for (const QString &line : lines)
            texts.push_back(line.toStdString());
        const std::vector<std::string_view> views(texts.begin(), texts.end());
        QCOMPARE(QString::fromStdString(toText(door->clientBehind(*parseIp("10.0.0.1"), views))), client);
    }

    void hostsAndOriginsAreExact()
    {
        const auto door = Door::make({.allowedHosts = {"Router.lan", "proxy.lan:8443"},
                                      .allowedOrigins = {"https://chat.lan", "http://localhost:3000"}});
        QVERIFY(door);
        for (const char *host : {"router.lan", "ROUTER.lan", "router.lan:4141", "proxy.lan:8443"})
            QVERIFY2(door->listsHost(host, 4141), host);
        for (const char *host : {"", "router.lan:4142", "router.lan.evil.example", "router.lan:", "router.lan:04141",
                                 "proxy.lan", "proxy.lan:4141", "xrouter.lan"})
            QVERIFY2(!door->listsHost(host, 4141), host);
        QVERIFY(door->listsOrigin("https://chat.lan"));
        for (const char *origin : {"", "http://chat.lan", "https://chat.lan:8443", "https://chat.lan.evil.example",
                                   "https://CHAT.lan", "null", "http://localhost:30000"})
            QVERIFY2(!door->listsOrigin(origin), origin);
    }
};

QTEST_APPLESS_MAIN(DoorTest)
#include "door_test.moc"
