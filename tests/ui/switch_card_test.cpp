#include <QAbstractButton>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include "ui/fake_admin_client.h"
#include "ui/parts/switch_card.h"
#include "ui/parts/switch_panel.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/cooldown_ring.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/switch.h"

namespace {

/// A gateway with a routing switch and no clock: the test says when time goes on.
struct FakeSwitch {
    base::Json state = {{"value", true},    {"pending", nullptr}, {"cooldown", nullptr},
                        {"since", nullptr}, {"by", ""},           {"reason", ""},
                        {"plan", 42},       {"delay_ms", 10'000}, {"cooldown_ms", 300'000}};
    std::optional<base::ErrorCode> refuses{};

    void serve(FakeAdminClient &client)
    {
        client.answers["router.status"] = [this](const auto &) -> base::Result<base::Json> { return state; };
        client.answers["router.toggle"] = [this](const admin::AdminCall &call) -> base::Result<base::Json> {
            if (refuses)
                return base::fail(*refuses, "no");
            state["pending"] = {{"value", base::at(call.body, "value")},
                                {"effective_at", "2026-11-19T14:27:00.000Z"},
                                {"left_ms", 7000},
                                {"delay_ms", 10'000},
                                {"by", "admin"},
                                {"reason", base::textOr(base::at(call.body, "reason"))}};
            return state;
        };
        client.answers["router.undo"] = [this](const auto &) -> base::Result<base::Json> {
            state["pending"] = nullptr;
            return state;
        };
    }
    void becomes(bool value, std::int64_t lockedMs)
    {
        state["value"] = value;
        state["reason"] = base::textOr(base::at(base::at(state, "pending"), "reason"));
        state["by"] = "admin";
        state["since"] = "2026-11-19T14:27:00.000Z";
        state["pending"] = nullptr;
        if (lockedMs > 0)
            state["cooldown"] = {{"until", "2026-11-19T14:32:00.000Z"}, {"left_ms", lockedMs}, {"length_ms", 300'000}};
    }
};

QString textOf(const QWidget &in, const char *object)
{
    const auto *label = in.findChild<QLabel *>(QString::fromLatin1(object));
    return label ? label->text() : QString();
}

template <typename T>
T &child(const QWidget &in, const char *object)
{
    return *in.findChild<T *>(QString::fromLatin1(object));
}

} // namespace

/// The routing switch in the window, over a fake gateway.
class SwitchCardTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }
    void init()
    {
        m_client = std::make_unique<FakeAdminClient>();
        m_gateway = {};
        m_gateway.serve(*m_client);
        m_card = std::make_unique<ui::SwitchCard>(*m_client);
        m_card->resize(352, 400);
    }

    void nothingIsSaidBeforeTheGatewayAnswers()
    {
        QVERIFY(!theSwitch().isEnabled());
        m_card->show();
        QTRY_COMPARE(textOf(*m_card, "routingHeadline"), QStringLiteral("Routing is on"));
        QVERIFY(theSwitch().isEnabled() && theSwitch().isOn());
        QCOMPARE(child<ui::Badge>(*m_card, "routingBadge").text(), QStringLiteral("On"));
        QVERIFY(!child<ui::CooldownRing>(*m_card, "routingRing").isVisible());
    }

