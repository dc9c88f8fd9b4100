#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

#include "ui/shell/window_state.h"

namespace {

using namespace Qt::Literals::StringLiterals;

} // namespace

/// What the window remembers, and what becomes of a file that says nonsense.
class WindowStateTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void placesAreClamped_data()
    {
        QTest::addColumn<QRect>("wanted");
        QTest::addColumn<QRect>("got");
        const QRect usual(100, 80, 1280, 832);
        QTest::newRow("on the screen") << usual << usual;
        QTest::newRow("on the second screen") << QRect(2000, 40, 1000, 700) << QRect(2000, 40, 1000, 700);
        QTest::newRow("that screen is gone") << QRect(9000, 40, 1000, 700) << QRect(920, 40, 1000, 700);
        QTest::newRow("larger than any screen") << QRect(0, 0, 3840, 2160) << QRect(0, 0, 1920, 1080);
        QTest::newRow("left of everything") << QRect(-3000, -3000, 1000, 700) << QRect(0, 0, 1000, 700);
        QTest::newRow("too small to use") << QRect(100, 100, 3, 3) << QRect(100, 100, 980, 600);
        QTest::newRow("no size at all") << QRect(100, 100, -5, 0) << QRect(100, 100, 980, 600);
    }
    void placesAreClamped()
    {
        QFETCH(QRect, wanted);
        QFETCH(QRect, got);
        const QList<QRect> screens{QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 1024)};
        QCOMPARE(ui::clampToScreens(wanted, screens, QSize(980, 600)), got);
    }

    void aPlaceComesBack()
    {
        QTemporaryDir dir;
        const QString file = dir.filePath(u"window.ini"_s);
        QWidget first;
        first.setGeometry(40, 50, 500, 300);
        {
            ui::WindowState state(file);
            state.savePlace(first);
            state.set(u"window/page"_s, u"requests"_s);
        }
        const ui::WindowState state(file);
        QWidget second;
        state.restorePlace(second);
        QCOMPARE(second.geometry(), first.geometry());
        QCOMPARE(state.text(u"window/page"_s), u"requests"_s);
    }

    void viewsAreVersioned()
    {
        QTemporaryDir dir;
        const QString file = dir.filePath(u"window.ini"_s);
        const QByteArray bytes("\x00\x01=;,\"\n", 7);
        {
            ui::WindowState state(file);
            state.setView(u"requests"_s, 2, bytes);
        }
        const ui::WindowState state(file);
        QCOMPARE(state.view(u"requests"_s, 2), bytes);
        QCOMPARE(state.view(u"requests"_s, 3), QByteArray());
        QCOMPARE(state.view(u"keys"_s, 2), QByteArray());
    }

    void nonsenseCountsAsNothing_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("zeros") << QByteArray(5000, '\0');
        QTest::newRow("no such form") << QByteArray("{\"not\": \"ini\"}");
        QTest::newRow("words for numbers")
            << QByteArray("[window]\nplace=a b c d e\nzoom=much\n[views]\nrequests=1:***\n");
        QTest::newRow("numbers too large") << QByteArray("[window]\nplace=1 2 99999999999 3 normal\nzoom=5000\n");
        QTest::newRow("a line without end") << QByteArray("[window]\nplace=") + QByteArray(300'000, '9');
    }
    void nonsenseCountsAsNothing()
    {
        QFETCH(QByteArray, content);
        QTemporaryDir dir;
        QFile file(dir.filePath(u"window.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const ui::WindowState state(file.fileName());
        QWidget window;
        window.setGeometry(10, 20, 400, 300);
        state.restorePlace(window);
        QCOMPARE(window.geometry(), QRect(10, 20, 400, 300));
        QCOMPARE(state.number(u"window/zoom"_s, 100, 80, 200), 100);
        QCOMPARE(state.view(u"requests"_s, 1), QByteArray());
    }

    void theWindowTellsWhereItsStateIs()
    {
        ui::WindowState state;
        QWidget window;
        QWidget child(&window);
        QCOMPARE(ui::WindowState::of(child), nullptr);
        state.attachTo(window);
        QCOMPARE(ui::WindowState::of(child), &state);
    }
};

QTEST_MAIN(WindowStateTest)

#include "window_state_test.moc"
