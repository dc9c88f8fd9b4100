#include <QtTest>

#include "jobs/alerts/alert_state.h"

using jobs::AlertChange;
using jobs::AlertEvent;
using jobs::Reading;
using model::Alert;
using model::AlertKind;
using model::Severity;

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::int64_t kStart = 1'790'000'000'000;
constexpr std::int64_t kMinute = 60'000;

/// A house whose clock is moved by hand, with what is on kept from look to look.
struct House {
    model::AlertSettings settings{};
    std::vector<Alert> open{};
    jobs::AlertMemory memory{};
    std::int64_t now = 0;

    std::vector<AlertChange> look(std::vector<Reading> readings)
    {
        auto changes = jobs::evaluate(settings, readings, open, memory, kStart + now, now);
        for (AlertChange &change : changes)
            keep(change);
        return changes;
    }
    void keep(AlertChange &change)
    {
        if (change.alert.id.empty())
            change.alert.id = "alrt_" + std::to_string(++made);
        std::erase_if(open, [&](const Alert &alert) { return alert.id == change.alert.id; });
        if (change.alert.endedMs == 0)
            open.push_back(change.alert);
    }
    model::AlertRule &rule(AlertKind kind) { return *std::ranges::find(settings.rules, kind, &model::AlertRule::kind); }
    int made = 0;
};

Reading invalid(bool firing, const char *key = "key_1")
{
    return {.kind = AlertKind::KeyInvalid, .subject = key, .name = "main", .firing = firing};
}

Reading budget(std::int64_t level)
{
    return {.kind = AlertKind::BudgetReached, .subject = "bud_1", .name = "all", .firing = level > 0, .level = level};
}

Reading down(bool firing)
{
    return {.kind = AlertKind::ProviderDown, .subject = "prov_1", .name = "one", .firing = firing};
}

/// `raised key_1, recovered key_2 (quiet)`
QString said(const std::vector<AlertChange> &changes)
{
    QStringList out;
    for (const AlertChange &change : changes)
        out += QString::fromStdString(std::string(toWord(change.event)) + " " + change.alert.subject
                                      + (change.told ? "" : " (quiet)"));
    return out.join(u", "_s);
}

} // namespace

class AlertStateTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void one_subject_is_told_of_once_and_once_that_it_is_over()
    {
        House house;
        QCOMPARE(said(house.look({invalid(true)})), u"raised key_1"_s);
        QCOMPARE(house.open.front().severity, Severity::Critical);
        QCOMPARE(house.open.front().beganMs, kStart);
        house.now = kMinute;
        QCOMPARE(said(house.look({invalid(true)})), u""_s);
        QCOMPARE(said(house.look({invalid(false)})), u"recovered key_1"_s);
        QCOMPARE(said(house.look({invalid(false)})), u""_s);
        QVERIFY(house.open.empty());
    }

    void each_subject_has_its_own()
    {
        House house;
        QCOMPARE(said(house.look({invalid(true), invalid(true, "key_2")})), u"raised key_1, raised key_2"_s);
        QCOMPARE(said(house.look({invalid(true), invalid(false, "key_2")})), u"recovered key_2"_s);
    }

    void what_must_last_is_told_when_it_has()
    {
        House house;
        QCOMPARE(said(house.look({down(true)})), u""_s);
        house.now = 29'999;
        QCOMPARE(said(house.look({down(true)})), u""_s);
        house.now = 30'000;
        QCOMPARE(said(house.look({down(true)})), u"raised prov_1"_s);
    }

    void what_stops_in_between_begins_anew()
    {
        House house;
        house.look({down(true)});
        house.now = 20'000;
        house.look({down(false)});
        house.now = 40'000;
        QCOMPARE(said(house.look({down(true)})), u""_s);
        house.now = 70'000;
        QCOMPARE(said(house.look({down(true)})), u"raised prov_1"_s);
    }

    void what_comes_and_goes_is_one_alert()
    {
        House house;
        house.look({down(true)});
        house.now = kMinute;
        house.look({down(true)});
        for (int i = 0; i < 5; ++i) {
            house.now += 10'000;
            QCOMPARE(said(house.look({down(i % 2 == 1)})), u""_s);
        }
        house.now += 30'000;
        QCOMPARE(said(house.look({down(false)})), u"recovered prov_1"_s);
    }

    void a_budget_gets_worse_and_is_over_once()
    {
        House house;
        QCOMPARE(said(house.look({budget(50)})), u"raised bud_1"_s);
        QCOMPARE(said(house.look({budget(50)})), u""_s);
        QCOMPARE(said(house.look({budget(100)})), u"worse bud_1"_s);
        QCOMPARE(house.open.front().level, 100);
        QCOMPARE(house.open.front().beganMs, kStart);
        QCOMPARE(said(house.look({budget(0)})), u"recovered bud_1"_s);
    }

    void nothing_is_sent_of_what_is_silenced_until_that_is_over()
    {
        House house;
        house.look({budget(50)});
        house.open.front().silencedMs = kStart + kMinute;
        QCOMPARE(said(house.look({budget(80)})), u"worse bud_1 (quiet)"_s);
        house.now = kMinute;
        QCOMPARE(said(house.look({budget(80)})), u"reminded bud_1"_s);
        QCOMPARE(house.open.front().silencedMs, 0);
        QCOMPARE(said(house.look({budget(80)})), u""_s);
    }

    void what_ends_while_it_is_silenced_ends_quietly()
    {
        House house;
        house.look({invalid(true)});
        house.open.front().silencedMs = kStart + kMinute;
        QCOMPARE(said(house.look({invalid(false)})), u"recovered key_1 (quiet)"_s);
    }

    void what_is_gone_is_over()
    {
        House house;
        house.look({invalid(true)});
        const auto changes = house.look({});
        QCOMPARE(said(changes), u"recovered key_1"_s);
        QCOMPARE(changes.front().alert.endedBy, "gone");
    }

    void a_rule_that_is_switched_off_ends_its_alerts_quietly()
    {
        House house;
        house.look({invalid(true)});
        house.rule(AlertKind::KeyInvalid).enabled = false;
        QCOMPARE(said(house.look({invalid(true)})), u"recovered key_1 (quiet)"_s);
        QCOMPARE(said(house.look({invalid(true)})), u""_s);
    }

    void a_moment_is_told_once_and_is_never_on()
    {
        House house;
        const Reading moved{.kind = AlertKind::SwitchChanged, .subject = "change_1", .momentMs = kStart - 5};
        const auto changes = house.look({moved});
        QCOMPARE(said(changes), u"raised change_1"_s);
        QCOMPARE(changes.front().alert.endedMs, kStart - 5);
        QVERIFY(house.open.empty());
    }

    void a_restart_tells_nothing_twice()
    {
        House house;
        house.look({invalid(true), budget(80)});
        house.memory = {};
        house.now = 5;
        QCOMPARE(said(house.look({invalid(true), budget(80)})), u""_s);
        QCOMPARE(said(house.look({invalid(false), budget(80)})), u"recovered key_1"_s);
    }

    void a_clock_that_is_put_back_ends_nothing_before_it_began()
    {
        House house;
        house.look({invalid(true)});
        const auto changes = jobs::evaluate(house.settings, std::vector{invalid(false)}, house.open, house.memory,
                                            kStart - 10 * kMinute, kMinute);
        QCOMPARE(changes.front().alert.endedMs, kStart);
    }
};

QTEST_APPLESS_MAIN(AlertStateTest)
#include "alert_state_test.moc"
