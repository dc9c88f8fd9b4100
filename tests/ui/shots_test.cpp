#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

#include "ui/fake_admin_client.h"
#include "ui/shots/contact_sheet.h"
#include "ui/shots/pseudo_translator.h"
#include "ui/shots/settled_client.h"
#include "ui/shots/widget_checks.h"

namespace {

using namespace Qt::Literals::StringLiterals;

/// What is found in a window with this one widget in it.
struct Stage {
    QWidget window{};
    explicit Stage(QWidget *actor, QSize size = {200, 40})
    {
        window.resize(400, 300);
        actor->setParent(&window);
        actor->setGeometry(QRect(QPoint(20, 20), size));
        window.show();
    }
    bool finds(const ui::Findings &findings, const QString &what) const
    {
        return std::ranges::any_of(findings, [&](const auto &finding) { return finding.what.contains(what); });
    }
};

QLabel *paleLabel(const QColor &ink)
{
    auto *out = new QLabel(u"Some words to read"_s);
    QPalette palette;
    palette.setColor(QPalette::Window, Qt::white);
    palette.setColor(QPalette::WindowText, ink);
    out->setPalette(palette);
    out->setAutoFillBackground(true);
    return out;
}

} // namespace

/// A check that finds nothing must be one that could.
class ShotsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTextWithTooLittleRoomIsFound()
    {
        const Stage cut(new QPushButton(u"A rather long text for a button"_s), {60, 30});
        QVERIFY(cut.finds(ui::checkWidgets(cut.window), u"is cut"_s));
        const Stage fine(new QPushButton(u"OK"_s), {120, 40});
        QCOMPARE(ui::checkWidgets(fine.window), ui::Findings());
        auto *wrapped = new QLabel(u"Words that go on for several lines when there is not much room beside them"_s);
        wrapped->setWordWrap(true);
        const Stage low(wrapped, {80, 20});
        QVERIFY(low.finds(ui::checkWidgets(low.window), u"is cut"_s));
    }
    void whatLiesOutsideIsFound()
    {
        const Stage outside(new QLabel(u"Here"_s), {500, 40});
        QVERIFY(outside.finds(ui::checkWidgets(outside.window), u"lies outside"_s));
    }
    void aNamelessWidgetThatTakesTheFocusIsFound()
    {
        auto *nameless = new QWidget;
        nameless->setFocusPolicy(Qt::StrongFocus);
        const Stage stage(nameless);
        QVERIFY(stage.finds(ui::checkWidgets(stage.window), u"accessible name"_s));
        nameless->setAccessibleName(u"A place"_s);
        QCOMPARE(ui::checkWidgets(stage.window), ui::Findings());
    }
    void aBlankIconIsFound()
    {
        QPixmap blank(16, 16);
        blank.fill(Qt::transparent);
        auto *button = new QPushButton(u"OK"_s);
        button->setIcon(blank);
        const Stage stage(button);
        QVERIFY(stage.finds(ui::checkWidgets(stage.window), u"blank icon"_s));
    }
    void paleTextIsFound()
    {
        Stage pale(paleLabel(QColor(0x86, 0x86, 0x8B))); // 3.62 on white
        QVERIFY(pale.finds(ui::checkContrast(pale.window), u"contrast of 3.6"_s));
        Stage dark(paleLabel(QColor(0x6E, 0x6E, 0x73))); // 5.07
        QCOMPARE(ui::checkContrast(dark.window), ui::Findings());
    }
    void wordsThatNobodyTranslatesAreFound()
    {
        ui::PseudoTranslator pseudo;
        const QString translated = pseudo.translate("ui::Page", "Add provider", nullptr, -1);
        QVERIFY(translated.startsWith(u"[Add provider"_s) && translated.size() > 16);
        const Stage fine(new QLabel(translated));
        QCOMPARE(ui::checkWords(fine.window, {}), ui::Findings());
        const Stage plain(new QLabel(u"Add provider"_s));
        QVERIFY(plain.finds(ui::checkWords(plain.window, {}), u"not translated"_s));
        const Stage data(new QLabel(u"gpt-5-mini"_s));
        QCOMPARE(ui::checkWords(data.window, {u"gpt"_s, u"mini"_s}), ui::Findings());
    }
    void aPictureIsTakenOnceEverythingIsAnswered()
    {
        FakeAdminClient fake;
        fake.answers["status.get"] = [](const auto &) { return base::Json{{"state", "is-fine"}}; };
        ui::SettledClient client(fake);
        bool answered = false;
        client.call({.operation = "status.get"}, this, [&](const auto &) { answered = true; });
        QVERIFY(client.settle() && answered);
        QVERIFY(client.words().contains(u"fine"_s) && client.words().contains(u"state"_s));
        QCOMPARE(base::textOr(base::at(client.ask({.operation = "status.get"}), "state")), std::string("is-fine"));
        QVERIFY(client.ask({.operation = "nothing.of_it"}).is_null());
    }
    void theSheetHoldsThemAll()
    {
        ui::ContactSheet sheet;
        QVERIFY(sheet.image().isNull());
        QImage picture(1440, 900, QImage::Format_RGB32);
        picture.fill(Qt::red);
        for (int i = 0; i < 4; ++i)
            sheet.add(u"one"_s, picture);
        const QImage all = sheet.image();
        QVERIFY(all.width() > 3 * 720 && all.height() > 2 * 450);
        QCOMPARE(all.pixelColor(100, 100), QColor(Qt::red));
    }
};

QTEST_MAIN(ShotsTest)
#include "shots_test.moc"
