#include "upstream/answer_reader.h"

#include <string>

#include <QTest>

using upstream::AnswerReader;
using State = AnswerReader::State;

namespace {

/// Everything a reader tells, in one line.
class Told final : public AnswerReader::Sink {
public:
    void onHeader(std::string_view name, std::string_view value) override
    {
        text.append(name).append("=").append(value).append(" ");
    }
    bool onHead(int status, std::int64_t length) override
    {
        text.append("[").append(std::to_string(status)).append(" ").append(std::to_string(length)).append("] ");
        return true;
    }
    bool onBody(std::string_view bytes) override
    {
        body += bytes;
        return body.size() <= most;
    }
    void onInterim() override { text.clear(); }

    std::string text{};
    std::string body{};
    std::size_t most = 1'000'000;
};

struct Read {
    std::string text{};
    State state = State::Head;
    bool keepsAlive = false;
    std::size_t used = 0;
    friend bool operator==(const Read &, const Read &) = default;
};

/// Fed in pieces of `step` bytes; `closed`: then the far end closes.
Read read(std::string_view bytes, std::size_t step, bool closed)
{
    Told told;
    AnswerReader reader(told);
    Read out;
    for (std::size_t at = 0; at < bytes.size() && (reader.state() == State::Head || reader.state() == State::Body);
         at += step)
        out.used += reader.feed(bytes.substr(at, step));
    if (closed)
        reader.end();
    out.text = told.text + told.body;
    out.state = reader.state();
    out.keepsAlive = reader.keepsAlive();
    return out;
}

constexpr const char *kOk = "HTTP/1.1 200 OK\r\n";

} // namespace

class AnswerReaderTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("told");
        QTest::addColumn<State>("state");
        QTest::addColumn<bool>("keepsAlive");
        const auto row = [](const char *name, const QByteArray &bytes, const char *told, State state, bool keepsAlive) {
            QTest::newRow(name) << bytes << QString::fromUtf8(told) << state << keepsAlive;
        };
        using enum State;
        row("a length", kOk + QByteArray("Content-Length: 5\r\nA: b\r\n\r\nhello"), "A=b [200 5] hello", Done, true);
        row("a length of nothing", kOk + QByteArray("Content-Length: 0\r\n\r\n"), "[200 0] ", Done, true);
        row("the same length twice", kOk + QByteArray("Content-Length: 2\r\nContent-Length: 2\r\n\r\nhi"), "[200 2] hi",
            Done, true);
        row("chunks", kOk + QByteArray("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6; x=y\r\n world\r\n0\r\n\r\n"),
            "[200 -1] hello world", Done, true);
        row("chunks and trailers",
            kOk + QByteArray("transfer-encoding: Chunked\r\n\r\nA\r\n0123456789\r\n0\r\nX: y\r\n\r\n"),
            "[200 -1] 0123456789", Done, true);
        row("chunks and a length",
            kOk + QByteArray("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nh\r\n0\r\n\r\n"),
            "[200 -1] h", Done, false);
        row("until it closes", kOk + QByteArray("\r\nhello"), "[200 -1] hello", Done, false);
        row("HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", "[200 2] hi", Done, false);
        row("HTTP/1.0 that stays", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nhi",
            "[200 2] hi", Done, true);
        row("the last on its connection", kOk + QByteArray("Connection: foo, Close\r\nContent-Length: 2\r\n\r\nhi"),
            "[200 2] hi", Done, false);
        row("an interim head",
            QByteArray("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n") + kOk + QByteArray("Content-Length: 2\r\n\r\nhi"),
            "[200 2] hi", Done, true);
        row("no body", "HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n", "[204 -1] ", Done, true);
        row("no reason", "HTTP/1.1 529\r\nContent-Length: 2\r\n\r\nhi", "[529 2] hi", Done, true);
        row("bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 2\n\nhi", "[200 2] hi", Done, true);
        row("a folded line, and one without a name",
            kOk + QByteArray("A: b\r\n c\r\n: d\r\ne\r\nContent-Length: 2\r\n\r\nhi"), "A=b [200 2] hi", Done, true);
        row("a cut length", kOk + QByteArray("Content-Length: 5\r\n\r\nhell"), "[200 5] hell", Body, true);
        row("a cut chunk", kOk + QByteArray("Transfer-Encoding: chunked\r\n\r\n5\r\nhell"), "[200 -1] hell", Body,
            true);
        row("chunks without an end", kOk + QByteArray("Transfer-Encoding: chunked\r\n\r\n1\r\nh\r\n0\r\n"),
            "[200 -1] h", Body, true);
        row("a cut head", kOk + QByteArray("Content-Length: 5\r\n"), "", Head, false);
        row("another protocol", "SSH-2.0-OpenSSH_9\r\n", "", Broken, false);
        row("HTTP/2", "HTTP/2.0 200 OK\r\n\r\n", "", Broken, false);
        row("a status of two digits", "HTTP/1.1 20 OK\r\n\r\n", "", Broken, false);
        row("a status of four digits", "HTTP/1.1 2000 OK\r\n\r\n", "", Broken, false);
        row("a change of protocol", "HTTP/1.1 101 Switching\r\n\r\n", "", Broken, false);
        row("two lengths", kOk + QByteArray("Content-Length: 2\r\nContent-Length: 3\r\n\r\nhi"), "", Broken, false);
        row("a length with a sign", kOk + QByteArray("Content-Length: +2\r\n\r\nhi"), "", Broken, false);
        row("a length below nothing", kOk + QByteArray("Content-Length: -2\r\n\r\nhi"), "", Broken, false);
        row("a length too large to count", kOk + QByteArray("Content-Length: 99999999999999999999\r\n\r\n"), "", Broken,
            false);
        row("an unknown coding", kOk + QByteArray("Transfer-Encoding: gzip, chunked\r\n\r\n"), "", Broken, false);
        row("a chunk without a size", kOk + QByteArray("Transfer-Encoding: chunked\r\n\r\n\r\nhi"), "[200 -1] ", Broken,
            true);
        row("a chunk of what is no number", kOk + QByteArray("Transfer-Encoding: chunked\r\n\r\n0x2\r\nhi\r\n"),
            "[200 -1] ", Broken, true);
        row("a chunk larger than its size", kOk + QByteArray("Transfer-Encoding: chunked\r\n\r\n1\r\nhi\r\n0\r\n\r\n"),
            "[200 -1] h", Broken, true);
        row("an endless head", kOk + QByteArray(70'000, 'x'), "", HeadTooLarge, false);
        row("an endless line of a chunk",
            kOk + QByteArray("Transfer-Encoding: chunked\r\n\r\n1;") + QByteArray(5000, 'x'), "[200 -1] ", Broken,
            true);
    }

    void answers()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, told);
        QFETCH(const State, state);
        QFETCH(const bool, keepsAlive);
        const std::string_view text(bytes.data(), static_cast<std::size_t>(bytes.size()));
        const Read whole = read(text, text.size(), true);
        QCOMPARE(QString::fromStdString(whole.text), told);
        QCOMPARE(whole.state, state);
        if (state == State::Done || state == State::Body)
            QCOMPARE(whole.keepsAlive, keepsAlive);
        for (const std::size_t step : {1, 2, 3, 7, 64})
            QCOMPARE(read(text, step, true).text, whole.text);
        QVERIFY(read(text, 1, true).state == state);
    }

    void whatFollowsIsNotTheAnswers()
    {
        const std::string answer = std::string(kOk) + "Content-Length: 2\r\n\r\nhi";
        QCOMPARE(read(answer + "HTTP/1.1 200 OK", 1000, false).used, answer.size());
        const std::string chunked = std::string(kOk) + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
        QCOMPARE(read(chunked + "x", 1000, false).used, chunked.size());
    }

    void aSinkThatHasEnoughStopsIt()
    {
        Told told;
        told.most = 3;
        AnswerReader reader(told);
        reader.feed(std::string(kOk) + "Content-Length: 5\r\n\r\nhello");
        QVERIFY(reader.state() == State::Stopped);
    }

    void theFirstByteIsSeen()
    {
        Told told;
        AnswerReader reader(told);
        QVERIFY(reader.untouched());
        reader.feed("H");
        QVERIFY(!reader.untouched());
    }
};

QTEST_GUILESS_MAIN(AnswerReaderTest)
#include "answer_reader_test.moc"
