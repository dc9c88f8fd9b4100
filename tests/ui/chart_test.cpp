#include <algorithm>
#include <limits>

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QPicture>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/chart_card.h"
#include "ui/widgets/chart_table.h"
#include "ui/widgets/donut_plot.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/trend_plot.h"

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

/// Five quarters of an hour; the third was not measured.
ui::ChartData times()
{
    ui::ChartData data{.pointTitle = QStringLiteral("Time"),
                       .points = {QStringLiteral("10:00"), QStringLiteral("10:15"), QStringLiteral("10:30"),
                                  QStringLiteral("10:45"), QStringLiteral("11:00")},
                       .ticks = {{.point = 4, .text = QStringLiteral("now")}},
                       .unit = ui::millisUnit()};
    data.series = {{.name = QStringLiteral("Average"),
                    .values = {400, 420, kNothing, 410, 500},
                    .shape = ui::ChartSeries::Shape::Area},
                   {.name = QStringLiteral("p95"),
                    .values = {1200, 1310, kNothing, 1250, 1400},
                    .ink = ui::Token::Chart2,
                    .dashed = true}};
    return data;
}

ui::ChartData days()
{
    ui::ChartData data{.pointTitle = QStringLiteral("Day"),
                       .points = {QStringLiteral("18 Nov"), QStringLiteral("19 Nov")},
                       .notes = {QStringLiteral("3 calls unpriced"), QString()},
                       .unit = ui::moneyUnit(QStringLiteral("USD"))};
    data.series = {{.name = QStringLiteral("Cost"), .values = {12.5, 20.06}, .shape = ui::ChartSeries::Shape::Bar}};
    return data;
}

ui::ChartData shares()
{
    ui::ChartData data{.pointTitle = QStringLiteral("Model"),
                       .points = {QStringLiteral("mini"), QStringLiteral("large"), QStringLiteral("<b>odd</b>")}};
    data.series = {{.name = QStringLiteral("Calls"), .values = {60, 30, 10}}};
    return data;
}

/// How many pixels of the picture have exactly this colour.
int pixelsOf(const QImage &picture, const QColor &color)
{
    int count = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            count += picture.pixelColor(x, y) == color ? 1 : 0;
    return count;
}

void pointAt(QWidget &widget, const QPoint &place)
{
    QMouseEvent move(QEvent::MouseMove, place, widget.mapToGlobal(place), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &move);
}

} // namespace

