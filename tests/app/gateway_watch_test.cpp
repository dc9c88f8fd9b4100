#include <QSignalSpy>
#include <QTest>

#include "app/gateway_watch.h"
#include "ui/fake_admin_client.h"

namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

base::Json fine()
{
    return {{"ledger", {{"healthy", true}}},
            {"storage", {{"state", "ok"}}},
            {"keychain", {{"state", "available"}, {"needed", true}}}};
}

QStringList groupsOf(const std::vector<app::Notice> &troubles)
{
    QStringList out;
    for (const app::Notice &trouble : troubles)
        out += trouble.group;
    return out;
}

} // namespace

/// What the tray and the notifications are told.
class GatewayWatchTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void troublesHaveNames_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<bool>("listening");
        QTest::addColumn<QStringList>("groups");
        const QStringList none;
        QTest::newRow("all is well") << u"{}"_s << true << none;
        QTest::newRow("no port") << u"{}"_s << false << QStringList{u"listener"_s};
        QTest::newRow("locked keychain") << uR"({"keychain":{"state":"locked","needed":true}})"_s << true
                                         << QStringList{u"keychain"_s};
        QTest::newRow("locked, but nobody needs it")
            << uR"({"keychain":{"state":"locked","needed":false}})"_s << true << none;
        QTest::newRow("books that cannot be kept")
            << uR"({"ledger":{"healthy":false,"message":"the disk is full"}})"_s << true << QStringList{u"ledger"_s};
        QTest::newRow("a damaged file") << uR"({"storage":{"state":"set_aside","message":"usage.db"}})"_s << true
                                        << QStringList{u"storage"_s};
        QTest::newRow("an alert")
            << uR"({"alerts":{"desktop":[{"id":"alrt_1","kind":"key_invalid","severity":"critical","subject":{"name":"one / main"}}]}})"_s
            << true << QStringList{u"alert:alrt_1"_s};
    }
    void troublesHaveNames()
    {
        QFETCH(QString, change);
        QFETCH(bool, listening);
        QFETCH(QStringList, groups);
        base::Json status = fine();
        status.merge_patch(*base::parseJson(change.toStdString()));
        QCOMPARE(groupsOf(app::troublesOf(status, listening)), groups);
        for (const app::Notice &trouble : app::troublesOf(status, listening)) {
            QVERIFY(!trouble.title.isEmpty());
            QVERIFY(!trouble.text.isEmpty());
            QVERIFY(!trouble.page.isEmpty());
        }
    }

    void eachIsToldOnceAndItsEndToo()
    {
        FakeAdminClient client;
        base::Json status = fine();
        client.answers["status.get"] = [&](const auto &) -> base::Result<base::Json> { return status; };
        app::GatewayWatch watch(client, 20ms);
        QStringList began;
        QStringList ended;
        connect(&watch, &app::GatewayWatch::began, this, [&](const app::Notice &one) { began += one.group; });
        connect(&watch, &app::GatewayWatch::ended, this, [&](const QString &group) { ended += group; });
        QSignalSpy changed(&watch, &app::GatewayWatch::changed);
        QTRY_VERIFY(!changed.isEmpty());
        QCOMPARE(watch.words(), u"Listening on 127.0.0.1:4141"_s);
        status["ledger"]["healthy"] = false;
        QTRY_COMPARE(began, QStringList{u"ledger"_s});
        changed.clear();
        QTRY_VERIFY(changed.size() > 2);
        QCOMPARE(began.size(), 1);
        client.moveTo({});
        QTRY_COMPARE(began, (QStringList{u"ledger"_s, u"listener"_s}));
        status["ledger"]["healthy"] = true;
        QTRY_COMPARE(ended, QStringList{u"ledger"_s});
    }

    void theRoutingSwitchIsKnown()
    {
        FakeAdminClient client;
        base::Json status = fine();
        client.answers["status.get"] = [&](const auto &) -> base::Result<base::Json> { return status; };
        app::GatewayWatch watch(client, 20ms);
        QSignalSpy changed(&watch, &app::GatewayWatch::changed);
        QTRY_VERIFY(!changed.isEmpty());
        QVERIFY(!watch.routing()); // an older gateway does not tell
        status["routing"] = {{"value", false}, {"pending", {{"value", true}, {"left_ms", 500}}}};
        QTRY_COMPARE(watch.words(), u"Listening on 127.0.0.1:4141, routing is off"_s);
        QVERIFY(watch.routing()->pending && watch.routing()->pending->value);
        status["routing"] = {{"value", true}};
        QTRY_COMPARE(watch.words(), u"Listening on 127.0.0.1:4141"_s);
    }

    void aSilentGatewayIsAskedOnce()
    {
        FakeAdminClient client;
        int answered = 0;
        client.answers["status.get"] = [&](const auto &) -> base::Result<base::Json> {
            ++answered;
            return base::fail(base::ErrorCode::Unavailable, "later");
        };
        app::GatewayWatch watch(client, 1h);
        watch.ask(); // it waits for the first answer
        QTRY_COMPARE(answered, 1);
        QCOMPARE(client.log.size(), std::size_t(1));
        QTest::qWait(1); // the answer has been taken
        watch.ask();
        QTRY_COMPARE(answered, 2);
        QVERIFY(watch.troubles().empty()); // what is not known is no trouble
    }
};

QTEST_GUILESS_MAIN(GatewayWatchTest)

#include "gateway_watch_test.moc"
