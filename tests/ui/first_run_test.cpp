#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTextBrowser>

#include "ui/fake_admin_client.h"
#include "ui/fake_desktop.h"
#include "ui/first_run/first_run.h"
#include "ui/keys_fake.h"
#include "ui/shell/actions.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/shell/window_state.h"
#include "ui/theme/motion.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"

namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;
using base::Result;

} // namespace

/// The first-time setup over a window with a fake gateway that nothing was done in yet.
class FirstRunTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::setReducedMotion(true);
        speak(QLocale::English);
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        m_client = std::make_unique<FakeAdminClient>();
        m_keys = std::make_unique<FakeKeys>();
        m_state = std::make_unique<ui::WindowState>();
        m_providers = Json::array();
        m_keys->serve(*m_client);
        m_client->answers["status.get"] = [](const auto &) -> Result<Json> {
            return Json{{"keychain", {{"state", "missing"}, {"needed", false}}},
                        {"wished", {{"address", "127.0.0.1"}, {"port", 4141}}}};
        };
        m_client->answers["providers.presets"] = [](const auto &) -> Result<Json> {
            return Json{{"data", {{{"id", "openai"}, {"label", "OpenAI"}, {"base_url", "https://x/v1"}}}}};
        };
        m_client->answers["providers.list"] = [this](const auto &) -> Result<Json> {
            return Json{{"data", m_providers}, {"next", nullptr}};
        };
        m_client->answers["providers.create"] = [this](const admin::AdminCall &call) -> Result<Json> {
            Json made = call.body;
            made["id"] = "prov_1";
            made["enabled"] = true;
            made["models"] = Json::array();
            m_providers.push_back(made);
            return made;
        };
        m_window = std::make_unique<ui::MainWindow>(*m_client, m_state.get(), &m_desktop);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup()
    {
        m_window.reset();
        speak(QLocale::English);
    }

    void thePageBelowIsOutOfReach()
    {
        m_window->showPage(u"keys");
        m_window->openSetup();
        QVERIFY(!m_window->actions().find(u"keys.create"_s));
        QVERIFY(!m_window->canSearch());
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        const auto *help = m_window->findChild<QTextBrowser *>(u"helpText"_s);
        QVERIFY(help && help->isVisible());
        QVERIFY(help->toPlainText().startsWith(u"Five steps"_s));
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Escape);
        QVERIFY(setup()); // only the sheet has gone
        press("leaveSetup");
        QVERIFY(m_window->actions().find(u"keys.create"_s));
        m_window->openHelp();
        QTRY_VERIFY(m_window->findChild<QTextBrowser *>(u"helpText"_s));
    }

    void itIsOfferedOnceAndOnlyToANewDirectory()
    {
        m_window->offerSetup();
        QTRY_VERIFY(setup());
        press("leaveSetup");
        QTRY_VERIFY(!setup());
        m_window->offerSetup();
        m_client->settle();
        QVERIFY(!setup());
        m_state->set(u"setup/left"_s, QString());
        m_providers.push_back({{"id", "prov_0"}, {"name", "mine"}, {"type", "openai"}, {"enabled", true}});
        const std::size_t before = m_client->log.size();
        m_window->offerSetup();
        m_client->settle();
        QVERIFY(m_client->log.size() > before);
        QVERIFY(!setup());
    }

    void everyStepCanBeSkippedByTheKeyboardAlone()
    {
        m_window->actions().find(u"setup.run"_s)->trigger();
        QTRY_VERIFY(setup());
        for (int step = 0; step < 4; ++step) {
            QCOMPARE(setup()->step(), step);
            tabTo("skipStep");
            key(Qt::Key_Space);
        }
        QCOMPARE(setup()->step(), 4);
        QVERIFY(!find<QPushButton>("skipStep")->isVisible());
        tabTo("setupBack");
        key(Qt::Key_Space);
        QCOMPARE(setup()->step(), 3);
        key(Qt::Key_Return); // nothing is missing in the step about the keychain
        QCOMPARE(setup()->step(), 4);
        tabTo("setupNext");
        key(Qt::Key_Space);
        QTRY_VERIFY(!setup());
    }

    void tabStaysInside()
    {
        m_window->openSetup();
        for (int i = 0; i < 40; ++i) {
            QVERIFY(setup()->isAncestorOf(m_window->focusWidget()));
            QVERIFY(!m_window->focusWidget()->objectName().startsWith(u"pageList"_s));
            key(Qt::Key_Tab);
        }
    }

    void theSandboxIsOneClick_data()
    {
        QTest::addColumn<bool>("there");
        QTest::newRow("as it is from the beginning") << true;
        QTest::newRow("after somebody removed it") << false;
    }
    void theSandboxIsOneClick()
    {
        QFETCH(bool, there);
        if (there)
            m_providers.push_back({{"id", "prov_0"}, {"name", "sandbox"}, {"type", "sandbox"}, {"enabled", true}});
        m_window->openSetup();
        key(Qt::Key_Return);
        key(Qt::Key_Return);
        QCOMPARE(setup()->step(), 2);
        m_client->settle();
        QVERIFY(m_client->last("providers.list"));
        QVERIFY(!find<QPushButton>("setupNext")->isEnabled());
        tabTo("useSandbox");
        key(Qt::Key_Space);
        QTRY_COMPARE(setup()->step(), 3);
        QCOMPARE(m_providers.size(), 1U);
        QCOMPARE(base::textOr(m_providers.front()["type"]), std::string("sandbox"));
    }

    void aProviderOfOnesOwnMakesTheStepReady()
    {
        m_providers.push_back({{"id", "prov_0"}, {"name", "mine"}, {"type", "openai"}, {"enabled", true}});
        m_window->openSetup();
        press("skipStep");
        press("skipStep");
        QTRY_VERIFY(find<QPushButton>("setupNext")->isEnabled());
    }

    void aKeyMadeThereStandsInTheSnippet()
    {
        m_window->openSetup();
        for (int i = 0; i < 4; ++i)
            press("skipStep");
        QTRY_COMPARE(find<QLabel>("callState")->text(), u"Make a key first"_s);
        key(Qt::Key_Space); // the focus is on New key
        QTRY_VERIFY(m_window->focusWidget()->objectName() == u"keyName");
        for (const char letter : {'m', 'e'})
            QTest::keyClick(m_window->focusWidget(), letter);
        key(Qt::Key_Return);
        const auto isShown = [this] {
            const auto *stored = m_window->findChild<QWidget *>(u"keyStored"_s);
            return stored && stored->isVisible();
        };
        QTRY_VERIFY(isShown());
        tabTo("keyStored");
        key(Qt::Key_Space);
        tabTo("keyDone");
        key(Qt::Key_Space);
        QTRY_COMPARE(find<QLabel>("callState")->text(), u"Waiting for your first call"_s);
        QTRY_VERIFY(find<QPlainTextEdit>("snippet")->toPlainText().contains(QLatin1StringView(FakeKeys::kSecret)));
    }

    void everythingThatTakesTheFocusHasAName()
    {
        m_window->openSetup();
        int walked = 0;
        for (int step = 0; step < 5; ++step) {
            m_client->settle(); // the answers fill it
            for (QWidget *widget : setup()->findChildren<QWidget *>()) {
                if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
                    continue;
                ++walked;
                QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
                QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(),
                         qPrintable(QString::fromLatin1(widget->metaObject()->className()) + widget->objectName()));
            }
            if (step < 4)
                press("skipStep");
        }
        QVERIFY(walked > 20);
    }

    void aNewLanguageKeepsTheStep()
    {
        m_window->openSetup();
        press("skipStep");
        speak(QLocale::Chinese);
        QTRY_COMPARE(find<QPushButton>("skipStep")->text(), u"跳过这一步"_s);
        QCOMPARE(setup()->step(), 1);
        QVERIFY(setup()->isVisible());
        QTRY_VERIFY(setup()->isAncestorOf(m_window->focusWidget()));
        QCOMPARE(m_window->childAt(m_window->rect().center())->window(), m_window.get());
        QVERIFY(setup()->isAncestorOf(m_window->childAt(m_window->rect().center()))); // the new pages lie below it
    }

    void goingToAPageLeavesIt()
    {
        m_window->openSetup();
        m_window->showPage(ui::pageIndex(u"settings"));
        QTRY_VERIFY(!setup());
        QCOMPARE(m_window->currentPage(), ui::pageIndex(u"settings"));
        find<QPushButton>("runSetup")->click(); // and there it can be run again
        QTRY_VERIFY(setup());
    }

