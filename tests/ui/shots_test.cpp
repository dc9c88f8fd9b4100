#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTableView>
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

/// Words, each from a place on its line.
class Painting final : public QWidget {
public:
    struct Words {
        QPoint at;
        QString text;
    };
    explicit Painting(QList<Words> words) : m_words(std::move(words)) {}

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        for (const Words &words : m_words)
            painter.drawText(words.at, words.text);
    }

private:
    QList<Words> m_words;
};

class Scrim final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), QColor(0, 0, 0, 60)); }
};

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
    void whatNoClickReachesIsFound()
    {
        auto *button = new QPushButton(u"OK"_s);
        const Stage stage(button, {120, 40});
        QCOMPARE(ui::checkReach(stage.window), ui::Findings());
        auto *over = new QWidget(button->parentWidget());
        over->setGeometry(button->geometry());
        over->show();
        QVERIFY(stage.finds(ui::checkReach(stage.window), u"is covered"_s));
        over->lower();
        QCOMPARE(ui::checkReach(stage.window), ui::Findings());
    }
    void textsOverEachOtherAreFound()
    {
        Stage apart(new Painting({{{10, 20}, u"one"_s}, {{10, 40}, u"two"_s}}));
        QCOMPARE(ui::checkPainted(apart.window), ui::Findings());
        Stage both(new Painting({{{10, 20}, u"Provider"_s}, {{30, 20}, u"Yesterday"_s}}));
        QVERIFY(both.finds(ui::checkPainted(both.window), u"\"Provider\" and \"Yesterday\" over each other"_s));
        auto *ground = new QWidget(&both.window); // what is below an opaque ground is not there to be read
        ground->setAutoFillBackground(true);
        ground->setGeometry(20, 20, 200, 60);
        ground->show();
        QCOMPARE(ui::checkPainted(both.window), ui::Findings());
    }
    void aTextBeyondItsEdgeIsFound()
    {
        Stage cut(new Painting({{{160, 20}, u"Rather long words"_s}}));
        QVERIFY(cut.finds(ui::checkPainted(cut.window), u"beyond its edge"_s));
    }
    void paleCellsAreFound()
    {
        QStandardItemModel model(1, 1);
        model.setData(model.index(0, 0), u"in a table"_s);
        model.setData(model.index(0, 0), QColor(0x9A, 0x9A, 0x9F), Qt::ForegroundRole); // 2.8 on white
        auto *table = new QTableView;
        table->horizontalHeader()->hide();
        table->verticalHeader()->hide();
        table->setModel(&model);
        Stage pale(table, {200, 60});
        QVERIFY(pale.finds(ui::checkContrast(pale.window), u"in a table"_s));
        model.setData(model.index(0, 0), QColor(Qt::black), Qt::ForegroundRole);
        QCOMPARE(ui::checkContrast(pale.window), ui::Findings());
        table->setModel(nullptr);
    }
    void whatIsDisabledOrDimmedMayBePale()
    {
        Stage pale(paleLabel(QColor(0x86, 0x86, 0x8B)));
        auto *scrim = new Scrim(&pale.window);
        scrim->setGeometry(pale.window.rect());
        scrim->show();
        QCOMPARE(ui::checkContrast(pale.window), ui::Findings());
        delete scrim;
        QVERIFY(!ui::checkContrast(pale.window).isEmpty());
        pale.window.setEnabled(false);
        QCOMPARE(ui::checkContrast(pale.window), ui::Findings());
    }
    void aGatewayCanBePretended()
    {
        FakeAdminClient fake;
        fake.answers["status.get"] = [](const auto &) { return base::Json{{"state", "fine"}, {"open_calls", 0}}; };
        ui::SettledClient client(fake);
        client.pretend("status.get", {{"open_calls", 2}});
        client.answer("api_keys.create", {{"id", "key_1"}});
        client.pretendSilence();
        const base::Json status = client.ask({.operation = "status.get"});
        QCOMPARE(base::integerOr(base::at(status, "open_calls")), 2);
        QCOMPARE(base::textOr(base::at(status, "state")), std::string("fine"));
        QCOMPARE(base::textOr(base::at(client.ask({.operation = "api_keys.create"}), "id")), std::string("key_1"));
        QVERIFY(client.endpoint().isEmpty());
        client.stopPretending();
        QCOMPARE(base::integerOr(base::at(client.ask({.operation = "status.get"}), "open_calls")), 0);
        QVERIFY(!client.endpoint().isEmpty());
        QVERIFY(client.ask({.operation = "api_keys.create"}).is_null());
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
