#include "admin/zone.h"

#include <algorithm>

#include "base/text.h"

namespace admin {
namespace {

constexpr std::int64_t kMinutesEast = 14 * 60; // as far as zones go

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
    const QDateTime now = local(at);
    const QDateTime then(now.date().addDays(-1), now.time(), m_zone);
    return std::clamp<std::int64_t>(then.toMSecsSinceEpoch(), dayStart(at, 1), dayStart(at));
}

} // namespace admin
