#include "model/check_settings.h"

#include <array>

#include "model/field_access.h"

namespace model {
namespace {

using enum FieldKind;
using enum FieldUse;

constexpr std::int64_t kDayS = 86'400;
constexpr std::int64_t kLongestTimeoutS = 60;
constexpr std::int64_t kMostTimes = 20;

base::Result<std::int64_t> within(const base::Json &value, std::int64_t least, std::int64_t most)
{
    const auto number = base::integerIn(value);
    if (!number || *number < least || *number > most)
        return base::fail(base::ErrorCode::Unprocessable,
                          "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return *number;
}

template <auto Member, std::int64_t Least, std::int64_t Most>
base::Result<> writeWithin(CheckSettings &to, const base::Json &value)
{
    const auto number = within(value, Least, Most);
    if (!number)
        return base::fail(number.error());
    to.*Member = *number;
    return {};
}

constexpr std::array kFields{
    Field<CheckSettings>{"health_checks", Truth, Editable, readMember<&CheckSettings::on>,
                         writeMember<&CheckSettings::on>,
                         "Whether providers' keys are checked by themselves, at no cost: by asking for the models, or "
                         "about the key. A call that went well counts as a check."},
    Field<CheckSettings>{"health_check_interval_s", Integer, Editable, readMember<&CheckSettings::intervalS>,
                         writeWithin<&CheckSettings::intervalS, 1, kDayS>,
                         "Seconds between two checks of a key; one that fails is checked ever less often, up to ten "
                         "minutes apart."},
    Field<CheckSettings>{"health_check_timeout_s", Integer, Editable, readMember<&CheckSettings::timeoutS>,
                         writeWithin<&CheckSettings::timeoutS, 1, kLongestTimeoutS>,
                         "Seconds until a check without an answer has failed."},
    Field<CheckSettings>{"health_check_retries", Integer, Editable, readMember<&CheckSettings::retries>,
                         writeWithin<&CheckSettings::retries, 0, kMostTimes>,
                         "How often a check that got no answer is tried again before it has failed."},
    Field<CheckSettings>{"health_check_failures", Integer, Editable, readMember<&CheckSettings::failures>,
                         writeWithin<&CheckSettings::failures, 1, kMostTimes>,
                         "Failed checks in a row until a key counts as down; one that is refused does at once."},
    Field<CheckSettings>{"health_check_except", TextList, Editable, readMember<&CheckSettings::except>,
                         writeMember<&CheckSettings::except>, "Ids of the providers that are not checked."},
};

} // namespace

template <>
std::span<const Field<CheckSettings>> fieldsOf<CheckSettings>()
{
    return kFields;
}

} // namespace model
