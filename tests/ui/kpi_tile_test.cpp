#include <QLabel>
#include <QTest>

#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/kpi_tile.h"
#include "ui/widgets/sparkline.h"

namespace {

QString partOf(const ui::KpiTile &tile, const char *name)
{
    const auto *label = tile.findChild<QLabel *>(QString::fromLatin1(name));
    return label && !label->isHidden() ? label->text() : QString();
}

} // namespace

/// Tiles: what a comparison says, and what gives way where there is little room.
class KpiTileTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void aDeltaSaysDirectionAndWorth_data()
    {
        QTest::addColumn<double>("now");
        QTest::addColumn<double>("before");
        QTest::addColumn<ui::Better>("better");
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("rest");
        QTest::addColumn<int>("worth"); // 1 good, -1 bad, 0 neither
        const auto row = [](const char *name, double now, double before, ui::Better better, const char16_t *change,
                            const char *rest, int worth) {
            QTest::newRow(name) << now << before << better << QString::fromUtf16(change) << QString::fromLatin1(rest)
                                << worth;
        };
        using ui::Better;
        row("more calls", 4812, 4531, Better::Neither, u"▲\u00A06.2%", "vs yesterday", 0);
        row("cheaper", 20.06, 22.91, Better::Lower, u"▼\u00A012%", "vs yesterday", 1);
        row("dearer", 30, 20, Better::Lower, u"▲\u00A050%", "vs yesterday", -1);
        row("as yesterday", 100, 100, Better::Lower, u"", "same as yesterday", 0);
        row("hardly a change", 10000, 10001, Better::Lower, u"", "same as yesterday", 0);
        row("nothing before", 5, 0, Better::Lower, u"", "none yesterday", 0);
        row("nothing at all", 0, 0, Better::Lower, u"", "same as yesterday", 0);
        row("nothing today", 0, 7, Better::Neither, u"▼\u00A0100%", "vs yesterday", 0);
    }
    void aDeltaSaysDirectionAndWorth()
    {
        QFETCH(double, now);
        QFETCH(double, before);
        QFETCH(ui::Better, better);
        const ui::DeltaText delta = ui::relativeDelta(now, before, better);
        QTEST(delta.change, "change");
        QTEST(delta.rest, "rest");
        QTEST((delta.isGood() ? 1 : delta.isBad() ? -1 : 0), "worth");
    }

    void sharesAreComparedInPoints()
    {
        const ui::DeltaText delta = ui::pointsDelta(0.981, 0.987, ui::Better::Higher);
        QCOMPARE(delta.change, QStringLiteral("▼\u00A00.6 pts"));
        QVERIFY(delta.isBad());
        QVERIFY(!delta.isGood());
    }

    void whatIsNotKnownIsNotCompared()
    {
        QVERIFY(ui::relativeDelta(std::nullopt, 3, ui::Better::Higher).rest.isEmpty());
        QVERIFY(ui::relativeDelta(3, std::nullopt, ui::Better::Higher).rest.isEmpty());
        ui::KpiTile tile(QStringLiteral("Success"));
        tile.setDelta(ui::pointsDelta(std::nullopt, 0.9, ui::Better::Higher), QStringLiteral("none yet"));
        QCOMPARE(partOf(tile, "note"), QStringLiteral("none yet"));
        QCOMPARE(partOf(tile, "change"), QString());
        QCOMPARE(partOf(tile, "figure"), QStringLiteral("–"));
    }

    void allOfItIsReadOut()
    {
        ui::KpiTile tile(QStringLiteral("Cost today"));
        tile.setFigure(QStringLiteral("$20.06"));
        tile.setDelta(ui::relativeDelta(20.06, 22.91, ui::Better::Lower));
        tile.setDetail(QStringLiteral("$22.91 yesterday by now"));
        QCOMPARE(tile.accessibleName(), QStringLiteral("Cost today"));
        QCOMPARE(tile.accessibleDescription(),
                 QStringLiteral("$20.06, ▼\u00A012% vs yesterday, $22.91 yesterday by now"));
    }

    void theCurveGivesWayToALongFigure()
    {
        ui::KpiTile tile(QStringLiteral("Cost today"));
        tile.setFigure(QStringLiteral("$20.06"));
        tile.setTrend({1, 2, 3});
        tile.resize(212, 112);
        tile.show();
        const auto *curve = tile.findChild<ui::Sparkline *>();
        QVERIFY(curve->isVisible());
        QVERIFY(curve->geometry().right() < tile.width());
        tile.setFigure(QStringLiteral("≈$1,234,567.89"));
        QVERIFY(!curve->isVisible());
        const auto *figure = tile.findChild<QLabel *>(QStringLiteral("figure"));
        QVERIFY(figure->fontMetrics().horizontalAdvance(figure->text()) <= tile.width() - 40);
    }

    void aNarrowTileKeepsTheChangeWhole()
    {
        ui::KpiTile tile(QStringLiteral("Success"));
        tile.setDelta(ui::pointsDelta(0.991, 0.987, ui::Better::Higher));
        tile.resize(212, 112);
        tile.show();
        QCOMPARE(partOf(tile, "note"), QStringLiteral("vs yesterday"));
        tile.resize(150, 112);
        QCOMPARE(partOf(tile, "note"), QString());
        QCOMPARE(partOf(tile, "change"), QStringLiteral("▲\u00A00.4 pts"));
        QVERIFY(tile.accessibleDescription().contains(QStringLiteral("vs yesterday")));
    }

private:
    std::unique_ptr<ui::Theme> m_theme;
};

QTEST_MAIN(KpiTileTest)

#include "kpi_tile_test.moc"
