#include <QApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/desktop.h"
#include "ui/ui_resources.h"

namespace {

using namespace Qt::Literals::StringLiterals;
using Desktop = app::Desktop;

} // namespace

/// The choices of this computer: kept, read back, carried out.
class DesktopTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { ui::initResources(); }
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_dir->path().toLocal8Bit());
    }

    void choicesAreKept()
    {
        const QString file = m_dir->filePath(u"window.ini"_s);
        const app::Autostart autostart(u"/opt/switchyard"_s, {});
        {
            ui::WindowState state(file);
            ui::Theme theme(*qApp, Desktop::themeIn(state));
            Desktop desktop(*qApp, state, theme, autostart);
            QSignalSpy changed(&desktop, &Desktop::changed);
            QCOMPARE(desktop.onClose(), Desktop::OnClose::Ask);
            QVERIFY(desktop.notifies());
            desktop.setTheme(ui::Theme::Mode::Dark);
            desktop.setLanguage(Desktop::Language::Chinese);
            desktop.setZoom(150);
            desktop.setOnClose(Desktop::OnClose::KeepRunning);
            desktop.setNotifies(false);
            QVERIFY(desktop.setStartsAtLogin(true));
            QCOMPARE(changed.size(), 6);
            QCOMPARE(theme.scheme(), ui::Scheme::Dark);
            QCOMPARE(QLocale().language(), QLocale::Chinese);
            QCOMPARE(desktop.shownZoom(), 100); // until the next start
        }
        ui::WindowState state(file);
        ui::Theme theme(*qApp, Desktop::themeIn(state));
        Desktop desktop(*qApp, state, theme, autostart);
        QCOMPARE(desktop.theme(), ui::Theme::Mode::Dark);
        QCOMPARE(desktop.language(), Desktop::Language::Chinese);
        QCOMPARE(desktop.zoom(), 150);
        QCOMPARE(desktop.shownZoom(), 150);
        QCOMPARE(desktop.onClose(), Desktop::OnClose::KeepRunning);
        QVERIFY(!desktop.notifies());
        QVERIFY(desktop.startsAtLogin());
        QVERIFY(!desktop.hasTray()); // nobody has said that there is one
        desktop.setLanguage(Desktop::Language::English);
        QCOMPARE(QLocale().language(), QLocale::English);
    }

    void nonsenseIsTheUsual()
    {
        ui::WindowState state;
        state.set(u"look/theme"_s, u"pink"_s);
        state.set(u"look/language"_s, u"tlh"_s);
        state.set(u"look/zoom"_s, 123); // no step of ours
        state.set(u"desktop/on_close"_s, -1);
        ui::Theme theme(*qApp, Desktop::themeIn(state));
        const Desktop desktop(*qApp, state, theme, {u"/opt/switchyard"_s, {}});
        QCOMPARE(desktop.theme(), ui::Theme::Mode::System);
        QCOMPARE(desktop.language(), Desktop::Language::System);
        QCOMPARE(desktop.zoom(), 100);
        QCOMPARE(desktop.onClose(), Desktop::OnClose::Ask);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir{};
};

QTEST_MAIN(DesktopTest)

#include "desktop_test.moc"
