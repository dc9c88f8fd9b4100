#include "dialect/frame_reader.h"

#include <QTest>

#include "dialect/dialect.h"
#include "fakes/aws_events.h"

namespace {

using dialect::FrameReader;
using dialect::Framing;

/// All frames of a stream that arrives in the given slices, as "type|data" lines; and the raw bytes joined again.
struct Reading {
    std::string frames{};
    std::string raw{};
    std::string problem{};
};

Reading readInSlices(Framing framing, const std::string &bytes, std::size_t slice)
{
    Reading out;
    FrameReader reader(framing);
    std::string unread;
    for (std::size_t from = 0; from <= bytes.size(); from += slice) {
        unread += bytes.substr(from, slice);
        for (;;) {
            dialect::SseEvent frame;
            unread.reserve(unread.size() + dialect::kReadablePadding);
            const auto step = reader.next(unread, frame, from + slice > bytes.size());
            if (!step) {
                out.problem = step.error().detail;
                return out;
            }
            if (*step == FrameReader::Step::NeedMore)
                break;
            if (frame.hasData)
                out.frames += std::string(frame.type) + "|" + std::string(frame.data) + "\n";
            out.raw += frame.raw;
            unread.erase(0, frame.raw.size());
        }
    }
    return out;
}

std::string unhex(const char *hex)
{
    return QByteArray::fromHex(hex).toStdString();
}

} // namespace

class FrameReaderTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void frames_data()
    {
        QTest::addColumn<int>("framing");
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArray>("frames");
        const auto row = [](const char *name, Framing framing, const std::string &stream, const char *frames) {
            QTest::newRow(name) << static_cast<int>(framing) << QByteArray::fromStdString(stream) << QByteArray(frames);
        };
        row("server-sent", Framing::Sse, "event: a\ndata: 1\n\ndata: 2\n\n", "a|1\n|2\n");
        row("lines", Framing::Ndjson, "{\"a\":1}\n{\"b\":2}\r\n", "|{\"a\":1}\n|{\"b\":2}\n");
        row("blank lines and a last one without end", Framing::Ndjson, "\n{\"a\":1}\n \n\n{\"b\":2}",
            "|{\"a\":1}\n|{\"b\":2}\n");
        row("utf-8 in a line", Framing::Ndjson, "\"\xE4\xBD\xA0\"\n", "|\"\xE4\xBD\xA0\"\n");
        row("events", Framing::AwsEvents, aws_events::event("messageStart", "{}") + aws_events::event("b", ""),
            "messageStart|{}\nb|\n");
        row("an exception", Framing::AwsEvents, aws_events::exception("throttlingException", "{\"message\":\"slow\"}"),
            "throttlingException|{\"message\":\"slow\"}\n");
        row("an error", Framing::AwsEvents,
            aws_events::frame(aws_events::textHeader(":message-type", "error")
                                  + aws_events::textHeader(":error-code", "InternalError")
                                  + aws_events::textHeader(":error-message", "no more"),
                              ""),
            "error|no more\n");
        row("headers of every type", Framing::AwsEvents,
            aws_events::frame(std::string("\1a\0", 3) + std::string("\1b\1", 3) + std::string("\1c\2x", 4)
                                  + std::string("\1d\3xx", 5) + std::string("\1e\4xxxx", 7)
                                  + std::string("\1f\5xxxxxxxx", 11) + std::string("\1g\6\0\2xx", 7)
                                  + std::string("\1h\x08xxxxxxxx", 11) + std::string("\1i\x09xxxxxxxxxxxxxxxx", 19)
                                  + aws_events::textHeader(":event-type", "e"),
                              "p"),
            "e|p\n");
    }
    void frames()
    {
        QFETCH(int, framing);
        QFETCH(QByteArray, stream);
        QFETCH(QByteArray, frames);
        for (std::size_t slice = 1; slice <= static_cast<std::size_t>(stream.size()) + 1; ++slice) {
            const Reading got = readInSlices(static_cast<Framing>(framing), stream.toStdString(), slice);
            QVERIFY2(got.problem.empty(), got.problem.c_str());
            QCOMPARE(QByteArray::fromStdString(got.frames), frames);
            QCOMPARE(QByteArray::fromStdString(got.raw), stream); // not one byte is lost
        }
    }
    /// Those AWS publishes with its codecs: nothing, a payload, and a header with a payload.
    void publishedVectors()
    {
        const std::string empty = unhex("000000100000000005c248eb7d98c8ff");
        const std::string payload = unhex("0000001d00000000fd528c5a7b27666f6f273a27626172277dc3653936");
        const std::string header = unhex("0000003d0000002007fd83960c636f6e74656e742d747970650700106170706c6963617469"
                                         "6f6e2f6a736f6e7b27666f6f273a27626172277d8d9c08b1");
        const Reading got = readInSlices(Framing::AwsEvents, empty + payload + header, 5);
        QCOMPARE(got.problem, std::string());
        QCOMPARE(got.frames, std::string("|\n|{'foo':'bar'}\n|{'foo':'bar'}\n"));
    }
    void anyFlippedBitIsSeen()
    {
        const std::string good = aws_events::event("messageStart", "{\"role\":\"assistant\"}");
        for (std::size_t at = 0; at < good.size() * 8; ++at) {
            std::string bad = good;
            bad[at / 8] = static_cast<char>(bad[at / 8] ^ 1 << at % 8);
            const Reading got = readInSlices(Framing::AwsEvents, bad, bad.size());
            QVERIFY(!got.problem.empty() && got.frames.empty());
        }
    }
    void headersThatDoNotFitAreRefused()
    {
        for (const std::string &headers :
             {std::string("\5ab", 3), std::string("\1a\x0A", 3), std::string("\1a\7\0\5ab", 7),
              std::string("\1a\7\0", 4), std::string("\1a\4xx", 5)})
            QVERIFY(!readInSlices(Framing::AwsEvents, aws_events::frame(headers, ""), 1).problem.empty());
    }
    void aMessageOrLineOverTheLimitIsRefusedBeforeItIsHeld()
    {
        std::string prelude = aws_events::bigEndian(9 << 20, 4) + aws_events::bigEndian(0, 4);
        prelude += aws_events::bigEndian(aws_events::crc32(prelude), 4);
        QVERIFY(!readInSlices(Framing::AwsEvents, prelude, 1).problem.empty());
        QVERIFY(!readInSlices(Framing::Ndjson, std::string((8 << 20) + 1, 'x'), 1 << 20).problem.empty());
    }
    void aCutMessageIsNoFrame()
    {
        const std::string good = aws_events::event("messageStop", "{}");
        const Reading got = readInSlices(Framing::AwsEvents, good.substr(0, good.size() - 1), 3);
        QVERIFY(got.problem.empty() && got.frames.empty());
    }
};

QTEST_APPLESS_MAIN(FrameReaderTest)
#include "frame_reader_test.moc"
