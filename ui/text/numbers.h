#pragma once

#include <cstdint>
#include <optional>

#include <QString>

namespace ui {

/// `4,812`, grouped as the locale does.
QString countText(std::int64_t count);

/// A large count, short: `18.4` and `M`; below ten thousand the count itself and no unit.
struct ShortCount {
    QString number;
    QString unit;
};
ShortCount shortCount(std::int64_t count);
QString shortCountText(std::int64_t count);

/// How long a call took. Unit: microseconds. `2 ms`, `0.41 s`, `1 m 12 s`; a dash when it is not known.
QString durationText(std::optional<std::int64_t> micros);

} // namespace ui
