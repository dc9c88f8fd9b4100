#include "model/words.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace model {
namespace {

template <typename Enum>
using Row = std::pair<Enum, std::string_view>;

constexpr Row<Role> kRoles[] = {
    {Role::Member, "member"}, {Role::Viewer, "viewer"},          {Role::Operator, "operator"},
    {Role::Admin, "admin"},   {Role::SuperAdmin, "super_admin"},
};
constexpr Row<Confidence> kConfidences[] = {
    {Confidence::Measured, "measured"},
    {Confidence::Estimated, "estimated"},
    {Confidence::Unpriced, "unpriced"},
};
constexpr Row<Outcome> kOutcomes[] = {
    {Outcome::Done, "done"},       {Outcome::Refused, "refused"},     {Outcome::Failed, "failed"},
    {Outcome::Partial, "partial"}, {Outcome::Cancelled, "cancelled"}, {Outcome::Interrupted, "interrupted"},
};
constexpr Row<Strategy> kStrategies[] = {
    {Strategy::WeightedRandom, "weighted_random"}, {Strategy::RoundRobin, "round_robin"},
    {Strategy::SmoothWeighted, "smooth_weighted"}, {Strategy::LeastLatency, "least_latency"},
    {Strategy::LeastBusy, "least_busy"},           {Strategy::CostFirst, "cost_first"},
    {Strategy::SpeedFirst, "speed_first"},         {Strategy::QualityFirst, "quality_first"},
};
constexpr Row<FailureClass> kFailures[] = {
    {FailureClass::None, "none"},
    {FailureClass::Connect, "connect"},
    {FailureClass::ServerError, "server_error"},
    {FailureClass::RateLimited, "rate_limited"},
    {FailureClass::QuotaGone, "quota_gone"},
    {FailureClass::BadKey, "bad_key"},
    {FailureClass::NoSuchModel, "no_such_model"},
    {FailureClass::ContextLength, "context_length"},
    {FailureClass::BadRequest, "bad_request"},
    {FailureClass::BadAnswer, "bad_answer"},
    {FailureClass::Cut, "cut"},
    {FailureClass::Stalled, "stalled"},
    {FailureClass::Cancelled, "cancelled"},
    {FailureClass::Stopping, "stopping"},
    {FailureClass::NoKey, "no_key"},
    {FailureClass::Timeout, "timeout"},
    {FailureClass::AnswerTooLarge, "answer_too_large"},
    {FailureClass::HedgeLost, "hedge_lost"},
};

template <typename Enum, std::size_t N>
std::string_view word(const Row<Enum> (&rows)[N], Enum value)
{
    const auto *hit = std::ranges::find(rows, value, &Row<Enum>::first);
    return hit == std::end(rows) ? std::string_view{} : hit->second;
}

template <typename Enum, std::size_t N>
std::optional<Enum> value(const Row<Enum> (&rows)[N], std::string_view text)
{
    const auto *hit = std::ranges::find(rows, text, &Row<Enum>::second);
    return hit == std::end(rows) ? std::nullopt : std::optional(hit->first);
}

} // namespace

std::string_view toWord(Role role)
{
    return word(kRoles, role);
}
std::string_view toWord(Confidence confidence)
{
    return word(kConfidences, confidence);
}
std::string_view toWord(Outcome outcome)
{
    return word(kOutcomes, outcome);
}
std::string_view toWord(FailureClass failure)
{
    return word(kFailures, failure);
}
std::string_view toWord(Strategy strategy)
{
    return word(kStrategies, strategy);
}
std::optional<Role> roleFrom(std::string_view text)
{
    return value(kRoles, text);
}
std::optional<Confidence> confidenceFrom(std::string_view text)
{
    return value(kConfidences, text);
}
std::optional<Outcome> outcomeFrom(std::string_view text)
{
    return value(kOutcomes, text);
}
std::optional<FailureClass> failureFrom(std::string_view text)
{
    return value(kFailures, text);
}
std::optional<Strategy> strategyFrom(std::string_view text)
{
    return value(kStrategies, text);
}

} // namespace model
