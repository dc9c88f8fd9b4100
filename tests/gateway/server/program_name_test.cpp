#include "server/program_name.h"

#include <QCoreApplication>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

class ProgramNameTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aProgramIsCalledByItsFileOrItsScript_data()
    {
        QTest::addColumn<QString>("executable");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("name");
        using Words = std::initializer_list<const char *>;
        const auto row = [](const char *what, const char *executable, Words arguments, const char *name) {
            QStringList words;
            for (const char *argument : arguments)
                words += QString::fromUtf8(argument);
            QTest::newRow(what) << QString::fromUtf8(executable) << words << QString::fromUtf8(name);
        };
        row("a program", "/opt/Cursor/cursor", {"cursor", "--token", "secret"}, "cursor");
        row("no interpreter", "/usr/bin/nodemon", {"nodemon", "file.js"}, "nodemon");
        row("a script", "/usr/bin/python3.11", {"python3", "/home/a/file train.py", "--key", "secret"},
            "file train.py");
        row("behind options", "/usr/bin/node", {"node", "--max-old-space-size=9", "bin/file-cli"}, "file-cli");
        row("behind an option's value", "/usr/bin/python3", {"python3", "-W", "ignore", "file.py"}, "file.py");
        row("a module", "/usr/bin/python3", {"python3", "-u", "-m", "http.server", "file"}, "http.server");
        row("no name of a module", "/usr/bin/python3", {"python3", "-m", "a b"}, "python3");
        row("a program on the command line", "/usr/bin/python3", {"python3", "-c", "secret", "file"}, "python3");
        row("the same in short", "/usr/bin/perl", {"perl", "-ne", "secret", "file"}, "perl");
        row("the same in long", "/usr/bin/node", {"node", "--eval", "secret", "file"}, "node");
        row("from its input", "/bin/sh", {"sh", "-", "file"}, "sh");
        row("no script that there is", "/usr/bin/python3", {"python3", "secret"}, "python3");
        row("a title instead of arguments", "/usr/bin/node", {"claude"}, "claude");
        row("a title of several words", "/usr/bin/node", {"claude secret"}, "claude");
        row("no title", "/usr/bin/node", {"node"}, "node");
        row("a shell that one has signed in to", "/bin/bash", {"-bash"}, "bash");
        row("nothing known", "", {}, "");
        row("no arguments", "/usr/bin/python3", {}, "python3");
        row("control characters", "/usr/bin/a\nb\x7f", {}, "a?b?");
        row("letters of all kinds", "/opt/程序", {}, "程序");
    }
    void aProgramIsCalledByItsFileOrItsScript()
    {
        QFETCH(QString, executable);
        QFETCH(QStringList, arguments);
        QFETCH(QString, name);
        std::vector<std::string> words;
        for (const QString &argument : arguments)
            words.push_back(argument.toStdString());
        const auto isFile = [](const std::string &argument) { return argument.find("file") != std::string::npos; };
        QCOMPARE(QString::fromStdString(server::programName(executable.toStdString(), words, isFile)), name);
    }
    void aNameIsShort()
    {
        const std::string long_(500, 'x');
        QCOMPARE(server::programName("/opt/" + long_, {}, {}).size(), std::size_t{64});
        QCOMPARE(server::programName("/opt/\xFF", {}, {}), std::string("?"));
    }
    void runningProcessesHaveNames()
    {
        server::ProgramNames names("/proc");
        QCOMPARE(names.of(QCoreApplication::applicationPid()), std::string("gateway_server_program_name_test"));
        QProcess shell;
        const QTemporaryDir folder;
        QFile script(folder.filePath(QStringLiteral("nightly job.sh")));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("read line\n");
        script.close();
        shell.setWorkingDirectory(folder.path());
        shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("nightly job.sh"), QStringLiteral("secret")});
        QVERIFY(shell.waitForStarted());
        const qint64 process = shell.processId();
        QTRY_COMPARE(names.of(process), std::string("nightly job.sh"));
        QCOMPARE(names.of(process), std::string("nightly job.sh"));
        shell.closeWriteChannel();
        QVERIFY(shell.waitForFinished());
        QCOMPARE(names.of(process), std::string());
    }
};

QTEST_GUILESS_MAIN(ProgramNameTest)
#include "program_name_test.moc"
