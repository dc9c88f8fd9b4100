#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include "ui/dashboard_fake.h"
#include "ui/requests_fake.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/filter_button.h"

namespace {

base::Json provider(const std::string &name)
{
    return {{"id", "prov_" + name},  {"name", name},    {"type", "openai"},   {"base_url", "https://api.example.com"},
            {"models", {"gpt-5.2"}}, {"enabled", true}, {"any_model", false}, {"keys", 2}};
}

QString textOf(const QWidget &window, const char *object)
{
    const auto *label = window.findChild<QLabel *>(QString::fromLatin1(object));
    return label ? label->text() : QString();
}

QString figureOf(const QWidget &window, const char *tile, const char *part)
{
    const auto *found = window.findChild<QWidget *>(QString::fromLatin1(tile));
    return found ? textOf(*found, part) : QString();
}

} // namespace

/// The window over a fake gateway: true words, names for those who hear it, and both themes.
class WindowTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::setReducedMotion(true);
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        m_theme->setMode(ui::Theme::Mode::Light);
        m_client = std::make_unique<FakeAdminClient>();
        m_log = std::make_unique<FakeLog>(120);
        m_log->serve(*m_client);
        m_client->answers["status.get"] = [](const auto &) -> base::Result<base::Json> {
            return base::Json{{"version", "0.1.0"},
                              {"open_calls", 12},
                              {"plan", 43},
                              {"workers", 2},
                              {"ledger", {{"healthy", true}}}};
        };
        m_client->answers["dashboard.stats"] = [](const auto &) -> base::Result<base::Json> {
            return dashboardAnswer();
        };
        m_client->answers["providers.list"] = [](const auto &) -> base::Result<base::Json> {
            return base::Json{{"data", {provider("OpenAI"), provider("Ollama")}}, {"next", nullptr}};
        };
    }

    void overviewTellsTheDaysFigures()
    {
        ui::MainWindow window(*m_client);
        window.show();
        QTRY_COMPARE(figureOf(window, "callsToday", "figure"), QStringLiteral("4,812"));
        QCOMPARE(figureOf(window, "tokensToday", "figure"), QStringLiteral("18.4"));
        QCOMPARE(figureOf(window, "costToday", "figure"), QStringLiteral("$20.06"));
        QCOMPARE(textOf(window, "openCalls"), QStringLiteral("12"));
        QCOMPARE(textOf(window, "endpointAddress"), QStringLiteral("http://127.0.0.1:4141/v1"));
    }

    void copyPutsTheEndpointOnTheClipboard()
    {
        ui::MainWindow window(*m_client);
        window.show();
        auto *copy = window.findChild<QPushButton *>(QStringLiteral("copyEndpoint"));
        QVERIFY(copy);
        const int width = copy->width();
        copy->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("http://127.0.0.1:4141/v1"));
        QCOMPARE(copy->text(), QStringLiteral("Copied"));
        QCOMPARE(copy->width(), width);
    }

    void sidebarFollowsTheListener()
    {
        ui::MainWindow window(*m_client);
        window.show();
        QCOMPARE(textOf(window, "sidebarState"), QStringLiteral("Listening"));
        m_client->moveTo({});
        QCOMPARE(textOf(window, "sidebarState"), QStringLiteral("Not listening"));
        QCOMPARE(textOf(window, "listeningState"), QStringLiteral("Not listening"));
        QVERIFY(!window.findChild<QPushButton *>(QStringLiteral("copyEndpoint"))->isEnabled());
    }

    void aLockedKeychainIsShownWithTheWayOut()
    {
        base::Json locked = provider("OpenAI");
        locked["key_state"] = "locked";
        locked["key_message"] = "the keychain is locked: unlock it";
        m_client->answers["providers.list"] = [locked](const auto &) -> base::Result<base::Json> {
            return base::Json{{"data", {locked, provider("Ollama")}}, {"next", nullptr}};
        };
        std::string state = "locked";
        m_client->answers["status.get"] = [&state](const auto &) -> base::Result<base::Json> {
            return base::Json{{"keychain", {{"state", state}, {"needed", true}}}};
        };
        ui::MainWindow window(*m_client);
        window.show();
        const auto notice = [&] {
            for (const auto *found : window.findChildren<QWidget *>(QStringLiteral("notice")))
                if (found->isVisible())
                    return found->accessibleName();
            return QString();
        };
        QTRY_VERIFY(notice().startsWith(QStringLiteral("The keychain is locked")));
        window.showPage(ui::pageIndex(u"providers"));
        QTRY_VERIFY(notice().contains(QStringLiteral("Unlock it")));
        const auto *table = window.findChild<QTableView *>(QStringLiteral("providersTable"));
        QTRY_COMPARE(table->model()->rowCount(), 2);
        const auto cell = [&](int row, int role) { return table->model()->index(row, 1).data(role).toString(); };
        QCOMPARE(cell(0, Qt::DisplayRole), QStringLiteral("Key locked"));
        QCOMPARE(cell(0, Qt::ToolTipRole), QStringLiteral("the keychain is locked: unlock it"));
        QCOMPARE(cell(1, Qt::DisplayRole), QStringLiteral("On"));

        state = "available";
        window.showPage(0);
        window.showPage(ui::pageIndex(u"providers")); // asks anew
        QTRY_COMPARE(notice(), QString());
    }

    void emptyPagesSayWhatToDo()
    {
        m_client->answers["requests.list"] =
            m_client->answers["providers.list"] = [](const auto &) -> base::Result<base::Json> {
            return base::Json{{"data", base::Json::array()}, {"next", nullptr}};
        };
        m_client->answers["dashboard.stats"] = [](const auto &) -> base::Result<base::Json> {
            return freshDashboardAnswer();
        };
        ui::MainWindow window(*m_client);
        window.show();
        const auto *steps = window.findChild<QWidget *>(QStringLiteral("firstSteps"));
        QTRY_VERIFY(steps->isVisible());
        window.showPage(ui::pageIndex(u"providers"));
        const auto *none = window.findChild<QWidget *>(QStringLiteral("noProviders"));
        QTRY_VERIFY(none->isVisible());
    }

    void aFailureKeepsTheLastRows()
    {
        ui::MainWindow window(*m_client);
        window.show();
        auto *table = window.findChild<QTableView *>(QStringLiteral("requestsTable"));
        QTRY_COMPARE(table->model()->rowCount(), 50);
        m_client->answers["requests.list"] = [](const auto &) -> base::Result<base::Json> {
            return base::fail(base::ErrorCode::Storage, "secret detail");
        };
        auto *banner = window.findChild<QWidget *>(QStringLiteral("banner"));
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), 5000);
        QVERIFY(textOf(window, "bannerText").startsWith(QStringLiteral("The gateway cannot read its database.")));
        QVERIFY(!textOf(window, "bannerText").contains(QStringLiteral("secret")));
        QCOMPARE(table->model()->rowCount(), 50);
        m_log->serve(*m_client);
        QTRY_VERIFY_WITH_TIMEOUT(!banner->isVisible(), 5000);
    }

    void hiddenPagesAskNothing()
    {
        ui::MainWindow window(*m_client);
        window.show();
        window.showPage(QStringLiteral("requests"));
        QTRY_VERIFY(!m_client->log.empty());
        window.hide();
        m_client->settle();
        const auto asked = m_client->log.size();
        QTest::qWait(2200);
        QCOMPARE(m_client->log.size(), asked);
        window.show();
        QTRY_VERIFY(m_client->log.size() > asked);
    }

    void everyFocusableWidgetHasAName()
    {
        ui::MainWindow window(*m_client);
        window.show();
        for (int page = 0; page < std::ssize(ui::pageList()); ++page)
            window.showPage(page);
        for (auto *filter : window.findChildren<ui::FilterButton *>())
            filter->click(); // what one chooses from is made by then
        window.findChild<QPushButton *>(QStringLiteral("showLicences"))->click();
        window.openPalette();
        window.openShortcuts();
        window.openHelp();
        m_client->settle();
        int walked = 0;
        for (QWidget *widget : window.findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus))
                continue;
            ++walked;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(),
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + widget->objectName()));
        }
        QVERIFY(walked > 30);
    }

    void textFromOutsideIsNeverMarkup()
    {
        ui::MainWindow window(*m_client);
        window.show();
        for (int page = 0; page < std::ssize(ui::pageList()); ++page)
            window.showPage(page);
        for (const QLabel *label : window.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void pagesAreReachedByKeyboard()
    {
        ui::MainWindow window(*m_client);
        window.show();
        auto *pages = window.findChild<QListWidget *>(QStringLiteral("pageList"));
        pages->setFocus();
        QTest::keyClick(pages, Qt::Key_Down);
        QCOMPARE(pages->currentItem()->text(), QStringLiteral("Routing"));
        QTest::keyClick(pages, Qt::Key_Down);
        QVERIFY(pages->currentItem()->text() == QStringLiteral("Providers"));
        QVERIFY(window.findChild<QWidget *>(QStringLiteral("providersPage"))->isVisible());
    }

    void rowsAreCopiedAsTabSeparatedText()
    {
        ui::MainWindow window(*m_client);
        window.show();
        window.showPage(ui::pageIndex(u"providers"));
        auto *table = window.findChild<QTableView *>(QStringLiteral("providersTable"));
        QTRY_COMPARE(table->model()->rowCount(), 2);
        table->selectRow(1);
        QTest::keySequence(table, QKeySequence::Copy);
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.at(1).startsWith(QStringLiteral("Ollama api.example.com\tOn\t")));
    }

    /// A window that went dark while open must look exactly like one that was opened dark.
    void aThemeFlipLeavesNothingBehind()
    {
        const auto picture = [](ui::MainWindow &window) {
            window.resize(1200, 800);
            window.show();
            window.showPage(QStringLiteral("requests"));
            auto *table = window.findChild<QWidget *>(QStringLiteral("requestsPage"))->findChild<QTableView *>();
            [table] { QTRY_COMPARE(table->model()->rowCount(), 120); }();
            return [&window] { return window.grab().toImage(); };
        };
        ui::MainWindow flipped(*m_client);
        const auto grabFlipped = picture(flipped);
        const QImage light = grabFlipped();
        m_theme->setMode(ui::Theme::Mode::Dark);
        ui::MainWindow fresh(*m_client);
        const QImage dark = picture(fresh)();
        QTRY_COMPARE(grabFlipped(), dark); // the palette arrives with the next turn of the event loop
        QVERIFY(dark.pixelColor(dark.width() - 3, dark.height() - 3).lightness() < 60);
        m_theme->setMode(ui::Theme::Mode::Light);
        QTRY_COMPARE(grabFlipped(), light);
        QVERIFY(light.pixelColor(light.width() - 3, light.height() - 3).lightness() > 200);
    }

private:
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAdminClient> m_client;
    std::unique_ptr<FakeLog> m_log;
};

QTEST_MAIN(WindowTest)

#include "window_test.moc"
