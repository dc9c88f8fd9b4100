#include <QAbstractButton>
#include <QPointer>
#include <QTest>

#include "ui/fake_admin_client.h"
#include "ui/shell/ask_panel.h"
#include "ui/shell/routing_command.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/toast.h"

/// Ctrl+Shift+R from whatever page, over a fake gateway.
class RoutingCommandTest final : public QObject {
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
        m_window = std::make_unique<QWidget>();
        m_window->resize(800, 600);
        m_window->show();
        m_state = {{"value", true}, {"pending", nullptr}, {"cooldown", nullptr}};
        m_openCalls = 0;
        m_client->answers["status.get"] = [this](const auto &) -> base::Result<base::Json> {
            return base::Json{{"routing", m_state}, {"open_calls", m_openCalls}};
        };
        m_client->answers["router.toggle"] = [this](const admin::AdminCall &call) -> base::Result<base::Json> {
            m_state["pending"] = {{"value", base::at(call.body, "value")}, {"left_ms", 9000}, {"delay_ms", 10'000}};
            return m_state;
        };
        m_client->answers["router.undo"] = [this](const auto &) -> base::Result<base::Json> {
            m_state["pending"] = nullptr;
            return m_state;
        };
    }

    void withoutOpenCallsItAsksNothingAndOffersUndo()
    {
        run();
        QTRY_VERIFY(ui::Toast::of(*m_window).canUndo());
        QCOMPARE(m_client->log.back().operation, std::string("router.toggle"));
        QVERIFY(!panel());
        ui::Toast::of(*m_window).undo();
        QTRY_COMPARE(m_client->log.back().operation, std::string("router.undo"));
    }

    void openCallsAreNamedFirst()
    {
        m_openCalls = 3;
        run();
        QTRY_VERIFY(panel() && panel()->isVisible());
        QCOMPARE(panel()->accessibleName(), QStringLiteral("Turn routing off?"));
        QCOMPARE(panel()->accessibleDescription(),
                 QStringLiteral("3 open calls will end as they began. Those that come later follow the change."));
        button(QStringLiteral("Cancel"))->click();
        QTRY_VERIFY(!panel());
        QCOMPARE(m_client->log.size(), std::size_t{1});
        run();
        QTRY_VERIFY(panel() && panel()->isVisible());
        button(QStringLiteral("Turn off"))->click();
        QTRY_COMPARE(m_client->log.back().operation, std::string("router.toggle"));
        QVERIFY(base::at(m_client->log.back().body, "value") == base::Json(false));
    }

    void whileAChangeIsPendingItTakesItBack()
    {
        m_state["pending"] = {{"value", false}, {"left_ms", 9000}};
        m_openCalls = 3;
        run();
        QTRY_COMPARE(m_client->log.back().operation, std::string("router.undo"));
        QVERIFY(!panel());
    }

    void whileItIsLockedNothingIsAsked()
    {
        m_state["cooldown"] = {{"until", "2026-11-19T14:32:00.000Z"}, {"left_ms", 9000}};
        run();
        QTRY_VERIFY(ui::Toast::of(*m_window).isVisible());
        QVERIFY(!ui::Toast::of(*m_window).canUndo());
        QCOMPARE(m_client->log.size(), std::size_t{1});
    }

    void aRefusalIsSaid()
    {
        m_client->answers["router.toggle"] = [](const auto &) -> base::Result<base::Json> {
            return base::fail(base::ErrorCode::Forbidden, "x");
        };
        run();
        QTRY_VERIFY(ui::Toast::of(*m_window).isVisible());
        QVERIFY(!ui::Toast::of(*m_window).canUndo());
    }

private:
    void run()
    {
        if (m_command == nullptr || m_command->parent() != m_window.get())
            m_command = new ui::RoutingCommand(*m_window, *m_client);
        m_command->run();
    }
    ui::AskPanel *panel() const { return m_window->findChild<ui::AskPanel *>(QStringLiteral("routingPanel")); }
    QAbstractButton *button(const QString &text) const
    {
        for (auto *button : panel()->findChildren<QAbstractButton *>())
            if (button->text() == text)
                return button;
        return nullptr;
    }
    std::unique_ptr<ui::Theme> m_theme{};
    std::unique_ptr<FakeAdminClient> m_client{};
    std::unique_ptr<QWidget> m_window{};
    QPointer<ui::RoutingCommand> m_command{};
    base::Json m_state{};
    int m_openCalls = 0;
};

QTEST_MAIN(RoutingCommandTest)
#include "routing_command_test.moc"
