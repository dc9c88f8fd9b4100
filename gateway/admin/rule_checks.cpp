#include "admin/rule_checks.h"

#include <algorithm>
#include <array>

#include <QDateTime>
#include <QTimeZone>

#include "admin/zone.h"
#include "base/clock.h"
#include "base/text.h"
#include "routing/rules/rule_set.h"
#include "routing/targets.h"

namespace admin {
namespace {

using model::Plan;
using model::Provider;

constexpr std::size_t kLongestName = 100;
constexpr std::int64_t kLargestPriority = 1'000'000;
constexpr int kYearsBack = 1;
constexpr int kYearsAhead = 10; // rules are compiled anew at every start and change
constexpr std::array<std::string_view, 3> kProviderActions{"use_provider", "require_provider", "forbid_provider"};
constexpr std::array<std::string_view, 2> kModelActions{"use_model", "fallbacks"};

auto wrong(std::string detail, std::string field)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(detail), std::move(field));
}

bool isProvider(const Plan &plan, std::string_view named)
{
    return std::ranges::any_of(
        plan.providers, [&](const Provider &provider) { return provider.id == named || provider.name == named; });
}

bool lists(const Provider &provider, std::string_view model)
{
    return (provider.anyModel && provider.type != routing::kSandboxType)
           || std::ranges::find(provider.models, model, &model::ProviderModel::name) != provider.models.end();
}

bool isModel(const Plan &plan, std::string_view named)
{
    if (named == "default" || named == routing::kSandboxType
        || plan.providerNamed(named.substr(0, named.find('/'))) != nullptr)
        return true;
    return std::ranges::find(plan.aliases, named, &model::ModelAlias::name) != plan.aliases.end()
           || std::ranges::any_of(plan.providers, [&](const Provider &provider) { return lists(provider, named); });
}

/// Calls `check(text, path)` for the text, or each text of the list, that an action holds.
template <typename Check>
base::Result<> forEachText(const base::Json &value, const std::string &path, Check check)
{
    if (!value.is_array())
        return check(base::textOr(value), path);
    for (std::size_t i = 0; i < value.size(); ++i)
        if (auto fine = check(base::textOr(value[i]), path + "[" + std::to_string(i) + "]"); !fine)
            return fine;
    return {};
}

} // namespace

base::Result<routing::ZoneOffsets> zoneOffsets(std::string_view name)
{
    const auto zone = Zone::of(name);
    if (!zone)
        return base::fail(zone.error());
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(base::systemClock().wallMillis(), Qt::UTC);
    const QDateTime from = now.addYears(-kYearsBack);
    std::vector<routing::ZoneOffsets::Change> changes;
    for (const QTimeZone::OffsetData &change : zone->changes(from, now.addYears(kYearsAhead)))
        changes.push_back({change.atUtc.toMSecsSinceEpoch(), change.offsetFromUtc / 60});
    return routing::ZoneOffsets(zone->offsetMinutes(from.toMSecsSinceEpoch()), std::move(changes));
}

base::Result<> checkRule(const model::Rule &rule)
{
    const bool control =
        std::ranges::any_of(rule.name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (rule.name.empty() || rule.name.size() > kLongestName || !base::isUtf8(rule.name) || control)
        return wrong("the name must be 1 to 100 bytes of readable text", "name");
    if (rule.priority < -kLargestPriority || rule.priority > kLargestPriority)
        return wrong("the priority must be from -1000000 to 1000000", "priority");
    return routing::RuleSet::check(rule, zoneOffsets);
}

base::Result<> checkReferences(const model::Rule &rule, const Plan &plan)
{
    for (std::size_t i = 0; i < rule.then.size(); ++i)
        for (const auto &[name, value] : rule.then[i].items()) {
            const std::string path = "then[" + std::to_string(i) + "]." + name;
            base::Result<> fine;
            if (std::ranges::find(kProviderActions, name) != kProviderActions.end())
                fine = forEachText(value, path, [&](const std::string &text, const std::string &at) -> base::Result<> {
                    if (!isProvider(plan, text))
                        return wrong("there is no provider \"" + text + "\"", at);
                    return {};
                });
            else if (std::ranges::find(kModelActions, name) != kModelActions.end())
                fine = forEachText(value, path, [&](const std::string &text, const std::string &at) -> base::Result<> {
                    if (!isModel(plan, text))
                        return wrong("no provider has a model \"" + text + "\", and no alias is called so", at);
                    return {};
                });
            if (!fine)
                return fine;
        }
    return {};
}

} // namespace admin
