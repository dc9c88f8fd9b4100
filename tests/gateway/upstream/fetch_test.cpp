#include "upstream/fetch.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

namespace {

/// Answers whoever connects, on a thread of its own: fetching blocks.
class Answering {
public:
    explicit Answering(QByteArray answer, int delayMs = 0) : m_answer(std::move(answer)), m_delayMs(delayMs)
    {
        m_thread = QThread::create([this] {
            QTcpServer server;
            server.listen(QHostAddress::LocalHost);
            m_port.store(server.serverPort());
            while (!m_thread->isInterruptionRequested()) {
                if (!server.waitForNewConnection(10))
                    continue;
                const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
                socket->waitForReadyRead(1000);
                QThread::msleep(static_cast<unsigned long>(m_delayMs));
                socket->write(m_answer);
                socket->waitForBytesWritten(1000);
                socket->disconnectFromHost();
            }
        });
        m_thread->start();
        while (m_port.load() == 0)
            QThread::yieldCurrentThread();
    }
    ~Answering()
    {
        m_thread->requestInterruption();
        m_thread->wait();
        delete m_thread;
    }
    Q_DISABLE_COPY_MOVE(Answering)
    std::string url(const char *scheme = "http") const
    {
        return std::string(scheme) + "://127.0.0.1:" + std::to_string(m_port.load()) + "/v1/models";
    }

private:
    QByteArray m_answer;
    int m_delayMs;
    std::atomic<int> m_port{0};
    QThread *m_thread = nullptr;
};

upstream::FetchRequest get(std::string url, std::int64_t timeoutMs = 5000)
{
    return {.url = std::move(url), .timeoutMs = timeoutMs};
}

std::string closedPort()
{
    QTcpServer taken;
    taken.listen(QHostAddress::LocalHost);
    const std::string out = "http://127.0.0.1:" + std::to_string(taken.serverPort());
    taken.close();
    return out;
}

} // namespace

class FetchTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void severalAreUnderWayAtOnce()
    {
        const Answering slow("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nslow", 300);
        const Answering slower("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", 300);
        const upstream::FetchRequest requests[] = {get(slow.url()), get(closedPort()), get(slower.url())};
        QElapsedTimer timer;
        timer.start();
        const auto reports = upstream::fetchAll(requests);
        QVERIFY(timer.elapsed() < 580); // one after the other they take 600
        QCOMPARE(reports.size(), 3U);
        QVERIFY(reports[0].answer);
        QCOMPARE(reports[0].answer->body, std::string("slow"));
        QVERIFY(reports[0].answer->durationUs >= 250'000);
        QVERIFY(reports[0].address.starts_with("127.0.0.1:"));
        QVERIFY(!reports[1].answer);
        QVERIFY(reports[2].answer);
        QCOMPARE(reports[2].answer->status, 404);
    }
    void aFailureSaysHowFarItCame_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<int>("stage");
        QTest::addColumn<QString>("words");
        QTest::newRow("no such host") << "http://no-such-host.invalid/v1" << int(upstream::Stage::Address) << "resolve";
        QTest::newRow("nobody listens to TLS")
            << QString::fromStdString(closedPort()).replace(QLatin1String("http:"), QLatin1String("https:"))
            << int(upstream::Stage::Connect) << "connect";
        QTest::newRow("nobody listens") << QString::fromStdString(closedPort()) << int(upstream::Stage::Connect)
                                        << "connect";
    }
    void aFailureSaysHowFarItCame()
    {
        QFETCH(QString, url);
        QFETCH(QString, words);
        const upstream::FetchRequest request = get(url.toStdString());
        const auto reports = upstream::fetchAll(std::span(&request, 1));
        QTEST(static_cast<int>(reports.front().reached), "stage");
        QVERIFY(!reports.front().answer);
        QVERIFY2(reports.front().answer.error().detail.find(words.toStdString()) != std::string::npos,
                 reports.front().answer.error().detail.c_str());
    }
    void plainTextWhereTlsIsSpokenFailsThere()
    {
        const Answering plain("HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n");
        const upstream::FetchRequest request = get(plain.url("https"));
        const auto reports = upstream::fetchAll(std::span(&request, 1));
        QVERIFY(!reports.front().answer);
        QCOMPARE(reports.front().reached, upstream::Stage::Tls);
    }
    void silenceWhereTlsIsSpokenFailsThere()
    {
        const Answering silent("", 400);
        const upstream::FetchRequest request = get(silent.url("https"), 150);
        const auto reports = upstream::fetchAll(std::span(&request, 1));
        QCOMPARE(reports.front().reached, upstream::Stage::Tls);
        QCOMPARE(reports.front().answer.error().code, base::ErrorCode::UpstreamTimeout);
    }
    void whatIsNotAnsweredInTimeFailsAtTheAnswer()
    {
        const Answering silent("", 400);
        const upstream::FetchRequest request = get(silent.url(), 150);
        const auto reports = upstream::fetchAll(std::span(&request, 1));
        QCOMPARE(reports.front().reached, upstream::Stage::Answer);
        QCOMPARE(reports.front().answer.error().code, base::ErrorCode::UpstreamTimeout);
    }
    void anEchoOfTheKeyIsNotTold()
    {
        const Answering echo("HTTP/1.1 sk-echoed-key\r\n\r\n");
        upstream::FetchRequest request = get(echo.url());
        request.credentials.secret = std::make_shared<const base::Secret>(std::string("sk-echoed-key"));
        const auto answer = upstream::fetch(request);
        QVERIFY(!answer);
        QVERIFY(answer.error().detail.find("sk-echoed-key") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(FetchTest)
#include "fetch_test.moc"
