#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include <QDateTime>
#include <QString>

#include "base/json.h"
#include "ui/widgets/cell.h"

namespace ui {

/// For which time an availability holds.
enum class HealthSpan : std::uint8_t { Day, Week, Month };

/// One day of a strip.
struct HealthDay {
    enum class State : std::uint8_t { None, Up, Degraded, Down };
    QDate day{};
    State state = State::None;
    std::optional<double> availability{};
    friend bool operator==(const HealthDay &, const HealthDay &) = default;
};

/// For how much of the last day, week and month something could be used, and each of the last days, the oldest first.
struct HealthPast {
    std::array<std::optional<double>, 3> shares{}; ///< By HealthSpan.
    std::vector<HealthDay> days{};
    std::optional<double> share(HealthSpan span) const { return shares[static_cast<std::size_t>(span)]; }
    friend bool operator==(const HealthPast &, const HealthPast &) = default;
};

/// A state in a word. Warn and Error need a look.
struct HealthWord {
    QString text{};
    Tone tone = Tone::Quiet;
    bool bad() const { return tone == Tone::Warn || tone == Tone::Error; }
    friend bool operator==(const HealthWord &, const HealthWord &) = default;
};

/// A key, or a provider that needs none. All text comes from outside and is shown as plain text only.
struct HealthKey {
    QString id{};
    QString name{}; ///< Empty where none is needed.
    QString providerId{};
    QString provider{};
    bool enabled = false;
    QString secret{}; ///< `ok`, `missing`, …; empty where none is needed.
    QString gate{};
    QString reason{};
    QString source{};
    QString modelInWait{}; ///< The gate is of this model alone.
    QDateTime until{};
    QString callState{}; ///< `healthy`, `degraded`, `unhealthy`.
    std::int64_t calls = 0;
    bool checkedByItself = false;
    QString verdict{}; ///< Empty: not checked yet.
    QString message{};
    bool byCall = false;
    std::int64_t failures = 0;
    QDateTime checkedAt{};
    QDateTime nextAt{};
    std::optional<double> latencyMs{};
    QString balance{}; ///< In its currency; empty where none is told.
    HealthPast past{};
    friend bool operator==(const HealthKey &, const HealthKey &) = default;
};

struct HealthProvider {
    QString id{};
    QString name{};
    bool enabled = false;
    HealthPast past{};
    std::vector<HealthKey> keys{}; ///< Itself where it needs none.
    bool keyless = false;
    friend bool operator==(const HealthProvider &, const HealthProvider &) = default;
};

/// Reads `availability` and `days` of a row.
HealthPast parseHealthPast(const base::Json &row);
/// Reads one answer of `health.availability`.
std::vector<HealthProvider> parseHealth(const base::Json &answer);
/// Reads one row about a key, as `health.key` and `health.key.check` answer it.
HealthKey parseHealthKey(const base::Json &row);

} // namespace ui