    void aChangeIsPendingUntilTheGatewayDidIt()
    {
        open();
        child<ui::LineEdit>(*m_card, "routingReason").setText(QStringLiteral(" maintenance "));
        QTest::keyClick(&theSwitch(), Qt::Key_Space);
        QTRY_COMPARE(textOf(*m_card, "routingHeadline"), QStringLiteral("Turning off"));
        QCOMPARE(base::textOr(base::at(m_client->log.back().body, "reason")), std::string("maintenance"));
        QVERIFY(theSwitch().isOn());
        QCOMPARE(theSwitch().pending(), std::optional(false));
        auto &ring = child<ui::CooldownRing>(*m_card, "routingRing");
        QVERIFY(ring.isVisible() && ring.left() > std::chrono::seconds(6));
        QVERIFY(child<QAbstractButton>(*m_card, "undoRouting").isVisible());
        QVERIFY(!child<ui::LineEdit>(*m_card, "routingReason").isVisible());
        m_card->setOpenCalls(9);
        QVERIFY(says(QStringLiteral("9 calls in flight keep their plan")));
        QVERIFY(says(QStringLiteral("Reason: maintenance")));

        m_gateway.becomes(false, 252'000);
        QSignalSpy changed(m_card.get(), &ui::SwitchCard::changed);
        pollAgain();
        QTRY_COMPARE(textOf(*m_card, "routingHeadline"), QStringLiteral("Routing is off"));
        QCOMPARE(changed.count(), 1);
        QVERIFY(!theSwitch().isOn() && theSwitch().isLocked());
        QVERIFY(textOf(*m_card, "routingSentence").startsWith(QStringLiteral("The switch is locked until")));
        QVERIFY(says(QStringLiteral("Delay 0:10, lock 5:00")));
        QSignalSpy wanted(m_card.get(), &ui::SwitchCard::timesWanted);
        child<QAbstractButton>(*m_card, "switchTimes").click();
        QCOMPARE(wanted.count(), 1);
        theSwitch().click();
        m_client->settle();
        QCOMPARE(m_client->count("router.toggle"), 1);
    }

    void undoTakesItBack_data()
    {
        QTest::addColumn<QString>("with");
        QTest::newRow("the button") << QStringLiteral("undoRouting");
        QTest::newRow("the switch itself") << QStringLiteral("routingSwitch");
    }
    void undoTakesItBack()
    {
        QFETCH(QString, with);
        open();
        theSwitch().click();
        QTRY_COMPARE(textOf(*m_card, "routingHeadline"), QStringLiteral("Turning off"));
        child<QAbstractButton>(*m_card, with.toLatin1().constData()).click();
        QTRY_COMPARE(textOf(*m_card, "routingHeadline"), QStringLiteral("Routing is on"));
        QCOMPARE(m_client->count("router.undo"), 1);
        QCOMPARE(theSwitch().pending(), std::nullopt);
    }

    void aRefusalPutsTheSwitchBack_data()
    {
        QTest::addColumn<base::ErrorCode>("code");
        QTest::newRow("no right") << base::ErrorCode::Forbidden;
        QTest::newRow("changed meanwhile") << base::ErrorCode::Conflict;
    }
    void aRefusalPutsTheSwitchBack()
    {
        QFETCH(base::ErrorCode, code);
        open();
        m_gateway.refuses = code;
        theSwitch().click();
        QVERIFY(theSwitch().pending().has_value());
        QTRY_VERIFY(!theSwitch().pending().has_value());
        QVERIFY(theSwitch().isOn());
        QCOMPARE(textOf(*m_card, "routingHeadline"), QStringLiteral("Routing is on"));
    }

    void itAsksByItselfWhenAChangeIsDue()
    {
        open();
        theSwitch().click();
        QTRY_COMPARE(textOf(*m_card, "routingHeadline"), QStringLiteral("Turning off"));
        m_gateway.state["pending"]["left_ms"] = 200;
        pollAgain();
        QTRY_VERIFY(child<ui::CooldownRing>(*m_card, "routingRing").left() < std::chrono::milliseconds(201));
        m_gateway.becomes(false, 0);
        QTRY_COMPARE_WITH_TIMEOUT(textOf(*m_card, "routingHeadline"), QStringLiteral("Routing is off"), 2000);
    }

    void theLineForTheOverviewSaysTheSame()
    {
        ui::SwitchPanel panel(*m_client);
        panel.resize(600, 60);
        panel.show();
        QTRY_COMPARE(textOf(panel, "routingFacts"), QStringLiteral("Rules decide · plan v42"));
        auto &toggle = child<ui::Switch>(panel, "routingSwitch");
        QTest::keyClick(&toggle, Qt::Key_Return);
        QTRY_COMPARE(textOf(panel, "routingHeadline"), QStringLiteral("Turning off"));
        QVERIFY(child<QAbstractButton>(panel, "undoRouting").isVisible());
        panel.setTrouble(QStringLiteral("something is wrong"));
        QCOMPARE(textOf(panel, "routingFacts"), QStringLiteral("something is wrong"));
    }

    void aGatewayThatDoesNotAnswerIsSaid()
    {
        m_client->answers["router.status"] = [](const auto &) -> base::Result<base::Json> {
            return base::fail(base::ErrorCode::Storage, "x");
        };
        m_card->show();
        QTRY_COMPARE(textOf(*m_card, "routingSentence"), QStringLiteral("The gateway cannot read its database."));
        QVERIFY(!theSwitch().isEnabled());
    }

    void everythingIsReachedByKeyAndHasAName()
    {
        open();
        for (const QWidget *widget : m_card->findChildren<QWidget *>())
            if (widget->focusPolicy() & Qt::TabFocus)
                QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        auto &reason = child<ui::LineEdit>(*m_card, "routingReason");
        QTest::keyClicks(&reason, QStringLiteral("why"));
        QTest::keyClick(&reason, Qt::Key_Return);
        QTRY_COMPARE(textOf(*m_card, "routingHeadline"), QStringLiteral("Turning off"));
    }

private:
    ui::Switch &theSwitch() const { return child<ui::Switch>(*m_card, "routingSwitch"); }
    void open()
    {
        m_card->show();
        QTRY_COMPARE(textOf(*m_card, "routingHeadline"), QStringLiteral("Routing is on"));
    }
    void pollAgain()
    {
        m_card->hide();
        m_card->show();
    }
    bool says(const QString &words) const
    {
        for (const QLabel *label : m_card->findChildren<QLabel *>())
            if (label->isVisible() && label->text() == words)
                return true;
        return false;
    }
    std::unique_ptr<ui::Theme> m_theme{};
    std::unique_ptr<FakeAdminClient> m_client{};
    FakeSwitch m_gateway{};
    std::unique_ptr<ui::SwitchCard> m_card{};
};

QTEST_MAIN(SwitchCardTest)
#include "switch_card_test.moc"