/// Charts: what stands in them can be reached without seeing them, and they follow the theme.
class ChartTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void init() { m_theme->setMode(ui::Theme::Mode::Light); }
    void cleanupTestCase() { m_theme.reset(); }

    void arrowsStepOverWhatWasMeasured()
    {
        ui::TrendPlot plot;
        plot.setData(times());
        QSignalSpy moved(&plot, &ui::ChartPlot::cursorMoved);
        QTest::keyClick(&plot, Qt::Key_Home);
        QCOMPARE(plot.cursor(), 0);
        QTest::keyClick(&plot, Qt::Key_Right);
        QTest::keyClick(&plot, Qt::Key_Right);
        QCOMPARE(plot.cursor(), 3); // nothing was measured at 10:30
        QTest::keyClick(&plot, Qt::Key_Left);
        QCOMPARE(plot.cursor(), 1);
        QTest::keyClick(&plot, Qt::Key_End);
        QTest::keyClick(&plot, Qt::Key_Right);
        QCOMPARE(plot.cursor(), 4);
        QCOMPARE(moved.count(), 5);
        QTest::keyClick(&plot, Qt::Key_Escape);
        QCOMPARE(plot.cursor(), -1);
    }

    void theReadOutIsTheAccessibleValue()
    {
        ui::ChartCard card(QStringLiteral("Response time"), new ui::TrendPlot);
        card.setData(times());
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&card.plot());
        QVERIFY(face);
        QCOMPARE(face->role(), QAccessible::Chart);
        QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Response time"));
        QCOMPARE(face->text(QAccessible::Value), QStringLiteral("11:00: Average 0.50 s, p95 1.40 s"));
        card.plot().setCursor(1);
        QCOMPARE(face->text(QAccessible::Value), QStringLiteral("10:15: Average 0.42 s, p95 1.31 s"));
        QCOMPARE(face->text(QAccessible::Description), face->text(QAccessible::Value));
        QVERIFY(face->valueInterface());
        QCOMPARE(face->valueInterface()->currentValue().toDouble(), 420.0);
        QCOMPARE(face->valueInterface()->maximumValue().toDouble(), 1400.0);
    }

    void aNewAnswerLeavesTheCursorWhereItReads()
    {
        ui::TrendPlot plot;
        plot.setData(times());
        plot.setCursor(3);
        ui::ChartData later = times();
        later.points.removeFirst();
        later.points.append(QStringLiteral("11:15"));
        plot.setData(later);
        QCOMPARE(plot.cursor(), 2);
        QVERIFY(plot.readOut().startsWith(QStringLiteral("10:45:")));
    }

    void thePointerMovesTheCursor()
    {
        ui::TrendPlot plot;
        plot.resize(500, 200);
        plot.setData(times());
        plot.grab(); // lays it out
        pointAt(plot, QPoint(430, 100));
        QCOMPARE(plot.cursor(), 4);
        pointAt(plot, QPoint(40, 100));
        QCOMPARE(plot.cursor(), 0);
        ui::DonutPlot ring;
        ring.resize(360, 180);
        ring.setData(shares());
        ring.grab();
        pointAt(ring, QPoint(10, 90)); // nine o'clock: the first 60 of 100 end before, the next 30 after it
        QCOMPARE(ring.cursor(), 1);
        QCOMPARE(ring.readOut(), QStringLiteral("large: Calls 30"));
        pointAt(ring, QPoint(74, 90)); // the hole
        QCOMPARE(ring.cursor(), -1);
    }

    void enterShowsTheFiguresAsATable()
    {
        ui::ChartCard card(QStringLiteral("Cost trend"), new ui::TrendPlot);
        card.resize(500, 240);
        card.setData(days());
        card.show();
        QTest::keyClick(&card.plot(), Qt::Key_Return);
        auto *table = card.findChild<QTableView *>(QStringLiteral("chartTable"));
        QVERIFY(table);
        QCOMPARE(table->accessibleName(), QStringLiteral("Cost trend"));
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(0, 1).data().toString(), QStringLiteral("$12.50"));
        QCOMPARE(table->model()->index(0, 2).data().toString(), QStringLiteral("3 calls unpriced"));
        QTest::keyClick(table, Qt::Key_Escape);
        QTRY_VERIFY(!card.findChild<QTableView *>(QStringLiteral("chartTable")));
    }

    void theTableIsASoundModel()
    {
        ui::ChartTableModel model(times());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.columnCount(), 3);
        QCOMPARE(model.index(2, 1).data().toString(), QStringLiteral("–"));
        QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), QStringLiteral("Time"));
    }

    void figuresAreCopiedAsText()
    {
        ui::TrendPlot plot;
        plot.setData(days());
        QTest::keySequence(&plot, QKeySequence::Copy);
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines.at(0), QStringLiteral("Day\tCost\tNote"));
        QCOMPARE(lines.at(1), QStringLiteral("18 Nov\t$12.50\t3 calls unpriced"));
    }

    void aChartWithoutFiguresSaysSo()
    {
        ui::ChartCard card(QStringLiteral("Response time"), new ui::TrendPlot);
        card.setEmptyText(QStringLiteral("No call yet."));
        ui::ChartData none = times();
        for (ui::ChartSeries &series : none.series)
            std::ranges::fill(series.values, kNothing);
        card.setData(none);
        card.resize(400, 200);
        card.show();
        QVERIFY(card.findChild<QWidget *>(QStringLiteral("emptyChart"))->isVisible());
        QVERIFY(!card.plot().isVisible());
        card.setData(times());
        QVERIFY(card.plot().isVisible());
    }

    void linesAndBarsAreDrawnInTheThemesColours()
    {
        for (const ui::Theme::Mode mode : {ui::Theme::Mode::Light, ui::Theme::Mode::Dark}) {
            m_theme->setMode(mode);
            QCoreApplication::processEvents(); // the palette arrives with the next turn
            const ui::Scheme scheme = mode == ui::Theme::Mode::Dark ? ui::Scheme::Dark : ui::Scheme::Light;
            ui::TrendPlot bars;
            bars.resize(400, 200);
            bars.setData(days());
            const QImage barPicture = bars.grab().toImage();
            QVERIFY(pixelsOf(barPicture, ui::color(ui::Token::Chart1, scheme)) > 5000);
            ui::DonutPlot ring;
            ring.setInks({ui::Token::Chart1, ui::Token::Chart2, ui::Token::Chart3});
            ring.resize(400, 180);
            ring.setData(shares());
            const QImage ringPicture = ring.grab().toImage();
            for (const ui::Token ink : {ui::Token::Chart1, ui::Token::Chart2, ui::Token::Chart3})
                QVERIFY(pixelsOf(ringPicture, ui::color(ink, scheme)) > 300);
        }
    }

    void aChangeOfThemeReachesAnOpenChart()
    {
        ui::TrendPlot plot;
        plot.resize(400, 200);
        plot.setData(days());
        plot.show();
        plot.grab();
        m_theme->setMode(ui::Theme::Mode::Dark);
        const QColor dark = ui::color(ui::Token::Chart1, ui::Scheme::Dark);
        QTRY_VERIFY(pixelsOf(plot.grab().toImage(), dark) > 5000);
    }

    void paperTakesItAsVectors()
    {
        ui::TrendPlot plot;
        plot.resize(400, 200);
        plot.setData(days());
        const QImage before = plot.grab().toImage();
        QPicture paper;
        QPainter painter(&paper);
        plot.drawOn(painter, QRectF(0, 0, 900, 300), ui::Scheme::Light);
        painter.end();
        QVERIFY(paper.size() > 0);
        QVERIFY(paper.boundingRect().width() > 800);
        QCOMPARE(plot.grab().toImage(), before);
    }

    void aChartThatNothingHappensToPaintsNothing()
    {
        ui::TrendPlot plot;
        plot.resize(400, 200);
        plot.setData(times());
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        class Counter final : public QObject {
        public:
            int paints = 0;

        protected:
            bool eventFilter(QObject *, QEvent *event) override
            {
                paints += event->type() == QEvent::Paint ? 1 : 0;
                return false;
            }
        } counter;
        QTest::qWait(100); // what the first paint asked for is over
        plot.installEventFilter(&counter);
        QTest::qWait(200);
        QCOMPARE(counter.paints, 0);
    }

    void longSeriesAreCut()
    {
        ui::ChartData data = times();
        for (ui::ChartSeries &series : data.series)
            series.values.assign(2000, 1.0);
        data.points.clear();
        for (int i = 0; i < 2000; ++i)
            data.points += QString::number(i);
        data.ticks = {{.point = 100, .text = QStringLiteral("gone")}, {.point = 1999, .text = QStringLiteral("now")}};
        ui::TrendPlot plot;
        plot.setData(data);
        QCOMPARE(plot.data().count(), 1500);
        QCOMPARE(plot.data().points.constFirst(), QStringLiteral("500"));
        QCOMPARE(plot.data().ticks.size(), std::size_t(1));
        QCOMPARE(plot.data().ticks.front().point, 1499);
    }

    void axesEndAtRoundFigures_data()
    {
        QTest::addColumn<double>("highest");
        QTest::addColumn<double>("top");
        QTest::newRow("nothing") << 0.0 << 1.0;
        QTest::newRow("seconds") << 2100.0 << 2400.0;
        QTest::newRow("small") << 0.0031 << 0.0032;
        QTest::newRow("dollars") << 31.2 << 32.0;
        QTest::newRow("a million") << 1'000'000.0 << 1'000'000.0;
    }
    void axesEndAtRoundFigures()
    {
        QFETCH(double, highest);
        QFETCH(double, top);
        const ui::AxisScale scale = ui::axisScale(highest);
        QCOMPARE(scale.top, top);
        QVERIFY(highest > 0 ? scale.steps == 3 || scale.steps == 4 : scale.steps == 1);
    }

    void axisWordsCarryTheirUnitOnceAtTheTop()
    {
        const ui::ChartUnit time = ui::millisUnit();
        QCOMPARE(time.axis(2400, 2400), QStringLiteral("2.4 s"));
        QCOMPARE(time.axis(1600, 2400), QStringLiteral("1.6"));
        QCOMPARE(time.axis(600, 600), QStringLiteral("600 ms"));
        const ui::ChartUnit money = ui::moneyUnit(QStringLiteral("USD"));
        QCOMPARE(money.axis(30, 30), QStringLiteral("$30"));
        QCOMPARE(money.axis(0.5, 1), QStringLiteral("0.5"));
        QCOMPARE(money.axis(45000, 45000), QStringLiteral("$45,000"));
    }

private:
    std::unique_ptr<ui::Theme> m_theme;
};

QTEST_MAIN(ChartTest)

#include "chart_test.moc"
