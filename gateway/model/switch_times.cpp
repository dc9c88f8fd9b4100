#include "model/switch_times.h"

#include <array>

#include "model/field_access.h"

namespace model {
namespace {

using enum FieldKind;
using enum FieldUse;

constexpr std::int64_t kLongest = 86'400'000;

template <auto Member>
base::Result<> writeMillis(SwitchTimes &to, const base::Json &value)
{
    const auto millis = base::integerIn(value);
    if (!millis || *millis < 0 || *millis > kLongest)
        return wrongKind("must be whole milliseconds from 0 to 86400000");
    to.*Member = *millis;
    return {};
}

constexpr std::array kFields{
    Field<SwitchTimes>{
        "switch_delay_ms", Integer, Editable, readMember<&SwitchTimes::delayMs>, writeMillis<&SwitchTimes::delayMs>,
        "From a change of the routing switch until it takes effect; it can be undone until then. Super admins only."},
    Field<SwitchTimes>{"switch_cooldown_ms", Integer, Editable, readMember<&SwitchTimes::cooldownMs>,
                       writeMillis<&SwitchTimes::cooldownMs>,
                       "How long the routing switch is locked after a change took effect. Super admins only."},
};

} // namespace

template <>
std::span<const Field<SwitchTimes>> fieldsOf<SwitchTimes>()
{
    return kFields;
}

} // namespace model
