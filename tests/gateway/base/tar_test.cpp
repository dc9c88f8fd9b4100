#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include "base/tar.h"

/// What we write is what `tar` reads.
class TarTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void is_made_of_whole_blocks()
    {
        const std::vector<base::TarFile> files = {{"a.txt", std::string(513, 'x')}, {"empty", ""}};
        const std::string archive = base::tarOf(files, 0);
        QCOMPARE(archive.size(), std::size_t(512 + 1024 + 512 + 1024));
        QCOMPARE(archive.substr(257, 5), std::string("ustar"));
    }

    void tar_unpacks_it()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("tar")).isEmpty())
            QSKIP("there is no tar here");
        const QTemporaryDir directory;
        const std::vector<base::TarFile> files = {{"doctor.json", "{}\n"}, {"switchyard.log", std::string(2000, 'y')}};
        QFile file(directory.filePath(QStringLiteral("bundle.tar")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(base::tarOf(files, 1'700'000'000)));
        file.close();
        QProcess tar;
        tar.setWorkingDirectory(directory.path());
        tar.start(QStringLiteral("tar"), {QStringLiteral("-xvf"), QStringLiteral("bundle.tar")});
        QVERIFY(tar.waitForFinished());
        QCOMPARE(tar.readAllStandardError(), QByteArray());
        QCOMPARE(tar.exitCode(), 0);
        QFile out(directory.filePath(QStringLiteral("switchyard.log")));
        QVERIFY(out.open(QIODevice::ReadOnly));
        QCOMPARE(out.readAll().size(), qsizetype(2000));
        QVERIFY(!(out.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    }
};

QTEST_GUILESS_MAIN(TarTest)
#include "tar_test.moc"
