#include "upstream/live_fetch.h"

#include <condition_variable>
#include <mutex>

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace {

/// Remembers what it hears, and lets the test wait for it.
class Hearing final : public upstream::LiveListener {
public:
    void sent(const std::string &head) override
    {
        note([&] { m_sent = head; });
    }
    void begun(int status, const std::string &head) override
    {
        note([&] {
            m_status = status;
            m_head = head;
        });
    }
    bool bytes(std::string_view bytes) override
    {
        note([&] { m_bytes += bytes; });
        return m_bytes.size() < enough;
    }
    void ended(const upstream::LiveEnd &end) override
    {
        note([&] { m_end = end; });
    }

    template <typename Condition>
    bool waitFor(Condition condition)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::seconds(10), [&] { return condition(*this); });
    }

    std::size_t enough = 1000;
    std::string m_sent{};
    int m_status = 0;
    std::string m_head{};
    std::string m_bytes{};
    std::optional<upstream::LiveEnd> m_end{};

private:
    template <typename Change>
    void note(Change change)
    {
        const std::lock_guard lock(m_mutex);
        change();
        m_changed.notify_all();
    }
    std::mutex m_mutex{};
    std::condition_variable m_changed{};
};

bool hasEnd(const Hearing &heard)
{
    return heard.m_end.has_value();
}

/// Now, and not when the event loop turns.
void say(QTcpSocket &peer, const char *bytes)
{
    peer.write(bytes);
    peer.waitForBytesWritten(5000);
}

upstream::FetchRequest post(std::uint16_t port)
{
    return {.method = "POST",
            .url = "http://127.0.0.1:" + std::to_string(port) + "/v1/x",
            .credentials = {.secret = std::make_shared<const base::Secret>(std::string("sy-very-secret"))},
            .headers = {{"x-session-id", "s 1"}},
            .body = R"({"a":1})"};
}

} // namespace

class LiveFetchTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<QTcpServer>();
        QVERIFY(m_server->listen(QHostAddress::LocalHost));
    }

    void bytesAreHeardAsTheyComeAndTheKeyIsNot()
    {
        Hearing heard;
        const upstream::LiveFetch fetch(post(m_server->serverPort()), heard);
        QTcpSocket *peer = accepted();
        say(*peer,
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 529 Busy\r\nx-request-id: r1\r\nContent-Length: 6\r\n\r\none");
        QVERIFY(heard.waitFor([](const Hearing &now) { return now.m_bytes == "one"; }));
        QVERIFY(!heard.m_end);
        QCOMPARE(heard.m_status, 529);
        QCOMPARE(heard.m_head, std::string("HTTP/1.1 529 Busy\r\nx-request-id: r1\r\nContent-Length: 6\r\n"));
        QVERIFY(heard.m_sent.starts_with("POST /v1/x HTTP/1.1\r\n"));
        QVERIFY(heard.m_sent.contains("Authorization: Bearer ***\r\n"));
        QVERIFY(heard.m_sent.contains("x-session-id: s 1\r\n"));
        QVERIFY(!heard.m_sent.contains("very"));
        say(*peer, "two");
        QVERIFY(heard.waitFor(hasEnd));
        QVERIFY(heard.m_end->how.has_value());
        QCOMPARE(heard.m_bytes, std::string("onetwo"));
        QVERIFY(heard.m_end->totalUs >= heard.m_end->firstByteUs && heard.m_end->firstByteUs > 0);
    }

    void itsEndIsSeenByThePeerAtOnce()
    {
        Hearing heard;
        auto fetch = std::make_unique<upstream::LiveFetch>(post(m_server->serverPort()), heard);
        QTcpSocket *peer = accepted();
        QElapsedTimer timer;
        timer.start();
        fetch.reset();
        QTRY_COMPARE(peer->state(), QAbstractSocket::UnconnectedState);
        QVERIFY(timer.elapsed() < 900); // and not with the next look of its loop
        QVERIFY(heard.m_end && heard.m_end->how.error().code == base::ErrorCode::Cancelled);
    }

    void aBrokenAnswerIsAFailure()
    {
        Hearing heard;
        const upstream::LiveFetch fetch(post(m_server->serverPort()), heard);
        QTcpSocket *peer = accepted();
        say(*peer, "HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\npart");
        QVERIFY(heard.waitFor([](const Hearing &now) { return now.m_bytes == "part"; }));
        peer->disconnectFromHost();
        QVERIFY(heard.waitFor(hasEnd));
        QVERIFY(!heard.m_end->how);
        QCOMPARE(heard.m_end->how.error().code, base::ErrorCode::Upstream);
    }

    void nobodyThereIsSaid()
    {
        const std::uint16_t port = m_server->serverPort();
        m_server.reset();
        Hearing heard;
        const upstream::LiveFetch fetch(post(port), heard);
        QVERIFY(heard.waitFor(hasEnd));
        QVERIFY(!heard.m_end->how);
        QVERIFY(heard.m_end->how.error().detail.starts_with("no answer: "));
    }

private:
    /// The one who asks, when its whole request is there.
    QTcpSocket *accepted()
    {
        if (!QTest::qWaitFor([this] { return m_server->hasPendingConnections(); }, 10'000))
            return nullptr;
        QTcpSocket *peer = m_server->nextPendingConnection();
        QByteArray asked;
        static_cast<void>(QTest::qWaitFor(
            [&] {
                asked += peer->readAll();
                return asked.endsWith("}");
            },
            10'000));
        return peer;
    }
    std::unique_ptr<QTcpServer> m_server{};
};

QTEST_GUILESS_MAIN(LiveFetchTest)

#include "live_fetch_test.moc"
