#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLocale>
#include <QTest>

#include "ui/fake_admin_client.h"
#include "ui/pages/routing/key_outages.h"
#include "ui/pages/routing/outage_track.h"
#include "ui/pages/routing/outages_card.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/button.h"

using namespace Qt::Literals::StringLiterals;
using base::Json;

namespace {

const QDateTime kNow(QDate(2026, 11, 20), QTime(14, 0));

Json row(const std::string &key, int beganMinutesAgo, int minutes, Json more = Json::object())
{
    const QDateTime from = kNow.addSecs(-60LL * beganMinutesAgo);
    Json out = {{"provider_id", "prov_a"},
                {"provider", "OpenAI"},
                {"key_id", "id_" + key},
                {"key", key},
                {"model", nullptr},
                {"kind", "cooldown"},
                {"reason", "rate_limited"},
                {"source", "retry_after"},
                {"from", from.toUTC().toString(Qt::ISODateWithMs).toStdString()},
                {"until", from.addSecs(60LL * minutes).toUTC().toString(Qt::ISODateWithMs).toStdString()},
                {"ended_by", nullptr},
                {"on", minutes > beganMinutesAgo}};
    out.update(more);
    return out;
}

template <typename... Rows>
Json list(const Rows &...rows)
{
    Json out = Json::array();
    (out.push_back(rows), ...);
    return out;
}

std::vector<ui::KeyTimeline> timelines(const Json &rows)
{
    return ui::timelinesOf(ui::parseKeyOutages({{"data", rows}}));
}

QStringList keysOf(const std::vector<ui::KeyTimeline> &timelines)
{
    QStringList out;
    for (const ui::KeyTimeline &one : timelines)
        out += one.key;
    return out;
}

QString shown(const QWidget &card, const char *name)
{
    const auto *label = card.findChild<QLabel *>(QString::fromLatin1(name));
    return label->isVisibleTo(&card) ? label->text() : QString();
}

} // namespace

