#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include <QDateTime>
#include <QString>

#include "base/json.h"

namespace ui {

/// What `router.status` answered: what the gateway does, which is never only what somebody wishes.
struct RoutingState {
    struct Pending {
        bool value = false;
        QDateTime effectiveAt{};
        std::chrono::milliseconds left{};
        std::chrono::milliseconds delay{};
        QString by{};
        QString reason{};
        friend bool operator==(const Pending &, const Pending &) = default;
    };
    struct Cooldown {
        QDateTime until{};
        std::chrono::milliseconds left{};
        std::chrono::milliseconds length{};
        friend bool operator==(const Cooldown &, const Cooldown &) = default;
    };

    bool on = true;
    std::optional<Pending> pending{};
    std::optional<Cooldown> cooldown{};
    QDateTime since{}; ///< Invalid: from the beginning.
    QString by{};
    QString reason{};
    std::int64_t plan = 0;
    std::chrono::milliseconds delay{}; ///< As they are set: of the next change.
    std::chrono::milliseconds cooldownLength{};

    bool isFree() const { return !pending && !cooldown; }
    friend bool operator==(const RoutingState &, const RoutingState &) = default;
};

RoutingState parseRoutingState(const base::Json &answer);

/// `Routing is on`, `Turning off`.
QString routingHeadline(const RoutingState &state);
/// What that means for calls, and for how long: one or two sentences.
QString routingSentence(const RoutingState &state, const QDateTime &now);
/// The same in a line of facts: `Rules decide · plan v43 · on since 14:27`.
QString routingFacts(const RoutingState &state, const QDateTime &now);

} // namespace ui
