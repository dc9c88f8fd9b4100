#pragma once

#include "ui/pages/health/health_state.h"

namespace ui {

/// How a key does now: "Healthy", "Refused", "Cooling, 4:12".
HealthWord keyWord(const HealthKey &key, const QDateTime &now);
/// A provider is down when none of its keys in use can be used.
HealthWord providerWord(const HealthProvider &provider, const QDateTime &now);

/// "99.71%"; a dash where nothing is known.
QString shareText(std::optional<double> share);
/// "380 ms"; empty where it is not known.
QString latencyText(std::optional<double> millis);
/// The best of a provider's keys.
std::optional<double> latencyOf(const HealthProvider &provider);

/// "checked 12 s ago", "until 14:32", "missing in the keychain": the most telling of it.
QString keyNote(const HealthKey &key, const QDateTime &now);
/// "2 keys", "local"...
QString keysNote(const HealthProvider &provider);
/// What is wrong with it, in a sentence; empty when nothing is.
QString keyTrouble(const HealthKey &key);

QString dayStateWord(HealthDay::State state);
/// "Thu 19 Nov: degraded, 99.31% available".
QString dayWords(const HealthDay &day);
/// "30 days: 27 up, 2 degraded, 1 down", for those who hear it.
QString pastWords(const HealthPast &past);

} // namespace ui
