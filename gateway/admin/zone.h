#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <QDateTime>
#include <QTimeZone>

#include "base/result.h"

namespace admin {

/// What a calendar is cut into; a week begins on Monday.
enum class Period : std::uint8_t { Day, Week, Month, Hour };

/// A time zone and its days, which daylight saving makes 23 or 25 hours long twice a year. Unit: Unix milliseconds.
/// Thread: any.
class Zone {
public:
    /// `Europe/Berlin`, or minutes east of UTC; that of this machine for an empty text.
    /// Errors: Unprocessable with param `zone`.
    static base::Result<Zone> of(std::string_view text);

    std::string name() const { return m_zone.id().toStdString(); }
    std::int64_t offsetMinutes(std::int64_t at) const;
    /// Of its clocks, in order.
    QTimeZone::OffsetDataList changes(const QDateTime &from, const QDateTime &to) const
    {
        return m_zone.transitions(from, to);
    }
    /// When the day that `at` falls in began, or that of so many days before.
    std::int64_t dayStart(std::int64_t at, int daysBefore = 0) const;
    /// `2026-11-20`: the day that `at` falls in.
    std::string dayName(std::int64_t at) const;
    /// When the period that `at` falls in began, or that of so many before; a negative number means later ones.
    std::int64_t periodStart(Period period, std::int64_t at, int before = 0) const;
    /// The day or the Monday as `2026-11-20`, the month as `2026-11`, the hour as `2026-11-20T14:00:00+01:00`:
    /// clocks may show it twice.
    std::string periodName(Period period, std::int64_t at) const;
    /// The period before, when calendar and clocks showed what they show at `at`; at most its end.
    std::int64_t sameTimeBefore(Period period, std::int64_t at) const;
    /// When a day given as `2026-11-20` begins here; nothing for any other text.
    std::optional<std::int64_t> dateStart(std::string_view date) const;
    /// The day before, when clocks showed what they show at `at`.
    std::int64_t sameTimeYesterday(std::int64_t at) const;

private:
    explicit Zone(QTimeZone zone) : m_zone(std::move(zone)) {}
    QDateTime local(std::int64_t at) const;
    QTimeZone m_zone;
};

} // namespace admin
