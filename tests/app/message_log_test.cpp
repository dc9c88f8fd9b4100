#include <QLoggingCategory>
#include <QtTest>

#include "app/message_log.h"

namespace {

Q_LOGGING_CATEGORY(ledgerLog, "switchyard.ledger")

const std::string kKey = "zq-CANARY-81hWm4TtB7pLx0Yy";

struct Heard {
    QtMsgType type = QtDebugMsg;
    QString category{};
    QString text{};
};
std::vector<Heard> g_heard; // a message handler is a bare function

void hear(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    g_heard.push_back({type, QString::fromLatin1(context.category), text});
}

} // namespace

/// QTest has a message handler of its own; here another stands in its place.
class MessageLogTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        g_heard.clear();
        m_before = qInstallMessageHandler(hear);
    }
    void cleanup() { qInstallMessageHandler(m_before); }

    void messages_of_qt_become_lines()
    {
        const auto log = std::make_shared<logs::Log>();
        {
            const app::MessageLog messages(log);
            qWarning("plain");
            qCCritical(ledgerLog, "ours");
            qInfo("for information");
        }
        qWarning("after it");
        const auto lines = log->page({}).lines;
        QCOMPARE(lines.size(), std::size_t(3));
        QCOMPARE(lines[2]->category, std::string("general"));
        QCOMPARE(lines[2]->level, logs::Level::Warning);
        QCOMPARE(lines[1]->category, std::string("ledger"));
        QCOMPARE(lines[1]->level, logs::Level::Error);
        QCOMPARE(lines[0]->level, logs::Level::Info);
        QCOMPARE(g_heard.size(), std::size_t(4));
        QCOMPARE(g_heard[1].category, QStringLiteral("default")); // no name before its words
    }

    void what_goes_on_has_no_secret_either()
    {
        const auto log = std::make_shared<logs::Log>();
        const auto secret = std::make_shared<const base::Secret>(kKey);
        log->hide([secret] { return std::vector{secret}; });
        log->setKeeping({.least = logs::Level::Error});
        const app::MessageLog messages(log);
        qWarning("it said %s", kKey.c_str());
        qDebug("authorization: Bearer 0123456789");
        QCOMPARE(g_heard.size(), std::size_t(2));
        QCOMPARE(g_heard[0].text, QStringLiteral("it said ***"));
        QCOMPARE(g_heard[1].text, QStringLiteral("authorization: ***"));
        QVERIFY(log->page({}).lines.empty());
    }

private:
    QtMessageHandler m_before = nullptr;
};

QTEST_GUILESS_MAIN(MessageLogTest)
#include "message_log_test.moc"
