#include "jobs/alerts/alert_watch.h"

#include <algorithm>
#include <utility>

#include <QLoggingCategory>

#include "base/id.h"
#include "jobs/alerts/alert_text.h"
#include "jobs/proxy_check.h"
#include "storage/alert_notices.h"
#include "storage/alert_settings.h"
#include "storage/alerts.h"

namespace jobs {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.alerts")

using namespace std::chrono_literals;

constexpr auto kSoon = 50ms;
constexpr std::int64_t kNanosPerMilli = 1'000'000;
constexpr std::int64_t kNoticesAtOnce = 50;
constexpr std::int64_t kLookedBackMs = 600'000; ///< On changes that the program before this one may have missed.

std::vector<storage::AlertNotice> noticesFor(const AlertChange &change, const model::AlertSettings &settings,
                                             std::int64_t nowMs)
{
    std::vector<storage::AlertNotice> out;
    if (!change.told)
        return out;
    for (const model::AlertChannel &channel : settings.channels)
        if (channel.enabled && change.alert.severity >= channel.least)
            out.push_back({.id = base::makeId("ntc_", nowMs),
                           .alertId = change.alert.id,
                           .channelId = channel.id,
                           .event = std::string(toWord(change.event)),
                           .madeMs = nowMs,
                           .alert = base::dump(model::toJson(change.alert)),
                           .nextMs = nowMs});
    return out;
}

/// It may have been silenced since it was read.
base::Result<> putChange(storage::Database &db, const AlertChange &change)
{
    model::Alert alert = change.alert;
    const auto before = storage::getAlert(db, alert.id);
    if (!before && before.error().code != base::ErrorCode::NotFound)
        return base::fail(before.error());
    if (before && change.event != AlertEvent::Reminded)
        alert.silencedMs = before->silencedMs;
    return storage::putAlert(db, alert);
}

base::Result<> store(storage::Database &db, const std::vector<AlertChange> &changes,
                     const std::vector<storage::AlertNotice> &notices, std::int64_t nowMs)
{
    return db.usage().transaction([&]() -> base::Result<> {
        for (const AlertChange &change : changes)
            if (auto kept = putChange(db, change); !kept)
                return kept;
        for (const storage::AlertNotice &notice : notices)
            if (auto kept = storage::putNotice(db, notice); !kept)
                return kept;
        return storage::forgetAlerts(db, nowMs);
    });
}

} // namespace

AlertWatch::AlertWatch(const AlertHouse &house, storage::StorageThread &jobs, std::chrono::milliseconds pace)
    : m_house(house),
      m_courier(house.secrets, house.clock, [this](storage::AlertNotice notice) { note(std::move(notice)); })
{
    m_turns = jobs.every(pace, kSoon, [this](storage::Database &db) { return turn(db); });
    m_turns->nudge();
}

/// What the writer was given calls back: it is waited for, first while there are turns to nudge.
AlertWatch::~AlertWatch()
{
    const auto settle = [this] {
        static_cast<void>(m_house.writer.runAndWait<>([](storage::Database &) { return base::Result<>(); }));
    };
    m_ending = true;
    settle();
    m_turns.reset();
    m_courier.stop();
    settle();
}

storage::NextTurn AlertWatch::turn(storage::Database &db)
{
    if (m_ending)
        return storage::NextTurn::AtInterval;
    db.follow();
    const auto settings = storage::loadAlertSettings(db);
    if (!settings) {
        say(settings.error());
        return storage::NextTurn::AtInterval;
    }
    auto looked = look(db, *settings);
    if (auto carried = carry(db, *settings); looked && !carried)
        looked = std::move(carried);
    if (looked)
        m_said.clear();
    else
        say(looked.error());
    return storage::NextTurn::AtInterval;
}

base::Result<> AlertWatch::remember(storage::Database &db)
{
    if (m_switchSeenMs >= 0)
        return {};
    const auto newest = storage::newestAlert(db, model::AlertKind::SwitchChanged);
    if (!newest)
        return base::fail(newest.error());
    m_switchSeenMs = std::max<std::int64_t>({*newest, m_house.clock.wallMillis() - kLookedBackMs, 0});
    return {};
}

