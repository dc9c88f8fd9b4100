#include "routing/decision_words.h"

#include "base/word_table.h"

namespace routing {
namespace {

constexpr base::WordRow<PassedOver> kPassedOver[] = {
    {PassedOver::No, "no"},
    {PassedOver::Gone, "gone"},
    {PassedOver::Disabled, "disabled"},
    {PassedOver::NotOffered, "not_offered"},
    {PassedOver::KeysOff, "keys_off"},
    {PassedOver::NoDialect, "no_dialect"},
    {PassedOver::Feature, "feature"},
    {PassedOver::NotWanted, "not_wanted"},
    {PassedOver::NotRequired, "not_required"},
    {PassedOver::Forbidden, "forbidden"},
    {PassedOver::KeyForbids, "key_forbids"},
    {PassedOver::Duplicate, "duplicate"},
    {PassedOver::Health, "health"},
};
constexpr base::WordRow<Gate> kGates[] = {
    {Gate::Open, "open"},       {Gate::Cooling, "cooling"}, {Gate::Broken, "broken"}, {Gate::Probing, "probing"},
    {Gate::Ramping, "ramping"}, {Gate::Full, "full"},       {Gate::Held, "held"},     {Gate::Limited, "limited"},
};
constexpr base::WordRow<HealthState> kStates[] = {
    {HealthState::Healthy, "healthy"},
    {HealthState::Degraded, "degraded"},
    {HealthState::Unhealthy, "unhealthy"},
};

} // namespace

std::string_view toWord(PassedOver why)
{
    return base::wordOf(kPassedOver, why);
}
std::string_view toWord(Gate gate)
{
    return base::wordOf(kGates, gate);
}
std::string_view toWord(HealthState state)
{
    return base::wordOf(kStates, state);
}
std::optional<Gate> gateFrom(std::string_view word)
{
    return base::valueOf(kGates, word);
}
std::optional<HealthState> healthStateFrom(std::string_view word)
{
    return base::valueOf(kStates, word);
}

} // namespace routing
