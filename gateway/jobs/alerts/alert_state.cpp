#include "jobs/alerts/alert_state.h"

#include <algorithm>
#include <set>

#include "base/word_table.h"

namespace jobs {
namespace {

using model::Alert;
using model::AlertRule;

constexpr std::int64_t kMillis = 1000;
constexpr base::WordRow<AlertEvent> kEvents[] = {{AlertEvent::Raised, "raised"},
                                                 {AlertEvent::Worse, "worse"},
                                                 {AlertEvent::Reminded, "reminded"},
                                                 {AlertEvent::Recovered, "recovered"}};

/// One look at everything that is watched.
class Look {
public:
    Look(const model::AlertSettings &settings, AlertMemory &memory, std::int64_t wallMs, std::int64_t steadyMs)
        : m_settings(settings), m_memory(memory), m_wallMs(wallMs), m_steadyMs(steadyMs)
    {
    }

    void take(const Reading &reading, const Alert *open)
    {
        const AlertRule &rule = m_settings.rule(reading.kind);
        m_seen.emplace(reading.kind, reading.subject);
        if (!rule.enabled)
            return;
        if (reading.momentMs > 0)
            return happened(reading, rule);
        if (open == nullptr)
            return notYet(reading, rule);
        if (reading.firing)
            return stillOn(reading, rule, *open);
        maybeOver(reading, rule, *open);
    }

    /// One that is on, after all readings were taken.
    void finish(const Alert &open)
    {
        const AlertMemory::Key key{open.kind, open.subject};
        if (!m_settings.rule(open.kind).enabled)
            return end(open, "rule_off");
        if (!m_seen.contains(key))
            return end(open, "gone");
    }

    /// What is not firing any more begins anew when it does.
    std::vector<AlertChange> done()
    {
        std::erase_if(m_memory.firingSince, [this](const auto &row) { return !m_firing.contains(row.first); });
        return std::move(m_changes);
    }

private:
    void happened(const Reading &reading, const AlertRule &rule)
    {
        Alert alert = alertOf(reading, rule);
        alert.beganMs = alert.endedMs = reading.momentMs;
        alert.endedBy = "moment";
        m_changes.push_back({.event = AlertEvent::Raised, .alert = std::move(alert)});
    }

    void notYet(const Reading &reading, const AlertRule &rule)
    {
        const AlertMemory::Key key{reading.kind, reading.subject};
        if (!reading.firing)
            return;
        m_firing.insert(key);
        const std::int64_t since = m_memory.firingSince.emplace(key, m_steadyMs).first->second;
        if (m_steadyMs - since < rule.forSeconds * kMillis)
            return;
        Alert alert = alertOf(reading, rule);
        alert.beganMs = m_wallMs;
        m_changes.push_back({.event = AlertEvent::Raised, .alert = std::move(alert)});
    }

    void stillOn(const Reading &reading, const AlertRule &rule, const Alert &open)
    {
        const AlertMemory::Key key{reading.kind, reading.subject};
        m_firing.insert(key);
        m_memory.quietSince.erase(key);
        const bool worse = reading.level > open.level;
        const bool due = open.silencedMs > 0 && open.silencedMs <= m_wallMs;
        if (!worse && !due)
            return;
        Alert alert = alertOf(reading, rule);
        alert.id = open.id;
        alert.beganMs = open.beganMs;
        alert.silencedMs = due ? 0 : open.silencedMs;
        m_changes.push_back({.event = worse ? AlertEvent::Worse : AlertEvent::Reminded,
                             .alert = std::move(alert),
                             .told = due || open.silencedMs == 0});
    }

    void maybeOver(const Reading &reading, const AlertRule &rule, const Alert &open)
    {
        const AlertMemory::Key key{reading.kind, reading.subject};
        const std::int64_t since = m_memory.quietSince.emplace(key, m_steadyMs).first->second;
        if (m_steadyMs - since < rule.forSeconds * kMillis)
            return;
        Alert alert = open;
        alert.name = reading.name;
        alert.value = reading.value;
        end(std::move(alert), "recovered");
    }

    void end(Alert alert, const char *by)
    {
        const std::string_view why(by);
        m_memory.quietSince.erase({alert.kind, alert.subject});
        const bool silenced = alert.silencedMs > m_wallMs;
        alert.endedMs = std::max(m_wallMs, alert.beganMs);
        alert.endedBy = why;
        m_changes.push_back(
            {.event = AlertEvent::Recovered, .alert = std::move(alert), .told = !silenced && why != "rule_off"});
    }

    static Alert alertOf(const Reading &reading, const AlertRule &rule)
    {
        return {.kind = reading.kind,
                .severity = reading.severity.value_or(rule.severity),
                .subject = reading.subject,
                .name = reading.name,
                .detail = reading.detail,
                .value = reading.value,
                .limit = reading.limit,
                .level = reading.level};
    }

    const model::AlertSettings &m_settings;
    AlertMemory &m_memory;
    std::int64_t m_wallMs;
    std::int64_t m_steadyMs;
    std::set<AlertMemory::Key> m_seen{};
    std::set<AlertMemory::Key> m_firing{};
    std::vector<AlertChange> m_changes{};
};

} // namespace

std::string_view toWord(AlertEvent event)
{
    return base::wordOf(kEvents, event);
}

std::vector<AlertChange> evaluate(const model::AlertSettings &settings, std::span<const Reading> readings,
                                  std::span<const Alert> open, AlertMemory &memory, std::int64_t wallMs,
                                  std::int64_t steadyMs)
{
    Look look(settings, memory, wallMs, steadyMs);
    for (const Reading &reading : readings) {
        const auto hit = std::ranges::find_if(
            open, [&](const Alert &alert) { return alert.kind == reading.kind && alert.subject == reading.subject; });
        look.take(reading, hit == open.end() ? nullptr : &*hit);
    }
    for (const Alert &alert : open)
        look.finish(alert);
    return look.done();
}

} // namespace jobs
