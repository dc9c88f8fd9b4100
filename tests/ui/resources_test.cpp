#include <QApplication>
#include <QDir>
#include <QIcon>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include "ui/shell/page_list.h"
#include "ui/theme/icons.h"
#include "ui/theme/palette.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"

namespace {

struct Message {
    QString context;
    QString source;
    QStringList translations;
    bool unfinished = false;
};

QList<Message> readMessages(const QString &file)
{
    QFile ts(file);
    if (!ts.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&ts);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"source")
            messages += Message{context, xml.readElementText(), {}, false};
        else if (xml.name() == u"translation") {
            messages.last().unfinished = xml.attributes().hasAttribute(QStringLiteral("type"));
            messages.last().translations += xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        }
    }
    return messages;
}

/// `%1`, `%2`, `%n`, sorted: what a translation must keep.
QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("%[0-9n]"));
    QStringList found;
    for (auto hit = pattern.globalMatch(text); hit.hasNext();)
        found += hit.next().captured();
    found.sort();
    return found;
}

bool isBlank(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y).alpha() > 128)
                return false;
    return true;
}

} // namespace

/// Icons and translations as they are built in.
class ResourcesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { ui::initResources(); }

    void iconsAreDrawnInBothThemes()
    {
        const QStringList files = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
        QVERIFY(files.size() >= 9);
        for (const ui::Scheme scheme : {ui::Scheme::Light, ui::Scheme::Dark}) {
            qApp->setPalette(ui::makePalette(scheme));
            for (const QString &file : files) {
                const QString name = file.chopped(4);
                for (const int size : {13, 16, 18, 24}) {
                    const QPixmap pixmap = ui::makeIcon(name).pixmap(size, size);
                    QCOMPARE(pixmap.size(), QSize(size, size));
                    QVERIFY2(!isBlank(pixmap.toImage()), qPrintable(file));
                }
                QVERIFY2(!isBlank(ui::iconPixmap(name, 18, Qt::red, 2.0).toImage()), qPrintable(file));
            }
        }
    }

    void everyPageHasItsIcon()
    {
        for (const ui::PageEntry &page : ui::pageList())
            QVERIFY2(!ui::makeIcon(QString::fromLatin1(page.icon)).isNull(), page.name);
    }

    void iconsTakeTheColourTheyAreGiven()
    {
        const QImage image = ui::iconPixmap(QStringLiteral("overview"), 24, QColor(200, 10, 20), 1.0).toImage();
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y).alpha() > 200)
                    QVERIFY(image.pixelColor(x, y).red() > 150 && image.pixelColor(x, y).green() < 60);
    }

    void chineseIsComplete()
    {
        const auto messages = readMessages(QStringLiteral(ROOT "/translations/switchyard_zh_CN.ts"));
        QVERIFY(messages.size() > 80);
        static const QRegularExpression han(QStringLiteral("\\p{Han}"));
        for (const Message &message : messages) {
            const QByteArray what = message.source.toUtf8();
            QVERIFY2(!message.unfinished && message.translations.size() == 1, what.constData());
            QCOMPARE(placeholders(message.translations.first()), placeholders(message.source));
            QVERIFY2(message.translations.first().contains(han), what.constData());
        }
    }

    void translationsAreBuiltIn()
    {
        ui::installTranslator(*qApp, QLocale(QLocale::Chinese, QLocale::China));
        QCOMPARE(QCoreApplication::translate("ui::pages", "Overview"), QStringLiteral("概览"));
        QCOMPARE(QCoreApplication::translate("ui::today", "%n call(s) unpriced", nullptr, 3),
                 QStringLiteral("3 个调用未定价"));
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(QCoreApplication::translate("ui::pages", "Overview"), QStringLiteral("Overview"));
        QCOMPARE(QCoreApplication::translate("ui::today", "%n call(s) unpriced", nullptr, 1),
                 QStringLiteral("1 call unpriced"));
    }
};

QTEST_MAIN(ResourcesTest)

#include "resources_test.moc"
