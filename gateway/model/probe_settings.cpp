#include "model/probe_settings.h"

#include <array>

#include "model/field_access.h"

namespace model {
namespace {

using enum FieldKind;
using enum FieldUse;

constexpr std::int64_t kLeastS = 60;
constexpr std::int64_t kDayS = 86'400;
constexpr std::int64_t kMostNanos = 1'000'000'000'000;

base::Result<> writeInterval(ProbeSettings &to, const base::Json &value)
{
    const auto number = base::integerIn(value);
    if (!number || *number < kLeastS || *number > kDayS)
        return wrongKind("must be a whole number from 60 to 86400");
    to.intervalS = *number;
    return {};
}

base::Result<> writeDaily(ProbeSettings &to, const base::Json &value)
{
    const auto number = base::integerIn(value);
    if (!number || *number < 0 || *number > kMostNanos)
        return wrongKind("must be a whole number from 0 to 1000000000000");
    to.dailyNanos = *number;
    return {};
}

constexpr std::array kFields{
    Field<ProbeSettings>{"probe_providers", TextList, Editable, readMember<&ProbeSettings::providers>,
                         writeMember<&ProbeSettings::providers>,
                         "Ids of the providers whose models are asked themselves: a call for one token each, booked "
                         "like any other under the name Probe. GET /health/models tells what that costs."},
    Field<ProbeSettings>{"probe_interval_s", Integer, Editable, readMember<&ProbeSettings::intervalS>, writeInterval,
                         "Seconds between two such calls to a model; one that fails is asked ever less often."},
    Field<ProbeSettings>{"probe_daily_nanos", Integer, Editable, readMember<&ProbeSettings::dailyNanos>, writeDaily,
                         "No more nano-dollars than that are spent on such calls in a day of UTC."},
};

} // namespace

template <>
std::span<const Field<ProbeSettings>> fieldsOf<ProbeSettings>()
{
    return kFields;
}

} // namespace model
