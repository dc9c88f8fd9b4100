#include <algorithm>
#include <array>

#include "model/features.h"
#include "model/field_access.h"
#include "model/resources.h"
#include "model/words.h"

namespace model {
namespace {

using enum FieldKind;
using enum FieldUse;

constexpr std::int64_t kLargest = 1'000'000;
constexpr std::array<std::string_view, 4> kReserved{"model", "messages", "stream", "stream_options"};

auto wrongAt(std::string_view field, const std::string &what)
{
    return base::fail(base::ErrorCode::Unprocessable, what, "." + std::string(field));
}

base::Result<> takeText(std::string &to, std::string_view field, const base::Json &value)
{
    to = base::textOr(value);
    if (!to.empty() && to.size() <= 256 && base::isUtf8(to))
        return {};
    return wrongAt(field, "must be 1 to 256 bytes of text");
}

base::Result<> takeNumber(std::int64_t &to, std::string_view field, const base::Json &value)
{
    const auto number = base::integerIn(value);
    if (!number || *number < 0 || *number > kLargest)
        return wrongAt(field, "must be a whole number from 0 to 1000000");
    to = *number;
    return {};
}

base::Result<> takeOverrides(base::Json &to, std::string_view field, const base::Json &value)
{
    if (!value.is_object())
        return wrongAt(field, "must be an object of parameters");
    for (const auto &[name, given] : value.items())
        if (std::ranges::find(kReserved, name) != kReserved.end())
            return base::fail(base::ErrorCode::Unprocessable, "cannot be overridden",
                              "." + std::string(field) + "." + name);
    to = value;
    return {};
}

base::Result<> takeFeatures(std::vector<std::string> &to, std::string_view field, const base::Json &value)
{
    if (!value.is_array())
        return wrongAt(field, "must be a list of tools, images, schema, thinking");
    to.clear();
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (std::string word = base::textOr(value[i]); std::ranges::find(kFeatures, word) != kFeatures.end())
            to.push_back(std::move(word));
        else
            return wrongAt(std::string(field) + "[" + std::to_string(i) + "]",
                           "must be one of tools, images, schema, thinking");
    }
    return {};
}

/// One target. Errors: `param` is the way from the target on, such as `.model`.
base::Result<AliasTarget> targetFrom(const base::Json &value)
{
    AliasTarget out;
    if (!value.is_object())
        return base::fail(base::ErrorCode::Unprocessable, "must be an object with provider and model");
    for (const auto &[name, given] : value.items()) {
        base::Result<> taken;
        if (name == "provider")
            taken = takeText(out.providerId, name, given);
        else if (name == "model")
            taken = takeText(out.model, name, given);
        else if (name == "weight")
            taken = takeNumber(out.weight, name, given);
        else if (name == "priority")
            taken = takeNumber(out.priority, name, given);
        else if (name == "overrides")
            taken = takeOverrides(out.overrides, name, given);
        else if (name == "required_features")
            taken = takeFeatures(out.requiredFeatures, name, given);
        else if (name != "provider_name") // an answer of ours has it, and may come back
            taken = wrongAt(name, "is no field of a target");
        if (!taken)
            return base::fail(taken.error());
    }
    if (out.providerId.empty())
        return wrongAt("provider", "is required");
    if (out.model.empty())
        return wrongAt("model", "is required");
    return out;
}

base::Json readStrategy(const ModelAlias &from)
{
    return from.strategy ? base::Json(toWord(*from.strategy)) : base::Json(nullptr);
}

base::Result<> writeStrategy(ModelAlias &to, const base::Json &value)
{
    to.strategy = value.is_string() ? strategyFrom(value.get<std::string>()) : std::nullopt;
    if (!to.strategy && !value.is_null())
        return wrongKind("must be a strategy by name, or null for that of the settings");
    return {};
}

base::Json readAffinity(const ModelAlias &from)
{
    return from.affinity ? base::Json(*from.affinity) : base::Json(nullptr);
}

base::Result<> writeAffinity(ModelAlias &to, const base::Json &value)
{
    if (!value.is_boolean() && !value.is_null())
        return wrongKind("must be true, false, or null for what the settings say");
    to.affinity = value.is_null() ? std::nullopt : std::optional(value.get<bool>());
    return {};
}

base::Json readTargets(const ModelAlias &from)
{
    return targetsJson(from.targets);
}

base::Result<> writeTargets(ModelAlias &to, const base::Json &value)
{
    auto targets = targetsFrom(value);
    if (!targets)
        return base::fail(targets.error());
    to.targets = std::move(*targets);
    return {};
}

constexpr std::array kAliasFields{
    Field<ModelAlias>{"id", Text, ReadOnly, readMember<&ModelAlias::id>, refuseWrite, "Given by Switchyard."},
    Field<ModelAlias>{"name", Text, Editable, readMember<&ModelAlias::name>, writeMember<&ModelAlias::name>,
                      "What callers ask for; unique. Wins over a provider's model of the same name.", true},
    Field<ModelAlias>{"strategy", Text, Editable, readStrategy, writeStrategy,
                      "How targets of the same priority are put in order; null: as the settings say.", false,
                      kStrategyWords},
    Field<ModelAlias>{"affinity", Truth, Editable, readAffinity, writeAffinity,
                      "Whether one session stays with one target; null: as the settings say."},
    Field<ModelAlias>{"targets", ObjectList, Editable, readTargets, writeTargets,
                      "Where it leads: provider (id or name), model, weight, priority (lower is tried first), "
                      "overrides (parameters set for this target) and required_features (tools, images, schema, "
                      "thinking: only for calls that use them all).",
                      true},
    Field<ModelAlias>{"enabled", Truth, Editable, readMember<&ModelAlias::enabled>, writeMember<&ModelAlias::enabled>,
                      "Whether the name is known to callers."},
    Field<ModelAlias>{"created_at", Time, ReadOnly, readTime<&ModelAlias::createdMs>, refuseWrite,
                      "When it was added."},
    Field<ModelAlias>{"version", Integer, ReadOnly, readMember<&ModelAlias::version>, refuseWrite,
                      "Grows with every change; give it as if_version to update only what you have seen."},
};

} // namespace

base::Json targetsJson(const std::vector<AliasTarget> &targets)
{
    base::Json out = base::Json::array();
    for (const AliasTarget &target : targets)
        out.push_back({{"provider", target.providerId},
                       {"model", target.model},
                       {"weight", target.weight},
                       {"priority", target.priority},
                       {"overrides", target.overrides},
                       {"required_features", target.requiredFeatures}});
    return out;
}

base::Result<std::vector<AliasTarget>> targetsFrom(const base::Json &value)
{
    if (!value.is_array() || value.empty() || value.size() > kMostTargets)
        return base::fail(base::ErrorCode::Unprocessable, "must be a list of 1 to 100 targets");
    std::vector<AliasTarget> out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        auto target = targetFrom(value[i]);
        if (!target)
            return base::fail(target.error().code, target.error().detail,
                              "[" + std::to_string(i) + "]" + target.error().param);
        out.push_back(std::move(*target));
    }
    return out;
}

template <>
std::span<const Field<ModelAlias>> fieldsOf<ModelAlias>()
{
    return kAliasFields;
}

} // namespace model
