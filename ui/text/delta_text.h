#pragma once

#include <cstdint>
#include <optional>

#include <QString>

namespace ui {

/// Which way is good news for a figure. Of some figures neither is: more calls are only more calls.
enum class Better : std::uint8_t { Neither, Higher, Lower };

/// How a figure moved since the same time yesterday: `▲ 6.2%` and `vs yesterday`. The arrow says the direction, so that
/// no colour has to.
struct DeltaText {
    QString change{}; ///< Empty when there is nothing to compare with.
    QString rest{};
    Better better = Better::Neither; ///< What it was asked with.
    int direction = 0;               ///< -1, 0, 1.
    bool isGood() const { return direction == (better == Better::Higher ? 1 : -1) && better != Better::Neither; }
    bool isBad() const { return direction == (better == Better::Higher ? -1 : 1) && better != Better::Neither; }
};

/// Relative change. Nothing is said while either is not known; from zero there is no percentage, only "none yesterday".
DeltaText relativeDelta(std::optional<double> now, std::optional<double> before, Better better);

/// Change of a share in percentage points: 0.987 after 0.981 is `▲ 0.6 pts`.
DeltaText pointsDelta(std::optional<double> now, std::optional<double> before, Better better);

} // namespace ui