private:
    static void speak(QLocale::Language language) { ui::installTranslator(*qApp, QLocale(language)); }
    ui::FirstRun *setup() { return m_window->findChild<ui::FirstRun *>(); }

    /// The one that is there to be seen, if there is one.
    template <typename T>
    T *find(const char *name)
    {
        T *out = nullptr;
        for (T *one : m_window->findChildren<T *>(QString::fromLatin1(name)))
            if (!out || one->isVisible())
                out = one;
        Q_ASSERT(out);
        return out;
    }
    void press(const char *name) { find<QPushButton>(name)->click(); }
    void key(Qt::Key key) { QTest::keyClick(m_window->focusWidget(), key); }
    void tabTo(const char *name)
    {
        for (int i = 0; i < 60 && m_window->focusWidget()->objectName() != QLatin1StringView(name); ++i)
            key(Qt::Key_Tab);
        QCOMPARE(m_window->focusWidget()->objectName(), QLatin1StringView(name));
    }

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAdminClient> m_client;
    std::unique_ptr<FakeKeys> m_keys;
    std::unique_ptr<ui::WindowState> m_state;
    FakeDesktop m_desktop{};
    std::unique_ptr<ui::MainWindow> m_window;
    Json m_providers = Json::array();
};

QTEST_MAIN(FirstRunTest)

#include "first_run_test.moc"
