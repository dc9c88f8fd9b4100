#include <QFile>
#include <QTest>

#include "base/json.h"
#include "pricing/tokens/encodings.h"

namespace {

std::string fileOf(const QString &path)
{
    QFile file(QStringLiteral(ROOT "/") + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

std::string tokensFile(std::string_view name)
{
    return fileOf(QStringLiteral("resources/tokens/%1.tokens").arg(QLatin1String(name)));
}

const pricing::Encoding &o200k()
{
    static const pricing::Encodings encodings(tokensFile);
    return *encodings.find(pricing::EncodingId::O200kBase);
}

} // namespace

class EncodingTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// What the npm package `tiktoken` says; tests/end_to_end/test_tokens.py compares far more with it.
    void tokensAreThoseOfTheLibrary_data()
    {
        QTest::addColumn<QString>("encoding");
        QTest::newRow("o200k_base") << "o200k_base";
        QTest::newRow("cl100k_base") << "cl100k_base";
    }
    void tokensAreThoseOfTheLibrary()
    {
        QFETCH(QString, encoding);
        const auto tokens = pricing::Encoding::read(tokensFile(encoding.toStdString()));
        QVERIFY(tokens);
        const auto rows = base::parseJson(fileOf(QStringLiteral("tests/gateway/pricing/known_tokens.json")));
        QVERIFY(rows && rows->size() > 50);
        for (const base::Json &row : *rows) {
            const std::string text = base::textOr(base::at(row, "text"));
            const auto wanted = base::at(row, encoding.toStdString()).get<std::vector<std::uint32_t>>();
            QVERIFY2(tokens->encode(text) == wanted, text.c_str());
            QCOMPARE(tokens->count(text), static_cast<std::int64_t>(wanted.size()));
        }
    }

    void brokenTextIsReadAsADecoderReadsIt_data()
    {
        QTest::addColumn<QByteArray>("broken");
        QTest::addColumn<QByteArray>("mended");
        QTest::newRow("a lone byte") << QByteArray("a\xFFz") << QByteArray("a\uFFFDz");
        QTest::newRow("a cut character") << QByteArray("a\xE4\xBD") << QByteArray("a\uFFFD");
        QTest::newRow("a cut character before a whole one") << QByteArray("\xF0\x9F\x98x") << QByteArray("\uFFFDx");
        QTest::newRow("a surrogate") << QByteArray("\xED\xA0\x80") << QByteArray("\uFFFD\uFFFD\uFFFD");
        QTest::newRow("an overlong form") << QByteArray("\xC0\xAF") << QByteArray("\uFFFD\uFFFD");
        QTest::newRow("beyond the last plane")
            << QByteArray("\xF4\x90\x80\x80") << QByteArray("\uFFFD\uFFFD\uFFFD\uFFFD");
    }
    void brokenTextIsReadAsADecoderReadsIt()
    {
        QFETCH(QByteArray, broken);
        QFETCH(QByteArray, mended);
        QCOMPARE(QByteArray::fromStdString(pricing::wellFormed(broken.toStdString())), mended);
        QVERIFY(o200k().encode(broken.toStdString()) == o200k().encode(mended.toStdString()));
    }

    /// Sixteen times the text takes about sixteen times as long; a square would take 256 times. Not held to a clock: the
    /// test's own time limit would tell.
    void longPiecesTakeNoSquare()
    {
        for (const std::string_view piece : {"a", " ", "\n", "=", "0", "\u5B57", "\u0301"}) {
            std::string text;
            while (text.size() < 1024 * 1024)
                text += piece;
            QVERIFY(o200k().count(text) > 0);
        }
    }

    void filesThatAreNoneAreRefused()
    {
        const std::string whole = tokensFile("cl100k_base");
        QVERIFY(whole.size() > 100'000);
        QVERIFY(!pricing::Encoding::read({}));
        QVERIFY(!pricing::Encoding::read("tokens2\n"));
        QVERIFY(!pricing::Encoding::read(std::string_view(whole).substr(0, whole.size() - 1)));
        QVERIFY(!pricing::Encoding::read(whole + "x"));
        std::string otherSplitting = whole;
        otherSplitting[8] = 7;
        QVERIFY(!pricing::Encoding::read(otherSplitting));
    }

    void aFileIsReadWhenSomebodyCounts()
    {
        int reads = 0;
        const pricing::Encodings encodings([&](std::string_view name) {
            ++reads;
            return name == "o200k_base" ? tokensFile(name) : std::string();
        });
        QCOMPARE(reads, 0);
        QVERIFY(encodings.find(pricing::EncodingId::O200kBase) != nullptr);
        QVERIFY(encodings.find(pricing::EncodingId::O200kBase) != nullptr);
        QCOMPARE(reads, 1);
        QVERIFY(encodings.find(pricing::EncodingId::Cl100kBase) == nullptr);
        QVERIFY(encodings.find(pricing::EncodingId::Cl100kBase) == nullptr);
        QCOMPARE(reads, 2);
    }
};

QTEST_GUILESS_MAIN(EncodingTest)
#include "encoding_test.moc"
