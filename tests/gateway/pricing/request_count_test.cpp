#include <QFile>
#include <QTest>

#include "pricing/prompt/media_tokens.h"
#include "pricing/prompt/model_family.h"
#include "pricing/prompt/picture_size.h"
#include "pricing/prompt/request_count.h"
#include "pricing/prompt/tool_text.h"

namespace {

using model::Media;
using model::PartKind;

const pricing::Encodings &encodings()
{
    static const pricing::Encodings out([](std::string_view name) {
        QFile file(QStringLiteral(ROOT "/resources/tokens/%1.tokens")
                       .arg(QLatin1String(name.data(), static_cast<qsizetype>(name.size()))));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    });
    return out;
}

std::string base64(const QByteArray &bytes)
{
    return bytes.toBase64().toStdString();
}

QByteArray pngOf(quint32 width, quint32 height)
{
    QByteArray out("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR", 16);
    for (const quint32 value : {width, height})
        for (int shift = 24; shift >= 0; shift -= 8)
            out += static_cast<char>(value >> shift & 0xFF);
    return out;
}

std::int64_t picture(const char *model, quint32 width, quint32 height, const std::string &detail = {})
{
    return pricing::mediaTokens(PartKind::Image, {.data = base64(pngOf(width, height)), .detail = detail}, model);
}

model::ChatRequest asking(std::string text)
{
    model::ChatRequest out;
    out.dialect = "openai";
    model::ChatMessage message;
    message.parts.push_back({.kind = PartKind::Text, .text = std::move(text)});
    out.messages.push_back(std::move(message));
    return out;
}

} // namespace

class RequestCountTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pictureSizesAreRead_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::newRow("png") << pngOf(640, 480) << 640 << 480;
        QTest::newRow("gif") << QByteArray("GIF89a\x40\x01\xF0\x00", 10) << 320 << 240;
        QTest::newRow("jpeg behind a segment")
            << QByteArray("\xFF\xD8\xFF\xE0\0\4\0\0\xFF\xC2\0\x11\x08\x01\x00\x02\x00\3\0", 19) << 512 << 256;
        QTest::newRow("webp, extended") << QByteArray("RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\xFF\x01\0\xFF\0\0", 30)
                                        << 512 << 256;
        QTest::newRow("webp, lossy") << QByteArray("RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9D\x01\x2A\x00\x02\x00\x01", 30)
                                     << 512 << 256;
        QTest::newRow("webp, lossless") << QByteArray("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2F\xFF\xC1\x3F\0\0\0\0\0\0", 31)
                                        << 512 << 256;
        QTest::newRow("a cut head") << pngOf(640, 480).left(20) << 0 << 0;
        QTest::newRow("a picture of no height") << pngOf(640, 0) << 0 << 0;
        QTest::newRow("something else") << QByteArray("%PDF-1.7 and so on, further and further") << 0 << 0;
    }
    void pictureSizesAreRead()
    {
        QFETCH(QByteArray, head);
        QFETCH(int, width);
        QFETCH(int, height);
        const auto size = pricing::pictureSize(head.toStdString());
        QCOMPARE(size.has_value(), width > 0);
        if (size) {
            QCOMPARE(size->width, std::int64_t(width));
            QCOMPARE(size->height, std::int64_t(height));
        }
        const std::string back = pricing::decodedHead(base64(head), 1000);
        QCOMPARE(QByteArray::fromStdString(back), head);
    }

    void picturesCountAsTheirMakersPublish_data()
    {
        QTest::addColumn<qint64>("counted");
        QTest::addColumn<qint64>("published");
        QTest::newRow("gpt-4o, 1024 square: four tiles") << qint64(picture("gpt-4o", 1024, 1024)) << qint64(765);
        QTest::newRow("gpt-4o, 2048 x 4096: six tiles") << qint64(picture("gpt-4o", 2048, 4096)) << qint64(1105);
        QTest::newRow("gpt-4o, low detail") << qint64(picture("gpt-4o", 4096, 8192, "low")) << qint64(85);
        QTest::newRow("gpt-4o-mini, low detail") << qint64(picture("gpt-4o-mini", 64, 64, "low")) << qint64(2833);
        QTest::newRow("gpt-4.1-mini, 1024 square: 1024 patches")
            << qint64(picture("gpt-4.1-mini", 1024, 1024)) << qint64(1659);
        QTest::newRow("claude, 1000 square") << qint64(picture("claude-sonnet-4-5", 1000, 1000)) << qint64(1334);
        QTest::newRow("claude, too large") << qint64(picture("claude-sonnet-4-5", 5000, 5000)) << qint64(1600);
        QTest::newRow("gemini, small") << qint64(picture("gemini-2.5-flash", 384, 384)) << qint64(258);
        QTest::newRow("gemini, 960 x 540: six crops") << qint64(picture("gemini-2.5-flash", 960, 540)) << qint64(1548);
    }
    void picturesCountAsTheirMakersPublish()
    {
        QFETCH(qint64, counted);
        QTEST(counted, "published");
    }

    void soundCountsByItsLength()
    {
        QByteArray wav("RIFF\0\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80\xBB\0\0\x00\x77\x01\x00",
                       32); // 96,000 bytes a second
        wav += QByteArray(960'000 - wav.size(), 'x');
        QCOMPARE(pricing::mediaTokens(PartKind::Audio, {.data = base64(wav)}, "gemini-2.5-flash"), std::int64_t(320));
        QCOMPARE(pricing::mediaTokens(PartKind::Audio, {.data = base64(wav)}, "gpt-4o-audio-preview"),
                 std::int64_t(100));
    }

    void documentsCountByTheirPages()
    {
        const QByteArray pdf = "%PDF-1.4 <</Type /Pages /Count 2>> <</Type /Page >> <</Type/Page>>";
        QCOMPARE(pricing::mediaTokens(PartKind::Document, {.data = base64(pdf)}, "gemini-2.5-flash"),
                 std::int64_t(516));
        QCOMPARE(pricing::mediaTokens(PartKind::Document, {.text = "its words"}, "claude-opus-4-6"), std::int64_t(0));
    }

    void namesHaveFamilies_data()
    {
        QTest::addColumn<QString>("family");
        for (const auto &[name, family] : {
                 std::pair{"gpt-4o-2024-08-06", "gpt-4o"},
                 {"openai/gpt-4.1-mini", "gpt-4o"},
                 {"gpt-4-0613", "gpt-4"},
                 {"gpt-3.5-turbo", "gpt-4"},
                 {"gpt-5.2", "gpt-5"},
                 {"o4-mini", "gpt-5"},
                 {"openai/gpt-oss-120b", "gpt-oss"},
                 {"text-embedding-3-small", "plain"},
                 {"us.anthropic.claude-sonnet-4-5-v1:0", "claude"},
                 {"models/gemini-2.5-pro", "gemini"},
                 {"Qwen3-1.7B-Q4_K_M", "qwen"},
                 {"meta-llama/Llama-3.3-70B-Instruct", "llama"},
                 {"deepseek-r1-distill-qwen-32b", "deepseek"},
                 {"codestral-latest", "mistral"},
                 {"somebody's-model", "other"},
             })
            QTest::newRow(name) << family;
    }
    void namesHaveFamilies()
    {
        QFETCH(QString, family);
        const std::string name = pricing::plainModelName(QTest::currentDataTag());
        QCOMPARE(QString::fromLatin1(pricing::familyOf(name).id.data()), family);
    }

    void wordsAndWhatIsAroundThem()
    {
        // Two tokens of words, one of the role, three of the message, and three that begin the answer.
        QCOMPARE(pricing::countRequest(encodings(), asking("hello world"), "gpt-4o"), std::int64_t(9));
        QCOMPARE(pricing::countRequest(encodings(), asking("hello world"), "gpt-4"), std::int64_t(9));
        QCOMPARE(pricing::countText(encodings(), "hello world", "gpt-4o"), std::int64_t(2));
    }

    void bytesBoundWhatIsNotCounted()
    {
        QCOMPARE(pricing::mostTokens(encodings(), asking("hello world"), 100, "gpt-4o").value_or(0),
                 std::int64_t(100 - 11 + 2 + 3 + 4));
        QVERIFY(!pricing::mostTokens(encodings(), asking("hello world"), 100, "claude-haiku-4-5"));
        const std::string words = "hello hello hello hello hello hello hello hello hello hello";
        QCOMPARE(pricing::leastTokens(encodings(), words, "gpt-4o"), std::int64_t(10));
        QCOMPARE(pricing::leastTokens(encodings(), words, "claude-haiku-4-5"), std::int64_t(11 * 4 / 5));
    }

    void toolsAreShownAsTypes()
    {
        model::ToolOffer tool;
        tool.name = "weather";
        tool.description = "Tells the weather.";
        tool.parameters = {{"type", "object"},
                           {"properties",
                            {{"city", {{"type", "string"}, {"description", "Where"}}},
                             {"days", {{"type", "array"}, {"items", {{"type", "integer"}}}}},
                             {"unit", {{"enum", {"C", "F"}}}}}},
                           {"required", {"city"}}};
        QCOMPARE(pricing::toolsAsTypes({tool}),
                 std::string("# Tools\n\n## functions\n\nnamespace functions {\n\n// Tells the weather.\n"
                             "type weather = (_: {\n// Where\ncity: string,\ndays?: number[],\nunit?: \"C\" | \"F\",\n"
                             "}) => any;\n\n} // namespace functions"));
        QCOMPARE(pricing::toolsAsTypes({}), std::string());
        base::Json deep = {{"type", "string"}};
        for (int i = 0; i < 100; ++i)
            deep = {{"type", "array"}, {"items", deep}};
        tool.parameters = {{"properties", {{"deep", deep}}}};
        QVERIFY(pricing::toolsAsTypes({tool}).find("any[]") != std::string::npos);
    }

    void withoutTablesFourBytesAreAToken()
    {
        const pricing::Encodings none([](std::string_view) { return std::string(); });
        QCOMPARE(pricing::countText(none, "12345678", "gpt-4o"), std::int64_t(2));
    }
};

QTEST_GUILESS_MAIN(RequestCountTest)
#include "request_count_test.moc"
