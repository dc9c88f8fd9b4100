#include "kept_outages.h"

#include <QTemporaryDir>
#include <QTest>

#include "base/json.h"
#include "storage/health_history.h"

namespace {

model::Plan onePlan()
{
    model::Provider provider{.id = "prov_a", .name = "A"};
    provider.keys = {{.id = "key_1", .providerId = "prov_a", .name = "main"}};
    model::Plan out;
    out.providers = {std::move(provider)};
    return out;
}

} // namespace

/// What is written down of keys that go out of use and come back, and told to those who watch.
class KeptOutagesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aKeyThatIsOutAndBackIsToldOnce()
    {
        const QTemporaryDir directory;
        storage::StorageThread writer(directory.path().toStdString(), storage::StorageThread::Kind::Writer);
        QVERIFY(writer.opened());
        base::Snapshot<model::Plan> plan(std::make_shared<const model::Plan>(onePlan()));
        const auto events = std::make_shared<jobs::Events>();
        routing::Health health;
        health.adopt(*plan.current());
        gateway::keepOutages(health, writer, plan, events);
        const std::uint64_t before = events->newest();

        health.marked("prov_a", "key_1", routing::CooldownReason::BadKey, 60'000);
        health.marked("prov_a", "key_1", routing::CooldownReason::BadKey, 120'000); // by the next check: no news
        health.proved("prov_a", "key_1");
        const auto rows = writer.runAndWait<std::vector<storage::KeyOutage>>(
            [](storage::Database &db) { return storage::listKeyOutages(db, {.toMs = routing::kUntilCleared}); });
        QVERIFY(rows);
        QCOMPARE(rows->size(), std::size_t{1});
        QCOMPARE(rows->front().endedBy, std::string("checked"));

        const jobs::EventsSince told = events->since(before, 10);
        QCOMPARE(told.events.size(), std::size_t{2});
        for (const jobs::SharedEvent &event : told.events)
            QCOMPARE(event->topic, jobs::Topic::Health);
        const auto out = base::parseJson(told.events[0]->body).value();
        QCOMPARE(base::textOr(base::at(out, "event")), std::string("out"));
        QCOMPARE(base::textOr(base::at(out, "provider")), std::string("A"));
        QCOMPARE(base::textOr(base::at(out, "key")), std::string("main"));
        QCOMPARE(base::textOr(base::at(out, "reason")), std::string("bad_key"));
        QVERIFY(base::at(out, "model").is_null());
        const auto back = base::parseJson(told.events[1]->body).value();
        QCOMPARE(base::textOr(base::at(back, "event")), std::string("back"));
        QCOMPARE(base::textOr(base::at(back, "by")), std::string("checked"));
    }
};

QTEST_GUILESS_MAIN(KeptOutagesTest)
#include "kept_outages_test.moc"
