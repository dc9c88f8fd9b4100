#include <QTest>

#include "dialect/sse_reader.h"

namespace {

/// All events of a stream that arrives in the given slices, as "type|data" lines; and the raw bytes joined again.
struct Reading {
    std::string events{};
    std::string raw{};
    std::string rest{};
    bool failed = false;
};

Reading readInSlices(const std::string &bytes, std::size_t slice, bool atEnd = true)
{
    Reading out;
    dialect::SseReader reader;
    dialect::SseEvent event;
    std::string unread;
    for (std::size_t from = 0; from <= bytes.size(); from += slice) {
        unread += bytes.substr(from, slice);
        const bool last = from + slice > bytes.size();
        for (;;) {
            const auto step = reader.next(unread, event, atEnd && last);
            if (!step) {
                out.failed = true;
                return out;
            }
            if (*step == dialect::SseReader::Step::NeedMore)
                break;
            if (event.hasData)
                out.events += std::string(event.type) + "|" + std::string(event.data) + "\n";
            out.raw += event.raw;
            unread.erase(0, event.raw.size());
        }
    }
    out.rest = unread;
    return out;
}

} // namespace

class SseReaderTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void events_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArray>("events");
        QTest::newRow("one") << QByteArray("data: a\n\n") << QByteArray("|a\n");
        QTest::newRow("CRLF") << QByteArray("data: a\r\n\r\ndata: b\r\n\r\n") << QByteArray("|a\n|b\n");
        QTest::newRow("CR alone") << QByteArray("data: a\r\rdata: b\r\r") << QByteArray("|a\n|b\n");
        QTest::newRow("mixed line ends") << QByteArray("data: a\r\n\ndata: b\n\r\n") << QByteArray("|a\n|b\n");
        QTest::newRow("byte order mark once") << QByteArray("\xEF\xBB\xBF"
                                                            "data: a\n\n")
                                              << QByteArray("|a\n");
        QTest::newRow("two byte order marks") << QByteArray("\xEF\xBB\xBF\xEF\xBB\xBF"
                                                            "data: a\n\ndata: b\n\n")
                                              << QByteArray("|b\n");
        QTest::newRow("no space after the colon") << QByteArray("data:a\n\n") << QByteArray("|a\n");
        QTest::newRow("only one space is taken") << QByteArray("data:  a\n\n") << QByteArray("| a\n");
        QTest::newRow("several data lines") << QByteArray("data: a\ndata: b\ndata\n\n") << QByteArray("|a\nb\n\n");
        QTest::newRow("empty data first") << QByteArray("data:\ndata: b\n\n") << QByteArray("|\nb\n");
        QTest::newRow("event type") << QByteArray("event: error\ndata: a\n\n") << QByteArray("error|a\n");
        QTest::newRow("the type does not stick")
            << QByteArray("event: x\ndata: a\n\ndata: b\n\n") << QByteArray("x|a\n|b\n");
        QTest::newRow("comments are no events") << QByteArray(": ping\n\n: ping\n\ndata: a\n\n") << QByteArray("|a\n");
        QTest::newRow("a comment inside an event")
            << QByteArray("id:1\n:HTTP_STATUS/200\ndata: a\n\n") << QByteArray("|a\n");
        QTest::newRow("unknown fields are ignored")
            << QByteArray("retry: bogus\nfoo: x\ndata: a\n\n") << QByteArray("|a\n");
        QTest::newRow("no final blank line: not dispatched")
            << QByteArray("data: a\n\ndata: b\n") << QByteArray("|a\n");
        QTest::newRow("utf-8") << QByteArray("data: \xE4\xBD\xA0\xE5\xA5\xBD\n\n")
                               << QByteArray("|\xE4\xBD\xA0\xE5\xA5\xBD\n");
        QTest::newRow("type before a split data")
            << QByteArray("event: message\ndata: {\"a\":1}\n\n") << QByteArray("message|{\"a\":1}\n");
    }
    void events()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArray, events);
        for (std::size_t slice = 1; slice <= static_cast<std::size_t>(stream.size()) + 1; ++slice) {
            const Reading got = readInSlices(stream.toStdString(), slice);
            QCOMPARE(QByteArray::fromStdString(got.events), events);
            QCOMPARE(QByteArray::fromStdString(got.raw + got.rest), stream); // not one byte is lost
        }
    }
    void aLineOverTheLimitFails()
    {
        QVERIFY(readInSlices("data: " + std::string((1 << 20) + 1, 'x') + "\n\n", 65536).failed);
        QVERIFY(!readInSlices("data: " + std::string(900 * 1024, 'x') + "\n\n", 65536).failed);
    }
    void anEventOverTheLimitFails()
    {
        std::string many;
        for (int i = 0; i < 90; ++i)
            many += "data: " + std::string(100 * 1024, 'x') + "\n";
        QVERIFY(readInSlices(many, 65536).failed);
    }
};

QTEST_APPLESS_MAIN(SseReaderTest)
#include "sse_reader_test.moc"
