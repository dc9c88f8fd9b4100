#include <QTest>

#include <array>
#include <string>

#include "server/websocket.h"

using server::CloseCode;
using server::FrameParser;
using server::Opcode;

namespace {

/// As a client sends it: masked.
std::string frame(unsigned first, std::string_view payload, bool masked = true)
{
    constexpr std::array<unsigned char, 4> kMask{0x12, 0x00, 0xff, 0x7e};
    std::string out(1, static_cast<char>(first));
    const unsigned bit = masked ? 0x80U : 0U;
    if (payload.size() < 126) {
        out += static_cast<char>(bit | payload.size());
    } else {
        out += static_cast<char>(bit | 126U);
        out += static_cast<char>(payload.size() >> 8);
        out += static_cast<char>(payload.size() & 0xff);
    }
    for (std::size_t i = 0; masked && i < kMask.size(); ++i)
        out += static_cast<char>(kMask[i]);
    for (std::size_t i = 0; i < payload.size(); ++i)
        out += static_cast<char>(static_cast<unsigned char>(payload[i]) ^ (masked ? kMask[i % kMask.size()] : 0));
    return out;
}

exchange::InboundCall request(const std::string &lines)
{
    exchange::InboundCall call;
    call.head = lines;
    std::uint32_t at = 0;
    while (at < call.head.size()) {
        const auto end = static_cast<std::uint32_t>(call.head.find('\n', at));
        const auto colon = static_cast<std::uint32_t>(call.head.find(": ", at));
        call.headers.push_back({{at, colon - at}, {colon + 2, end - colon - 2}});
        at = end + 1;
    }
    return call;
}

const std::string kGood = "Connection: keep-alive, Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13\n";

} // namespace

class WebsocketTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void acceptsAsTheSpecificationDoes()
    {
        const auto answer = server::acceptWebSocket(request(kGood + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n"));
        QVERIFY(answer.has_value());
        QVERIFY(answer->find("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n") != std::string::npos);
    }

    void refusesAHandshakeThatIsNone_data()
    {
        QTest::addColumn<QString>("lines");
        QTest::addColumn<bool>("otherVersion");
        const QString good = QString::fromStdString(kGood);
        const QString key = QStringLiteral("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n");
        QTest::newRow("no key") << good << false;
        QTest::newRow("a short key") << good + QStringLiteral("Sec-WebSocket-Key: c2hvcnQ=\n") << false;
        QTest::newRow("no base64") << good + QStringLiteral("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub2!!ZQ==\n") << false;
        QTest::newRow("bits left over") << good + QStringLiteral("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZR==\n")
                                        << false;
        QTest::newRow("no upgrade") << QString(good).replace(QStringLiteral("Upgrade\n"), QStringLiteral("x\n")) + key
                                    << false;
        QTest::newRow("version 8") << QString(good).replace(QStringLiteral("13"), QStringLiteral("8")) + key << true;
    }
    void refusesAHandshakeThatIsNone()
    {
        QFETCH(QString, lines);
        QFETCH(bool, otherVersion);
        const auto answer = server::acceptWebSocket(request(lines.toStdString()));
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().code == base::ErrorCode::Unsupported, otherVersion);
    }

    void readsFramesHoweverTheyAreCut()
    {
        const std::string bytes =
            frame(0x01, "be") + frame(0x89, "ping") + frame(0x80, std::string(300, 'x')) + frame(0x81, "");
        FrameParser parser;
        std::vector<std::pair<Opcode, std::size_t>> got;
        for (const char byte : bytes) {
            parser.feed({&byte, 1});
            while (parser.next() == FrameParser::Step::Frame)
                got.emplace_back(parser.opcode(), parser.payload().size());
        }
        const std::vector<std::pair<Opcode, std::size_t>> wanted{
            {Opcode::Text, 2}, {Opcode::Ping, 4}, {Opcode::Continuation, 300}, {Opcode::Text, 0}};
        QVERIFY(got == wanted);
        parser.feed(frame(0x81, "unmasked"));
        QVERIFY(parser.next() == FrameParser::Step::Frame);
        QCOMPARE(parser.payload(), std::string_view("unmasked"));
    }

    void refusesWhatNoClientMaySend_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const std::string &bytes, CloseCode code) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << static_cast<int>(code);
        };
        row("not masked", frame(0x81, "x", false), CloseCode::ProtocolError);
        for (const unsigned bit : {0x40U, 0x20U, 0x10U})
            row(("reserved bit " + std::to_string(bit)).c_str(), frame(0x81 | bit, "x"), CloseCode::ProtocolError);
        for (const unsigned kind : {3U, 7U, 11U, 15U})
            row(("kind " + std::to_string(kind)).c_str(), frame(0x80 | kind, "x"), CloseCode::ProtocolError);
        row("a piece of nothing", frame(0x80, "x"), CloseCode::ProtocolError);
        row("a message within one", frame(0x01, "x") + frame(0x81, "y"), CloseCode::ProtocolError);
        row("a ping in pieces", frame(0x09, "x"), CloseCode::ProtocolError);
        row("a long ping", frame(0x89, std::string(126, 'x')), CloseCode::ProtocolError);
        row("a length longer than it need be", std::string("\x81\xfe\x00\x05mask.....", 13), CloseCode::ProtocolError);
        row("a long message", frame(0x81, std::string(4097, 'x')), CloseCode::TooBig);
        row("a long one in pieces", frame(0x01, std::string(4000, 'x')) + frame(0x80, std::string(97, 'x')),
            CloseCode::TooBig);
        row("a length beyond all", std::string("\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff", 10), CloseCode::TooBig);
    }
    void refusesWhatNoClientMaySend()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        FrameParser parser;
        parser.feed(bytes.toStdString());
        FrameParser::Step step = parser.next();
        while (step == FrameParser::Step::Frame)
            step = parser.next();
        QVERIFY(step == FrameParser::Step::Failed);
        QCOMPARE(static_cast<int>(parser.code()), code);
    }

    void aCloseMustSayWhyInWords()
    {
        using namespace std::string_view_literals;
        for (const std::string_view good : {""sv, "\x03\xe8"sv, "\x03\xe8 bye"sv, "\x0b\xb8"sv, "\x13\x87"sv})
            QVERIFY(server::isCloseSound(good));
        for (const std::string_view bad :
             {"\x03"sv, "\x03\xe7"sv, "\x03\xec"sv, "\x03\xed"sv, "\x03\xee"sv, "\x13\x88"sv, "\x03\xe8\xff"sv})
            QVERIFY(!server::isCloseSound(bad));
    }

    void writesFramesOfEachLength()
    {
        for (const std::size_t size :
             {std::size_t{0}, std::size_t{125}, std::size_t{126}, std::size_t{65535}, std::size_t{65536}}) {
            std::string out;
            server::appendFrame(out, Opcode::Text, std::string(size, 'x'));
            const std::size_t head = size < 126 ? 2 : size < 65536 ? 4 : 10;
            QCOMPARE(out.size(), head + size);
            QCOMPARE(static_cast<unsigned char>(out[0]), static_cast<unsigned char>(0x81));
            QCOMPARE(static_cast<unsigned char>(out[1]), static_cast<unsigned char>(size < 126     ? size
                                                                                    : size < 65536 ? 126
                                                                                                   : 127));
        }
    }

    void oneThatNeverAnswersIsGivenUp()
    {
        server::WebSocketWire wire;
        std::string out;
        QVERIFY(wire.beat(out) && wire.beat(out));
        QVERIFY(!wire.beat(out));
        server::WebSocketWire other;
        QVERIFY(other.beat(out) && other.beat(out));
        QVERIFY(other.take(out, frame(0x8a, "")));
        QVERIFY(other.beat(out));
    }
};

QTEST_APPLESS_MAIN(WebsocketTest)
#include "websocket_test.moc"
