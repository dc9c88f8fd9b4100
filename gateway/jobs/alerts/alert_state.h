#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "model/alerts.h"

/// When an alert begins, gets worse and is over. Pure: no clock, no store.
namespace jobs {

/// How one thing is that is watched, at one moment.
struct Reading {
    model::AlertKind kind = model::AlertKind::BudgetReached;
    std::string subject{};
    std::string name{};
    std::string detail{};
    bool firing = false;
    std::int64_t value = 0;
    std::int64_t limit = 0;
    std::int64_t level = 0;                    ///< Grows when it gets worse.
    std::optional<model::Severity> severity{}; ///< Instead of the rule's.
    std::int64_t momentMs = 0; ///< It happened then and is no state: told once, and never over. 0: it is a state.
};

enum class AlertEvent : std::uint8_t { Raised, Worse, Reminded, Recovered };
std::string_view toWord(AlertEvent event); ///< `raised`

/// An alert as it is from now on.
struct AlertChange {
    AlertEvent event = AlertEvent::Raised;
    model::Alert alert{};
    bool told = true; ///< Whether anybody is sent word of it; not of what is silenced or was switched off.
};

/// What is remembered between two looks and need not survive this program: since when things are so.
struct AlertMemory {
    using Key = std::pair<model::AlertKind, std::string>; ///< Of a subject.
    std::map<Key, std::int64_t> firingSince{};
    std::map<Key, std::int64_t> quietSince{}; ///< Of alerts that are on.
};

/// What became of alerts since the last look. `open` are those that are on; new ones have no id yet. One subject has one
/// alert of a kind at a time, whatever it is told of it; a rule's `for` holds both ways, so that what comes and goes is
/// one alert. `wallMs` is for what is shown, `steadyMs` for spans.
std::vector<AlertChange> evaluate(const model::AlertSettings &settings, std::span<const Reading> readings,
                                  std::span<const model::Alert> open, AlertMemory &memory, std::int64_t wallMs,
                                  std::int64_t steadyMs);

} // namespace jobs
