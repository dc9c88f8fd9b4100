#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QTextBrowser>

#include "ui/fake_admin_client.h"
#include "ui/fake_desktop.h"
#include "ui/shell/actions.h"
#include "ui/shell/fuzzy.h"
#include "ui/shell/help_sheet.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/shell/palette_model.h"
#include "ui/shell/window_state.h"
#include "ui/theme/motion.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/toast.h"

namespace {

using namespace Qt::Literals::StringLiterals;

void speak(QLocale::Language language)
{
    ui::installTranslator(*qApp, QLocale(language));
}

} // namespace

/// The window's commands: all of them in one registry, and from there in the palette, the sheets and on the keyboard.
class ShellTest final : public QObject {
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

    void lettersFindCommands_data()
    {
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        QTest::addColumn<QString>("query");
        QTest::newRow("the start of the text") << u"Providers"_s << u"All providers"_s << u"pro"_s;
        QTest::newRow("a word's start") << u"Copy the endpoint"_s << u"Suspend"_s << u"end"_s;
        QTest::newRow("first letters of words") << u"Keyboard shortcuts"_s << u"Ask, and wait"_s << u"ks"_s;
        QTest::newRow("nothing at all loses") << u"Requests"_s << u"Overview"_s << u"req"_s;
        QTest::newRow("case does not count") << u"Quit Switchyard"_s << u"Overview"_s << u"QUIT"_s;
        QTest::newRow("jumping to a word loses nothing") << u"a b ab"_s << u"zzz"_s << u"abb"_s;
    }
    void lettersFindCommands()
    {
        QFETCH(QString, better);
        QFETCH(QString, worse);
        QFETCH(QString, query);
        const auto first = ui::fuzzyScore(better, query);
        QVERIFY(first);
        QVERIFY(*first > ui::fuzzyScore(worse, query).value_or(-1000));
    }

