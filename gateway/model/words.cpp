#include "model/words.h"

#include "base/word_table.h"

namespace model {
namespace {

using base::WordRow;

constexpr WordRow<Role> kRoles[] = {
    {Role::Member, "member"}, {Role::Viewer, "viewer"},          {Role::Operator, "operator"},
    {Role::Admin, "admin"},   {Role::SuperAdmin, "super_admin"},
};
constexpr WordRow<Confidence> kConfidences[] = {
    {Confidence::Measured, "measured"},
    {Confidence::Estimated, "estimated"},
    {Confidence::Unpriced, "unpriced"},
};
constexpr WordRow<Outcome> kOutcomes[] = {
    {Outcome::Done, "done"},       {Outcome::Refused, "refused"},     {Outcome::Failed, "failed"},
    {Outcome::Partial, "partial"}, {Outcome::Cancelled, "cancelled"}, {Outcome::Interrupted, "interrupted"},
};
constexpr WordRow<Strategy> kStrategies[] = {
    {Strategy::WeightedRandom, "weighted_random"}, {Strategy::RoundRobin, "round_robin"},
    {Strategy::SmoothWeighted, "smooth_weighted"}, {Strategy::LeastLatency, "least_latency"},
    {Strategy::LeastBusy, "least_busy"},           {Strategy::CostFirst, "cost_first"},
    {Strategy::SpeedFirst, "speed_first"},         {Strategy::QualityFirst, "quality_first"},
};
constexpr WordRow<FailureClass> kFailures[] = {
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

} // namespace

std::string_view toWord(Role role)
{
    return base::wordOf(kRoles, role);
}
std::string_view toWord(Confidence confidence)
{
    return base::wordOf(kConfidences, confidence);
}
std::string_view toWord(Outcome outcome)
{
    return base::wordOf(kOutcomes, outcome);
}
std::string_view toWord(FailureClass failure)
{
    return base::wordOf(kFailures, failure);
}
std::string_view toWord(Strategy strategy)
{
    return base::wordOf(kStrategies, strategy);
}
std::optional<Role> roleFrom(std::string_view text)
{
    return base::valueOf(kRoles, text);
}
std::optional<Confidence> confidenceFrom(std::string_view text)
{
    return base::valueOf(kConfidences, text);
}
std::optional<Outcome> outcomeFrom(std::string_view text)
{
    return base::valueOf(kOutcomes, text);
}
std::optional<FailureClass> failureFrom(std::string_view text)
{
    return base::valueOf(kFailures, text);
}
std::optional<Strategy> strategyFrom(std::string_view text)
{
    return base::valueOf(kStrategies, text);
}

} // namespace model