base::Result<std::vector<Reading>> AlertWatch::readings(storage::Database &db, const model::AlertSettings &settings,
                                                        std::span<const model::Alert> open)
{
    const std::int64_t nowMs = m_house.clock.wallMillis();
    if (auto known = remember(db); !known)
        return base::fail(known.error());
    if (auto followed = m_calls.follow(db, nowMs); !followed)
        return base::fail(followed.error());
    const auto plan = m_house.plan.current();
    ReadingSources sources{.plan = *plan,
                           .health = m_house.health,
                           .ledger = m_house.ledger,
                           .calls = m_calls,
                           .checks = m_house.checks,
                           .switchSeenMs = m_switchSeenMs,
                           .nowMs = nowMs};
    if (m_house.proxies != nullptr)
        sources.proxies = proxyReadings(*m_house.proxies);
    return takeReadings(db, sources, settings, open);
}

base::Result<> AlertWatch::look(storage::Database &db, const model::AlertSettings &settings)
{
    if (m_writing)
        return {};
    const auto open = storage::openAlerts(db);
    if (!open)
        return base::fail(open.error());
    const auto read = readings(db, settings, *open);
    if (!read)
        return base::fail(read.error());
    std::int64_t seenMs = m_switchSeenMs;
    for (const Reading &reading : *read)
        seenMs = std::max(seenMs, reading.momentMs);
    auto changes = evaluate(settings, *read, *open, m_memory, m_house.clock.wallMillis(),
                            m_house.clock.steadyNanos() / kNanosPerMilli);
    if (changes.empty())
        m_switchSeenMs = seenMs;
    else
        keep(std::move(changes), settings, seenMs);
    return {};
}

void AlertWatch::keep(std::vector<AlertChange> changes, const model::AlertSettings &settings, std::int64_t seenMs)
{
    const std::int64_t nowMs = m_house.clock.wallMillis();
    std::vector<storage::AlertNotice> notices;
    for (AlertChange &change : changes) {
        if (change.alert.id.empty())
            change.alert.id = base::makeId("alrt_", nowMs);
        for (storage::AlertNotice &notice : noticesFor(change, settings, nowMs))
            notices.push_back(std::move(notice));
    }
    m_writing = true;
    m_house.writer.run<>([changes, notices = std::move(notices),
                          nowMs](storage::Database &db) { return store(db, changes, notices, nowMs); },
                         [this, changes, seenMs](const base::Result<> &stored) {
                             if (stored) {
                                 m_switchSeenMs = seenMs;
                                 publish(changes);
                             }
                             sayKept(stored);
                             m_writing = false;
                             if (stored && !m_ending)
                                 m_turns->nudge();
                         });
}

/// Once, and not at every look until it goes again. Thread: the writer's.
void AlertWatch::sayKept(const base::Result<> &stored)
{
    if (!m_keepingFails.exchange(!stored) && !stored)
        qCWarning(ownLog, "alerts could not be kept, and are looked at again: %s",
                  base::describe(stored.error()).c_str());
}

void AlertWatch::publish(const std::vector<AlertChange> &changes)
{
    for (const AlertChange &change : changes) {
        const std::string_view event = toWord(change.event);
        m_house.events.publish(
            Topic::Alerts,
            {{"event", event}, {"text", headlineOf(event, change.alert)}, {"alert", model::toJson(change.alert)}});
    }
}

base::Result<> AlertWatch::carry(storage::Database &db, const model::AlertSettings &settings)
{
    const auto waiting = storage::waitingNotices(db, kNoticesAtOnce);
    if (!waiting)
        return base::fail(waiting.error());
    std::vector<storage::AlertNotice> due;
    for (const storage::AlertNotice &notice : *waiting) {
        const model::AlertChannel *channel = settings.channel(notice.channelId);
        if (channel != nullptr && channel->enabled) {
            due.push_back(notice);
            continue;
        }
        storage::AlertNotice dropped = notice;
        dropped.state = "dropped";
        dropped.endedMs = m_house.clock.wallMillis();
        dropped.problem = channel == nullptr ? "the channel was removed" : "the channel was switched off";
        note(std::move(dropped));
    }
    m_courier.carry(settings, due);
    return {};
}

/// Thread: any.
void AlertWatch::note(storage::AlertNotice notice)
{
    if (notice.state == "given_up")
        qCWarning(ownLog, "a message about an alert was given up after a day: %s", notice.problem.c_str());
    m_house.writer.run<>([notice](storage::Database &db) { return storage::putNotice(db, notice); },
                         [this, id = notice.id, sent = notice.state == "sent"](const base::Result<> &kept) {
                             if (kept && sent)
                                 m_courier.written(id);
                         });
}

void AlertWatch::say(const base::Error &problem)
{
    std::string words = base::describe(problem);
    if (words != m_said)
        qCWarning(ownLog, "alerts cannot be looked at: %s", words.c_str());
    m_said = std::move(words);
}

} // namespace jobs
