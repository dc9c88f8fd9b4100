#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QString>

#include "base/json.h"

namespace ui {

/// Where a call goes. No model: nowhere, it is turned away.
struct ReplayPlace {
    QString provider{}; ///< Its name, or its id when it is gone.
    QString model{};
    friend bool operator==(const ReplayPlace &, const ReplayPlace &) = default;
};

/// Calls that move the same way.
struct ReplayRoute {
    ReplayPlace from{};
    ReplayPlace to{};
    std::int64_t calls = 0;
    std::int64_t missing = 0;
    std::int64_t unpriced = 0; ///< Of which the difference is not known.
    std::int64_t nanos = 0;    ///< Difference of the others.
    friend bool operator==(const ReplayRoute &, const ReplayRoute &) = default;
};

/// What `router.replay` says of one piece of the log, or of all pieces together.
struct ReplaySums {
    std::int64_t plan = 0;
    QString until{}; ///< Where the log ended when it was begun.
    QString next{};  ///< Where to go on; empty at the end.
    std::optional<std::int64_t> total{};
    std::int64_t calls = 0;
    std::int64_t moved = 0;
    std::int64_t unchanged = 0;
    std::int64_t cannotTell = 0;
    std::int64_t noTrace = 0;
    std::int64_t missing = 0;
    std::int64_t unpriced = 0;
    std::int64_t nanos = 0;
    std::vector<ReplayRoute> routes{}; ///< Most calls first.

    /// Joins what a later piece says.
    void add(const ReplaySums &later);
    /// Whether the difference of cost is known of any of the calls that move.
    bool priced() const { return moved == 0 || unpriced < moved; }
};

ReplaySums parseReplay(const base::Json &answer);

/// `gpt-4o · OpenAI`, or that the call is turned away.
QString placeWords(const ReplayPlace &place);
/// A difference with its sign: `−$1.18`, `+$0.02`, `$0.00`.
QString differenceText(std::int64_t nanos);

} // namespace ui
