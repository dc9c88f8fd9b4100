#include <thread>

#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/single_instance.h"

namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

std::filesystem::path pathOf(const QTemporaryDir &dir)
{
    return dir.path().toStdString();
}

} // namespace

/// A second start reaches the window of the first, whatever became of those before.
class SingleInstanceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wordsArrive()
    {
        const QTemporaryDir dir;
        app::SingleInstance first(pathOf(dir));
        QVERIFY(first.listen());
        const auto file = QFileInfo(dir.filePath(u"window.socket"_s));
        QVERIFY(file.exists());
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
        app::Handover got;
        connect(&first, &app::SingleInstance::called, this, [&](const app::Handover &words) { got = words; });
        bool given = false;
        const app::Handover words{{u"--page"_s, u"réquests \"x\"\n"_s}, u"token"_s};
        std::jthread second([&] { given = app::SingleInstance::handOver(pathOf(dir), words, 5s); });
        QTRY_COMPARE(got.arguments, words.arguments);
        QCOMPARE(got.activationToken, words.activationToken);
        while (!given)
            QTest::qWait(5);
    }

    void nobodyThereIsSaidInTime()
    {
        const QTemporaryDir dir;
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!app::SingleInstance::handOver(pathOf(dir), {}, 200ms));
        QVERIFY(timer.elapsed() < 2000);
    }

    void aDeadOnesSocketIsInNobodysWay()
    {
        const QTemporaryDir dir;
        QFile left(dir.filePath(u"window.socket"_s));
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.close();
        app::SingleInstance next(pathOf(dir));
        QVERIFY(next.listen());
        QLocalSocket socket;
        socket.connectToServer(left.fileName());
        QVERIFY(socket.waitForConnected(1000));
    }

    void aLongPathTakesTheSessionsFolder()
    {
        const QTemporaryDir dir;
        const QTemporaryDir runtime;
        qputenv("XDG_RUNTIME_DIR", runtime.path().toLocal8Bit());
        const auto deep = pathOf(dir) / std::string(120, 'x');
        std::filesystem::create_directories(deep);
        app::SingleInstance first(deep);
        QVERIFY(first.listen());
        QSignalSpy called(&first, &app::SingleInstance::called);
        std::jthread second([&] { app::SingleInstance::handOver(deep, {}, 5s); });
        QVERIFY(called.wait());
        qunsetenv("XDG_RUNTIME_DIR");
    }

    void noiseIsNoCall()
    {
        const QTemporaryDir dir;
        app::SingleInstance first(pathOf(dir));
        QVERIFY(first.listen());
        QSignalSpy called(&first, &app::SingleInstance::called);
        QLocalSocket socket;
        socket.connectToServer(dir.filePath(u"window.socket"_s));
        QVERIFY(socket.waitForConnected(1000));
        socket.write(QByteArray(600 * 1024, 'x'));
        socket.flush();
        QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
        QCOMPARE(called.size(), 0);
    }
};

QTEST_GUILESS_MAIN(SingleInstanceTest)

#include "single_instance_test.moc"
