#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include "ui/text/gateway_words.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"

namespace {

using namespace Qt::Literals::StringLiterals;

/// Every source of the gateway, with the parts of its longer texts put together.
QString gatewaySources()
{
    QString out;
    QDirIterator files(QStringLiteral(ROOT "/gateway"), {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            out += QString::fromUtf8(file.readAll());
    }
    static const QRegularExpression kSeam(u"\"\\s*\""_s);
    return out.remove(kSeam);
}

} // namespace

/// The gateway speaks English; the window says what it knows of it in its own language.
class GatewayWordsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { ui::initResources(); }
    void init() { ui::installTranslator(*qApp, QLocale(QLocale::Chinese, QLocale::China)); }
    void cleanupTestCase() { ui::installTranslator(*qApp, QLocale(QLocale::English)); }

    void theGatewaySaysEachOfThem()
    {
        static const QRegularExpression kPlace(u"%[1-9]"_s);
        const QString sources = gatewaySources();
        for (const char *sentence : ui::gatewaySentences())
            for (const QString &part : QString::fromUtf8(sentence).split(kPlace))
                QVERIFY2(sources.contains(part), sentence);
    }

    void noneKeepsItsEnglish()
    {
        for (const char *sentence : ui::gatewaySentences())
            QVERIFY2(ui::gatewayWords(QString::fromUtf8(sentence)) != QString::fromUtf8(sentence), sentence);
    }

    void whatStandsInASentenceIsKept_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("want");
        const auto row = [](const char *name, const char16_t *sentence, const char16_t *want) {
            QTest::newRow(name) << QString::fromUtf16(sentence) << QString::fromUtf16(want);
        };
        row("a number", u"the provider answered 503", u"供应商返回了 503");
        row("one in another", u"the provider does not accept this key (it answered 401)",
            u"供应商不接受此密钥（返回了 401）");
        row("three deep", u"the key could not be checked: no answer: Could not resolve host: nowhere.example",
            u"无法检查密钥：没有应答：无法解析主机名：nowhere.example");
        row("a place of its own", u"no answer: 100% of %2 %1", u"没有应答：100% of %2 %1");
        row("a count", u"12 models", u"12 个模型");
        row("one", u"1 model", u"1 个模型");
        row("somebody else's words", u"You exceeded your quota", u"You exceeded your quota");
        row("nothing", u"", u"");
    }
    void whatStandsInASentenceIsKept()
    {
        QFETCH(QString, sentence);
        QTEST(ui::gatewayWords(sentence), "want");
    }

    void inEnglishItStaysAsItIs()
    {
        ui::installTranslator(*qApp, QLocale(QLocale::English));
        for (const char16_t *sentence : {u"the provider answered 503", u"12 models", u"1 model",
                                         u"the base URL must begin with https:// or http://"})
            QCOMPARE(ui::gatewayWords(QString::fromUtf16(sentence)), QString::fromUtf16(sentence));
    }
};

QTEST_MAIN(GatewayWordsTest)
#include "gateway_words_test.moc"
