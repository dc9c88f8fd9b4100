#include <QtTest>

#include "jobs/events.h"

using jobs::Events;
using jobs::Topic;

namespace {

struct StoppedClock final : base::Clock {
    std::int64_t now = 1'000;
    std::int64_t steadyNanos() const override { return now * 1'000'000; }
    std::int64_t wallMillis() const override { return now; }
};

base::Json numbered(int number)
{
    return base::Json{{"number", number}};
}

} // namespace

class EventsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tells_what_came_after_an_event()
    {
        const StoppedClock clock;
        Events events(clock, 8);
        const std::uint64_t before = events.newest();
        events.publish(Topic::Switch, numbered(1), "team_a");
        events.publish(Topic::Health, numbered(2));
        const jobs::EventsSince got = events.since(before, 100);
        QCOMPARE(got.events.size(), std::size_t(2));
        QVERIFY(!got.lost);
        QCOMPARE(got.events[0]->id, before + 1);
        QCOMPARE(got.events[0]->teamId, std::string("team_a"));
        QCOMPARE(got.events[1]->body, std::string("{\"at\":\"1970-01-01T00:00:01.000Z\",\"number\":2}"));
        QCOMPARE(events.since(before, 1).events.size(), std::size_t(1));
        QVERIFY(events.since(events.newest(), 100).events.empty());
    }

    void says_when_some_are_gone()
    {
        const StoppedClock clock;
        Events events(clock, 4);
        const std::uint64_t before = events.newest();
        for (int i = 0; i < 10; ++i)
            events.publish(Topic::Calls, numbered(i));
        const jobs::EventsSince got = events.since(before, 100);
        QVERIFY(got.lost);
        QCOMPARE(got.events.size(), std::size_t(4));
        QCOMPARE(got.events.front()->body, std::string("{\"at\":\"1970-01-01T00:00:01.000Z\",\"number\":6}"));
    }

    void numbers_rise_over_restarts()
    {
        StoppedClock clock;
        std::uint64_t last = 0;
        {
            Events events(clock, 4);
            events.publish(Topic::Calls, numbered(1));
            last = events.newest();
        }
        clock.now += 1;
        Events events(clock, 4);
        events.publish(Topic::Calls, numbered(2));
        QVERIFY(events.newest() > last);
        const jobs::EventsSince got = events.since(last, 100);
        QVERIFY(got.lost); // those between are not known any more
        QCOMPARE(got.events.size(), std::size_t(1));
    }

    void wakes_once_until_rearmed()
    {
        Events events;
        int wakes = 0;
        QVERIFY(!events.watched());
        const auto watch = events.watch([&] { ++wakes; });
        QVERIFY(events.watched());
        events.publish(Topic::Calls, numbered(1));
        events.publish(Topic::Calls, numbered(2));
        QCOMPARE(wakes, 1);
        watch->rearm();
        events.publish(Topic::Calls, numbered(3));
        QCOMPARE(wakes, 2);
    }
};

QTEST_APPLESS_MAIN(EventsTest)
#include "events_test.moc"
