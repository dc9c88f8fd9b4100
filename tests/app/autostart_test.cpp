#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "app/autostart.h"

namespace {

using namespace Qt::Literals::StringLiterals;

QString content()
{
    QFile file(app::Autostart::path());
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

/// Start at login is a file of the desktop's, and nothing else.
class AutostartTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_home->path().toLocal8Bit());
    }

    void theFileIsTheTruth()
    {
        const app::Autostart autostart(u"/opt/switchyard"_s, {u"--hidden"_s});
        QVERIFY(!autostart.isOn());
        QVERIFY(autostart.set(true));
        QVERIFY(autostart.isOn());
        QVERIFY(content().contains(u"\nExec=\"/opt/switchyard\" \"--hidden\"\n"_s));
        QFile::remove(app::Autostart::path()); // by somebody else
        QVERIFY(!autostart.isOn());
        QVERIFY(autostart.set(false)); // what is off already stays so
    }

    void theDesktopMayTurnItOff()
    {
        const app::Autostart autostart(u"/opt/switchyard"_s, {});
        QVERIFY(autostart.set(true));
        QFile file(app::Autostart::path());
        QVERIFY(file.open(QIODevice::Append));
        file.write("Hidden=true\n");
        file.close();
        QVERIFY(!autostart.isOn());
        QVERIFY(autostart.set(true));
        QVERIFY(autostart.isOn());
    }

    void anotherProgramsFileIsOff()
    {
        QVERIFY(app::Autostart(u"/old/switchyard"_s, {}).set(true));
        QVERIFY(!app::Autostart(u"/new/switchyard"_s, {}).isOn());
    }

    void oddPathsAreQuoted()
    {
        const app::Autostart autostart(u"/a b/100%/$x\"y\\z"_s, {});
        QVERIFY(autostart.set(true));
        QVERIFY(autostart.isOn());
        QVERIFY2(content().contains(u"Exec=\"/a b/100%%/\\\\$x\\\\\"y\\\\\\\\z\""_s), qPrintable(content()));
    }

    void anAppImageStartsItself()
    {
        qputenv("APPIMAGE", "/home/me/Switchyard.AppImage");
        const auto autostart = app::Autostart::forThisProgram(u"/data/other"_s, false);
        qunsetenv("APPIMAGE");
        QVERIFY(autostart.set(true));
        QVERIFY(content().contains(
            u"Exec=\"/home/me/Switchyard.AppImage\" \"--hidden\" \"--data-dir\" \"/data/other\"\n"_s));
    }

    void aFolderThatCannotBeMadeIsSaid()
    {
        QFile inTheWay(m_home->filePath(u"autostart"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const app::Autostart autostart(u"/opt/switchyard"_s, {});
        const auto done = autostart.set(true);
        QVERIFY(!done);
        QCOMPARE(done.error().code, base::ErrorCode::Storage);
        QVERIFY(!autostart.isOn());
    }

private:
    std::unique_ptr<QTemporaryDir> m_home{};
};

QTEST_GUILESS_MAIN(AutostartTest)

#include "autostart_test.moc"
