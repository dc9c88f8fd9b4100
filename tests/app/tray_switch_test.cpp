#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QTest>

#include "app/tray_switch.h"
#include "ui/fake_admin_client.h"
#include "ui/text/time_text.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"

namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// A gateway with a routing switch that does as the test says.
struct FakeSwitch {
    base::Json state = {{"value", true}, {"pending", nullptr}, {"cooldown", nullptr}};
    bool mayFlip = true;
    int leftMs = 7000;

    void serve(FakeAdminClient &client)
    {
        client.answers["status.get"] = [this](const auto &) -> base::Result<base::Json> {
            return base::Json{{"ledger", {{"healthy", true}}}, {"routing", state}};
        };
        client.answers["router.status"] = [this](const auto &) -> base::Result<base::Json> { return state; };
        client.answers["router.toggle"] = [this](const admin::AdminCall &call) -> base::Result<base::Json> {
            if (!mayFlip)
                return base::fail(base::ErrorCode::Forbidden, "super admins only");
            state["pending"] = {{"value", base::at(call.body, "value")},
                                {"effective_at", kDue},
                                {"left_ms", leftMs},
                                {"delay_ms", 10'000}};
            return state;
        };
        client.answers["router.undo"] = [this](const auto &) -> base::Result<base::Json> {
            state["pending"] = nullptr;
            return state;
        };
    }

    static constexpr auto kDue = "2026-11-19T14:27:00.000Z";
};

QString clockOf(const char *time)
{
    return ui::clockText(ui::parseTime(QString::fromLatin1(time)), QDateTime::currentDateTime());
}

} // namespace

/// The entry of the routing switch in the tray's menu, over a fake gateway.
class TraySwitchTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void init()
    {
        m_client = std::make_unique<FakeAdminClient>();
        m_gateway = {};
        m_gateway.serve(*m_client);
        m_tray = std::make_unique<app::Tray>(1h);
        m_watch = std::make_unique<app::GatewayWatch>(*m_client, 1h);
        m_switch = std::make_unique<app::TraySwitch>(*m_tray, *m_watch, *m_client);
    }
    void cleanup()
    {
        m_switch.reset();
        m_watch.reset();
        m_tray.reset();
    }

    void thereIsNoEntryBeforeTheGatewayTold()
    {
        QCOMPARE(entry(), nullptr);
        look();
        QVERIFY(entry());
    }

    void theEntrySaysWhatAClickDoes_data()
    {
        QTest::addColumn<bool>("on");
        QTest::addColumn<QString>("change"); ///< "", "pending" or "cooldown"
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("enabled");
        const QString due = clockOf(FakeSwitch::kDue);
        QTest::newRow("on") << true << QString() << u"Turn routing off"_s << true;
        QTest::newRow("off") << false << QString() << u"Turn routing on"_s << true;
        QTest::newRow("turning off") << true << u"pending"_s << u"Undo turning routing off at %1"_s.arg(due) << true;
        QTest::newRow("turning on") << false << u"pending"_s << u"Undo turning routing on at %1"_s.arg(due) << true;
        QTest::newRow("locked on") << true << u"cooldown"_s << u"Routing is on, locked until %1"_s.arg(due) << false;
        QTest::newRow("locked off") << false << u"cooldown"_s << u"Routing is off, locked until %1"_s.arg(due) << false;
    }
    void theEntrySaysWhatAClickDoes()
    {
        QFETCH(bool, on);
        QFETCH(QString, change);
        QFETCH(QString, words);
        QFETCH(bool, enabled);
        m_gateway.state["value"] = on;
        if (change == u"pending")
            m_gateway.state["pending"] = {{"value", !on}, {"effective_at", FakeSwitch::kDue}, {"left_ms", 7000}};
        if (change == u"cooldown")
            m_gateway.state["cooldown"] = {{"until", FakeSwitch::kDue}, {"left_ms", 60'000}, {"length_ms", 300'000}};
        look();
        QVERIFY(entry());
        QCOMPARE(entry()->text(), words);
        QCOMPARE(entry()->isEnabled(), enabled);
    }

    void aClickAsksAndTheNextOneTakesItBack()
    {
        look();
        entry()->trigger();
        m_client->settle();
        QCOMPARE(m_client->count("router.toggle"), 1);
        QVERIFY(base::at(m_client->last("router.toggle")->body, "value") == base::Json(false));
        QCOMPARE(entry()->text(), u"Undo turning routing off at %1"_s.arg(clockOf(FakeSwitch::kDue)));
        entry()->trigger();
        m_client->settle();
        QCOMPARE(m_client->count("router.undo"), 1);
        QCOMPARE(entry()->text(), u"Turn routing off"_s);
    }

    void whenItIsDueTheGatewayIsAskedAgain()
    {
        m_gateway.leftMs = 100;
        look();
        entry()->trigger();
        m_client->settle();
        QCOMPARE(entry()->text(), u"Undo turning routing off at %1"_s.arg(clockOf(FakeSwitch::kDue)));
        m_gateway.state = {{"value", false}, {"pending", nullptr}, {"cooldown", nullptr}};
        QTRY_COMPARE(entry()->text(), u"Turn routing on"_s);
    }

    void whoMayNotFlipItChangesNothing()
    {
        m_gateway.mayFlip = false;
        look();
        entry()->trigger();
        m_client->settle();
        QCOMPARE(m_client->count("router.toggle"), 1);
        QCOMPARE(m_client->count("router.status"), 1); // what holds is asked for
        QCOMPARE(entry()->text(), u"Turn routing off"_s);
        QVERIFY(entry()->isEnabled());
    }

private:
    /// Null while it is not shown.
    static QAction *entry()
    {
        for (const QWidget *widget : QApplication::allWidgets())
            if (const auto *menu = qobject_cast<const QMenu *>(widget))
                for (QAction *action : menu->actions())
                    if (action->isVisible() && action->text().contains(u"routing"_s, Qt::CaseInsensitive))
                        return action;
        return nullptr;
    }
    void look()
    {
        m_watch->ask();
        m_client->settle();
    }

    std::unique_ptr<FakeAdminClient> m_client{};
    FakeSwitch m_gateway{};
    std::unique_ptr<app::Tray> m_tray{};
    std::unique_ptr<app::GatewayWatch> m_watch{};
    std::unique_ptr<app::TraySwitch> m_switch{};
};

QTEST_MAIN(TraySwitchTest)

#include "tray_switch_test.moc"