/// When keys were out of use: what is made of the gateway's rows, and the card that shows it.
class KeyOutagesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void thoseThatAreOutNowComeFirst()
    {
        const auto all = timelines(list(row("early", 600, 10), row("now", 700, 1000), row("late", 30, 10)));
        QCOMPARE(keysOf(all), (QStringList{u"now"_s, u"late"_s, u"early"_s}));
        QVERIFY(all.front().on() && !all.back().on());
    }

    void keysThatAreGoneAreLeftOut()
    {
        QVERIFY(
            timelines(list(row("a", 30, 10, {{"provider", nullptr}}), row("b", 30, 10, {{"key", nullptr}}))).empty());
        QCOMPARE(timelines(list(row("a", 30, 10, {{"key", nullptr}, {"key_id", nullptr}}))).size(), std::size_t{1});
    }

    void timeIsCountedOnceWhicheverModelsWereConcerned_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<int>("minutes");
        const auto add = [](const char *name, const Json &rows, int minutes) {
            QTest::newRow(name) << QString::fromStdString(rows.dump()) << minutes;
        };
        add("one", list(row("a", 60, 10)), 10);
        add("two apart", list(row("a", 60, 10), row("a", 30, 10)), 20);
        add("two that overlap", list(row("a", 60, 10), row("a", 55, 10)), 15);
        add("one within another", list(row("a", 60, 30), row("a", 55, 10)), 30);
        add("begun before the day", list(row("a", 24 * 60 + 30, 60)), 30);
        add("still on", list(row("a", 10, 60)), 10);
        add("until it is cleared", list(row("a", 10, 60, {{"until", nullptr}})), 10);
    }
    void timeIsCountedOnceWhicheverModelsWereConcerned()
    {
        QFETCH(QString, rows);
        QFETCH(int, minutes);
        const auto all = timelines(*base::parseJson(rows.toStdString()));
        QCOMPARE(ui::secondsOut(all.front(), kNow.addDays(-1), kNow), std::int64_t{60} * minutes);
    }

    void everyPartIsSaid()
    {
        const auto words = [](const Json &one) {
            return ui::outageWords(timelines(list(one)).front().outages.front(), kNow);
        };
        const QString limited = words(row("a", 60, 10, {{"model", "<b>gpt</b>"}, {"ended_by", "cleared"}}));
        QCOMPARE(limited, u"13:00:00 to 13:10:00\nOnly for <b>gpt</b>\nThe provider limits the rate of calls; it said "
                          "until when (Retry-After)\nIt ended early: it was cleared by hand."_s);
        QCOMPARE(words(row("a", 60, 1, {{"kind", "breaker"}, {"reason", "broken"}, {"source", "rule"}})),
                 u"13:00:00 to 13:01:00\nToo many of its calls failed"_s);
        QCOMPARE(
            words(row("a", 60, 1, {{"kind", "hold"}, {"reason", "held"}, {"source", "admin"}, {"until", nullptr}})),
            u"since 13:00:00, until it is cleared\nIt was taken out by hand"_s);
        QCOMPARE(
            ui::timelineWords(timelines(list(row("k1", 60, 10), row("k1", 30, 55))).front(), kNow.addDays(-1), kNow),
            u"OpenAI, k1: out of use 2 times, 40 min in all"_s);
        QCOMPARE(ui::spanWords(3 * 3600 + 61), u"3 h 2 min"_s);
    }

    void theArrowsGoFromMarkToMark()
    {
        ui::OutageTrack track(nullptr);
        track.resize(400, 16);
        track.setTimeline(timelines(list(row("a", 600, 10), row("a", 300, 10), row("a", 30, 10))).front(),
                          kNow.addDays(-1), kNow);
        track.show();
        QVERIFY(track.accessibleName().contains(u"3 times"_s));
        track.setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&track));
        QCOMPARE(track.current(), 2);
        QVERIFY(track.accessibleDescription().startsWith(u"13:30:00"_s));
        QTest::keyClick(&track, Qt::Key_Left);
        QCOMPARE(track.current(), 1);
        QVERIFY(track.accessibleDescription().startsWith(u"09:00:00"_s));
        QTest::keyClick(&track, Qt::Key_Home);
        QTest::keyClick(&track, Qt::Key_Left);
        QCOMPARE(track.current(), 0);
        QTest::keyClick(&track, Qt::Key_End);
        QTest::keyClick(&track, Qt::Key_Right);
        QCOMPARE(track.current(), 2);
        track.setTimeline(timelines(list(row("a", 600, 10))).front(), kNow.addDays(-1), kNow); // fewer than before
        QCOMPARE(track.current(), -1);
        QVERIFY(track.accessibleDescription().isEmpty());
    }

    void aMarkIsWhereItsTimeIs()
    {
        ui::OutageTrack track(nullptr);
        track.resize(248, 24); // a pixel for six minutes, and four around it for the focus
        track.setTimeline(timelines(list(row("a", 720, 60), row("b", 1, 1))).back(), kNow.addDays(-1), kNow);
        const QImage image = track.grab().toImage();
        const QColor ground = ui::color(ui::Token::Track, track.palette());
        const QColor mark = ui::color(ui::Token::WarnFill, track.palette());
        QCOMPARE(image.pixelColor(64, 12), ground);
        QCOMPARE(image.pixelColor(129, 12), mark);
        QCOMPARE(image.pixelColor(144, 12), ground);
    }

    void theCardSaysWhenThereIsNothing()
    {
        FakeAdminClient client;
        client.answers["health.history"] = [](const auto &) -> base::Result<Json> {
            return Json{{"data", Json::array()}, {"next", nullptr}};
        };
        ui::OutagesCard card(client, nullptr);
        QVERIFY(card.isHidden());
        card.refresh();
        QTRY_VERIFY(!card.isHidden());
        QCOMPARE(shown(card, "keyOutagesNote"), u"No key had to wait in the last 24 hours."_s);
        QVERIFY(card.findChildren<ui::OutageTrack *>().isEmpty());
    }

    void theCardShowsALineForEachKeyAndMoreWhenAsked()
    {
        FakeAdminClient client;
        Json rows = Json::array();
        for (int i = 0; i < 9; ++i)
            rows.push_back(row("key " + std::to_string(i), 60 + i, 10));
        client.answers["health.history"] = [&rows](const auto &) -> base::Result<Json> {
            return Json{{"data", rows}, {"next", "7"}};
        };
        ui::OutagesCard card(client, nullptr);
        const auto lines = [&card] {
            const auto all = card.findChildren<ui::OutageTrack *>();
            return std::ranges::count_if(all, [&](const auto *track) { return track->isVisibleTo(&card); });
        };
        card.refresh();
        QTRY_COMPARE(lines(), 6);
        QCOMPARE(shown(card, "keyOutagesNote"), u"Only the latest 1,000 are shown."_s);
        auto *more = card.findChild<ui::Button *>(u"allKeyOutages"_s);
        QVERIFY(more->isVisibleTo(&card));
        more->click();
        QCOMPARE(lines(), 9);
        more->click();
        QCOMPARE(lines(), 6);
        const auto asked = client.log.size();
        card.refresh(); // too soon
        QCOMPARE(client.log.size(), asked);
        rows.clear();
        card.refreshNow();
        QTRY_COMPARE(lines(), 0);
    }

private:
    std::unique_ptr<ui::Theme> m_theme{};
};

QTEST_MAIN(KeyOutagesTest)
#include "key_outages_test.moc"
