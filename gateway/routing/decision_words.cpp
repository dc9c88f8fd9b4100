#include "routing/decision_words.h"

#include <utility>

namespace routing {
namespace {

constexpr std::pair<PassedOver, std::string_view> kPassedOver[] = {
    {PassedOver::No, "no"},
    {PassedOver::Gone, "gone"},
    {PassedOver::Disabled, "disabled"},
    {PassedOver::NotOffered, "not_offered"},
    {PassedOver::KeysOff, "keys_off"},
    {PassedOver::Feature, "feature"},
    {PassedOver::NotWanted, "not_wanted"},
    {PassedOver::NotRequired, "not_required"},
    {PassedOver::Forbidden, "forbidden"},
    {PassedOver::Duplicate, "duplicate"},
    {PassedOver::Health, "health"},
};
constexpr std::pair<Gate, std::string_view> kGates[] = {
    {Gate::Open, "open"},       {Gate::Cooling, "cooling"}, {Gate::Broken, "broken"}, {Gate::Probing, "probing"},
    {Gate::Ramping, "ramping"}, {Gate::Full, "full"},       {Gate::Held, "held"},
};
constexpr std::pair<HealthState, std::string_view> kStates[] = {
    {HealthState::Healthy, "healthy"},
    {HealthState::Degraded, "degraded"},
    {HealthState::Unhealthy, "unhealthy"},
};

template <typename Enum, std::size_t N>
std::string_view wordOf(const std::pair<Enum, std::string_view> (&rows)[N], Enum value)
{
    for (const auto &[known, word] : rows)
        if (known == value)
            return word;
    return {};
}

template <typename Enum, std::size_t N>
std::optional<Enum> valueOf(const std::pair<Enum, std::string_view> (&rows)[N], std::string_view text)
{
    for (const auto &[value, word] : rows)
        if (word == text)
            return value;
    return std::nullopt;
}

} // namespace

std::string_view toWord(PassedOver why)
{
    return wordOf(kPassedOver, why);
}
std::string_view toWord(Gate gate)
{
    return wordOf(kGates, gate);
}
std::string_view toWord(HealthState state)
{
    return wordOf(kStates, state);
}
std::optional<Gate> gateFrom(std::string_view word)
{
    return valueOf(kGates, word);
}
std::optional<HealthState> healthStateFrom(std::string_view word)
{
    return valueOf(kStates, word);
}

} // namespace routing