    void paletteModelKeepsItsPromises()
    {
        ui::PaletteModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAction open(u"Open"_s);
        QAction other(u"Other"_s);
        open.setObjectName(u"a.open"_s);
        other.setObjectName(u"a.other"_s);
        const std::vector<ui::RegisteredAction> actions{{&open, ui::ActionGroup::Go, {}},
                                                        {&other, ui::ActionGroup::Go, {}}};
        model.setActions(actions, {u"a.other"_s});
        QCOMPARE(model.actionAt(model.index(0)), &other); // used last
        model.setQuery(u"ope"_s);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.actionAt(model.index(0)), &open);
        model.setQuery(u"nothing like it"_s);
        QCOMPARE(model.rowCount(), 0);
    }

    void everyCommandHasAnIdAndWordsOfItsOwn()
    {
        ui::MainWindow window(m_client, nullptr, &m_desktop);
        QSet<QString> ids;
        QSet<QString> keys;
        for (int page = 0; page < std::ssize(ui::pageList()); ++page) {
            window.showPage(page);
            ids.clear();
            keys.clear();
            for (const ui::RegisteredAction &one : window.actions().available()) {
                QVERIFY2(!one.action->objectName().isEmpty(), qPrintable(one.action->text()));
                QVERIFY2(!ids.contains(one.action->objectName()), qPrintable(one.action->objectName()));
                ids += one.action->objectName();
                for (const QKeySequence &key : one.action->shortcuts()) {
                    QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
                    keys += key.toString();
                }
            }
        }
        for (const char *needed :
             {"Ctrl+K", "Ctrl+/", "F1", "F5", "F6", "Ctrl+Q", "Ctrl+1", "Ctrl+Shift+C", "Ctrl+Shift+R", "Ctrl+0"})
            QVERIFY2(keys.contains(QString::fromLatin1(needed)), needed);
    }

    void thePaletteOpensFastAndGoesThere()
    {
        ui::MainWindow window(m_client, nullptr, &m_desktop);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        auto *palette = window.findChild<QWidget *>(u"commandPalette"_s);
        QVERIFY(palette && palette->isVisible());
        QTest::keyClick(palette, Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
        QVERIFY(window.isVisible());

        QElapsedTimer timer;
        timer.start();
        window.openPalette();
        window.grab();
        QVERIFY2(timer.elapsed() < 250, "five times what it should take, as tests run beside others");
        auto *field = window.findChild<QLineEdit *>(u"paletteField"_s);
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, u"requ"_s);
        auto *list = window.findChild<QListView *>(u"paletteList"_s);
        QCOMPARE(list->currentIndex().data().toString(), u"Requests"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!palette->isVisible());
        QTRY_COMPARE(window.currentPage(), ui::pageIndex(u"requests"));
        window.openPalette();
        QCOMPARE(list->currentIndex().data().toString(), u"Requests"_s); // used last, so it stands first
        QTest::keyClick(field, Qt::Key_Up);
        QCOMPARE(list->currentIndex().row(), list->model()->rowCount() - 1);
    }

    void theKeyboardReachesPagesAndSheets()
    {
        ui::MainWindow window(m_client);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(window.currentPage(), ui::pageIndex(u"providers"));
        QTest::keyClick(&window, Qt::Key_F6);
        QTest::keyClick(&window, Qt::Key_F6);
        const auto *pages = window.findChild<QListWidget *>(u"pageList"_s);
        QVERIFY(window.focusWidget());
        QTest::keyClick(&window, Qt::Key_F1);
        auto *help = window.findChild<QTextBrowser *>(u"helpText"_s);
        QVERIFY(help && help->isVisible());
        QVERIFY(help->toPlainText().contains(u"keychain"_s));
        QTest::keyClick(help, Qt::Key_Escape);
        QTRY_VERIFY(!window.findChild<QTextBrowser *>(u"helpText"_s));
        QTest::keyClick(&window, Qt::Key_Slash, Qt::ControlModifier);
        const auto *sheet = window.findChild<QWidget *>(u"shortcutSheet"_s);
        QVERIFY(sheet && sheet->isVisible());
        window.showPage(0); // a sheet belongs to the page it lies over
        QTRY_VERIFY(!window.findChild<QWidget *>(u"shortcutSheet"_s));
        QVERIFY(pages->isVisible());
    }

    void everyPageHasHelpInBothLanguages()
    {
        QStringList names{u"overview"_s, u"routing"_s, u"providers"_s, u"requests"_s,
                          u"keys"_s,     u"connect"_s, u"settings"_s};
        for (const ui::PageEntry &page : ui::pageList())
            names += QString::fromLatin1(page.name);
        for (const QString &name : names) {
            speak(QLocale::Chinese);
            const QString chinese = ui::HelpSheet::textFor(name);
            speak(QLocale::English);
            const QString english = ui::HelpSheet::textFor(name);
            QVERIFY2(english.size() > 200, qPrintable(name));
            QVERIFY2(chinese.size() > 100 && chinese != english, qPrintable(name));
        }
    }

    void aNewLanguageMakesThePagesAnew()
    {
        ui::MainWindow window(m_client, nullptr, &m_desktop);
        window.show();
        window.showPage(ui::pageIndex(u"providers"));
        const QPointer<QWidget> before(window.findChild<QWidget *>(u"providersPage"_s));
        speak(QLocale::Chinese);
        QTRY_VERIFY(!before);
        QCOMPARE(window.currentPage(), ui::pageIndex(u"providers"));
        QTRY_VERIFY(window.findChild<QWidget *>(u"providersPage"_s)->isVisible());
        QCOMPARE(window.actions().find(u"program.quit"_s)->text(), u"退出 Switchyard"_s);
        const auto *pages = window.findChild<QListWidget *>(u"pageList"_s);
        QCOMPARE(pages->currentItem()->text(), u"供应商"_s);
        speak(QLocale::English);
        QTRY_COMPARE(window.actions().find(u"program.quit"_s)->text(), u"Quit Switchyard"_s);
    }

    void aDemoIsCalledOne()
    {
        for (const bool demo : {true, false}) {
            FakeAdminClient client;
            client.answers["status.get"] = [demo](const auto &) { return base::Json{{"demo", demo}}; };
            ui::MainWindow window(client);
            window.show();
            const auto *badge = window.findChild<QWidget *>(u"sidebarDemo"_s);
            QVERIFY(badge && !badge->isVisible());
            QCoreApplication::processEvents();
            QCOMPARE(QTest::qWaitFor([&] { return badge->isVisible(); }, demo ? 5000 : 50), demo);
        }
    }
    void zoomIsAWishUntilTheNextStart()
    {
        ui::MainWindow window(m_client, nullptr, &m_desktop);
        window.show();
        window.actions().find(u"zoom.in"_s)->trigger();
        QCOMPARE(m_desktop.zoom(), 110);
        auto *restart = window.toast().findChild<QPushButton *>();
        QVERIFY(restart->isVisible());
        QVERIFY(!window.canUndo()); // what is offered is no undo
        restart->click();
        QCOMPARE(m_desktop.restarts, 1);
        window.actions().find(u"zoom.out"_s)->trigger();
        window.actions().find(u"zoom.out"_s)->trigger();
        QCOMPARE(m_desktop.zoom(), 90);
        window.actions().find(u"zoom.reset"_s)->trigger();
        QCOMPARE(m_desktop.zoom(), 100);
    }

    void tablesKeepTheirColumnsInTheWindowsState()
    {
        ui::WindowState state;
        ui::MainWindow window(m_client, &state);
        const QObject *asObject = &window;
        QVERIFY(qobject_cast<const ui::ColumnStore *>(asObject)); // how a table finds it
        window.saveColumns(u"requests"_s, "wide");
        QCOMPARE(window.loadColumns(u"requests"_s), QByteArray("wide"));
        QCOMPARE(window.loadColumns(u"keys"_s), QByteArray());
        ui::MainWindow next(m_client, &state);
        QCOMPARE(next.loadColumns(u"requests"_s), QByteArray("wide"));
    }

    void undoIsOfferedWhileThereIsSomething()
    {
        ui::MainWindow window(m_client);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto offered = [&] {
            const auto now = window.actions().available();
            return std::ranges::any_of(now, [](const auto &one) { return one.action->objectName() == u"edit.undo"; });
        };
        QVERIFY(!offered());
        int undone = 0;
        window.toast().offerUndo(u"Key revoked"_s, [&] { ++undone; });
        QVERIFY(offered());
        QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(undone, 1);
        QVERIFY(!offered());
    }

private:
    std::unique_ptr<ui::Theme> m_theme;
    FakeAdminClient m_client{};
    FakeDesktop m_desktop{};
};

QTEST_MAIN(ShellTest)

#include "shell_test.moc"
