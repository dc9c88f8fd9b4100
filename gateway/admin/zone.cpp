#include "admin/zone.h"

#include <algorithm>

#include "base/text.h"

namespace admin {
namespace {

constexpr std::int64_t kMinutesEast = 14 * 60; // as far as zones go
constexpr std::int64_t kHourMs = 3'600'000;

} // namespace

base::Result<Zone> Zone::of(std::string_view text)
{
    if (text.empty()) {
        const QTimeZone here = QTimeZone::systemTimeZone();
        return Zone(here.isValid() ? here : QTimeZone::utc());
    }
    if (const auto minutes = base::parseInteger(text)) {
        if (*minutes >= -kMinutesEast && *minutes <= kMinutesEast)
            return Zone(QTimeZone(static_cast<int>(*minutes * 60)));
    } else if (const QByteArray id(text.data(), static_cast<qsizetype>(text.size()));
               QTimeZone::availableTimeZoneIds().contains(id)) { // QTimeZone itself takes any word for a rule of POSIX
        return Zone(QTimeZone(id));
    }
    return base::fail(base::ErrorCode::Unprocessable,
                      "zone must be a name such as Europe/Berlin, or minutes east of UTC from -840 to 840", "zone");
}

QDateTime Zone::local(std::int64_t at) const
{
    return QDateTime::fromMSecsSinceEpoch(at, m_zone);
}

std::int64_t Zone::offsetMinutes(std::int64_t at) const
{
    return local(at).offsetFromUtc() / 60;
}

std::int64_t Zone::dayStart(std::int64_t at, int daysBefore) const
{
    return local(at).date().addDays(-daysBefore).startOfDay(m_zone).toMSecsSinceEpoch();
}

std::string Zone::dayName(std::int64_t at) const
{
    return local(at).date().toString(Qt::ISODate).toStdString();
}

std::int64_t Zone::sameTimeYesterday(std::int64_t at) const
{
    return sameTimeBefore(Period::Day, at);
}

std::int64_t Zone::periodStart(Period period, std::int64_t at, int before) const
{
    const QDate day = local(at).date();
    switch (period) {
    case Period::Hour: {
        const std::int64_t offsetMs = offsetMinutes(at) * 60'000;
        const std::int64_t intoIt = ((at + offsetMs) % kHourMs + kHourMs) % kHourMs;
        return at - intoIt - before * kHourMs;
    }
    case Period::Day:
        return day.addDays(-before).startOfDay(m_zone).toMSecsSinceEpoch();
    case Period::Week:
        return day.addDays(1 - day.dayOfWeek() - 7 * before).startOfDay(m_zone).toMSecsSinceEpoch();
    case Period::Month:
        break;
    }
    return QDate(day.year(), day.month(), 1).addMonths(-before).startOfDay(m_zone).toMSecsSinceEpoch();
}

std::string Zone::periodName(Period period, std::int64_t at) const
{
    if (period == Period::Hour) {
        const QDateTime start = local(periodStart(period, at));
        return start.toOffsetFromUtc(start.offsetFromUtc()).toString(Qt::ISODate).toStdString();
    }
    const std::string day = dayName(periodStart(period, at));
    return period == Period::Month ? day.substr(0, day.rfind('-')) : day;
}

std::int64_t Zone::sameTimeBefore(Period period, std::int64_t at) const
{
    if (period == Period::Hour)
        return std::min(at - kHourMs, periodStart(period, at));
    const QDateTime now = local(at);
    const QDate day =
        period == Period::Month ? now.date().addMonths(-1) : now.date().addDays(period == Period::Week ? -7 : -1);
    const bool shorter = period == Period::Month && day.day() != now.date().day(); // a 31st has none the month before
    const std::int64_t end = periodStart(period, at);
    if (shorter)
        return end;
    return std::clamp<std::int64_t>(QDateTime(day, now.time(), m_zone).toMSecsSinceEpoch(), periodStart(period, at, 1),
                                    end);
}

std::optional<std::int64_t> Zone::dateStart(std::string_view date) const
{
    constexpr std::size_t kLength = 10;
    if (date.size() != kLength)
        return std::nullopt;
    const QDate day = QDate::fromString(QString::fromLatin1(date.data(), kLength), Qt::ISODate);
    return day.isValid() ? std::optional(day.startOfDay(m_zone).toMSecsSinceEpoch()) : std::nullopt;
}

} // namespace admin
