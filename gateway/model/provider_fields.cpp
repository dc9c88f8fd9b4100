#include <array>

#include "model/field_access.h"
#include "model/plan.h"
#include "model/proxy.h"
#include "model/resources.h"
#include "model/words.h"

namespace model {
namespace {

using enum FieldKind;
using enum FieldUse;

base::Json readTimeouts(const Provider &from)
{
    const Timeouts &t = from.timeouts;
    return {{"connect_ms", t.connectMs},
            {"first_token_ms", t.firstTokenMs},
            {"idle_ms", t.idleMs},
            {"total_ms", t.totalMs}};
}

base::Result<> writeTimeouts(Provider &to, const base::Json &value)
{
    if (!value.is_object())
        return wrongKind("must be an object with connect_ms, first_token_ms, idle_ms, total_ms");
    for (const auto &[name, given] : value.items()) {
        std::int64_t *target = name == "connect_ms"       ? &to.timeouts.connectMs
                               : name == "first_token_ms" ? &to.timeouts.firstTokenMs
                               : name == "idle_ms"        ? &to.timeouts.idleMs
                               : name == "total_ms"       ? &to.timeouts.totalMs
                                                          : nullptr;
        if (target == nullptr)
            return wrongKind("may hold connect_ms, first_token_ms, idle_ms and total_ms only");
        const auto millis = base::integerIn(given);
        if (!millis || *millis < 1 || *millis > 86'400'000)
            return wrongKind("must hold whole milliseconds from 1 to 86400000");
        *target = *millis;
    }
    return {};
}

/// The first enabled key that cannot be used, as far as the operation looked.
const ProviderKey *troubledKey(const Provider &from)
{
    for (const ProviderKey &key : from.keys)
        if (key.enabled && !key.secretState.empty() && key.secretState != "ok")
            return &key;
    return nullptr;
}

base::Json readKeyState(const Provider &from)
{
    const ProviderKey *key = troubledKey(from);
    return key == nullptr ? "ok" : key->secretState;
}

base::Json readKeyMessage(const Provider &from)
{
    const ProviderKey *key = troubledKey(from);
    return key == nullptr ? std::string() : key->secretMessage;
}

base::Json readModelNames(const Provider &from)
{
    base::Json out = base::Json::array();
    for (const ProviderModel &model : from.models)
        out.push_back(model.name);
    return out;
}

base::Result<> writeModelNames(Provider &to, const base::Json &value)
{
    if (!value.is_array())
        return wrongKind("must be a list of model names");
    to.models.clear();
    for (const base::Json &name : value) {
        if (!name.is_string() || name.get<std::string>().empty())
            return wrongKind("must be a list of model names");
        to.models.push_back({.name = name.get<std::string>()});
    }
    return {};
}

base::Json readKeyCount(const Provider &from)
{
    return from.keys.size();
}

base::Result<> writeFirstKey(Provider &to, const base::Json &value)
{
    if (!value.is_string())
        return wrongKind("must be text such as env:NAME or file:PATH");
    to.keys = {{.name = "default", .secret = value.get<std::string>()}};
    return {};
}

base::Json readOptions(const Provider &from)
{
    base::Json out = base::Json::object();
    for (const auto &[name, value] : typeOptions(from))
        out[name] = value;
    return out;
}

/// The way out is none of them, and stays as it is.
base::Result<> writeOptions(Provider &to, const base::Json &value)
{
    const bool through = usesPool(to);
    if (auto done = writeMember<&Provider::options>(to, value); !done)
        return done;
    for (const auto &[name, text] : to.options)
        if (name == kOutboundOption)
            return wrongKind("must not hold \"outbound\", which is a field of its own");
    setUsesPool(to, through);
    return {};
}

base::Json readOutbound(const Provider &from)
{
    return usesPool(from) ? kThroughPool : "direct";
}

base::Result<> writeOutbound(Provider &to, const base::Json &value)
{
    const std::string word = base::textOr(value);
    if (word != "direct" && word != kThroughPool)
        return wrongKind("must be direct or pool");
    setUsesPool(to, word == kThroughPool);
    return {};
}

constexpr std::array kProviderFields{
    Field<Provider>{"id", Text, ReadOnly, readMember<&Provider::id>, refuseWrite, "Given by Switchyard."},
    Field<Provider>{"name", Text, Editable, readMember<&Provider::name>, writeMember<&Provider::name>,
                    "Unique; what stands before the first / of a model name.", true},
    Field<Provider>{"type", Text, CreateOnly, readMember<&Provider::type>, writeMember<&Provider::type>,
                    "The preset or dialect it is made from.", true},
    Field<Provider>{"base_url", Text, Editable, readMember<&Provider::baseUrl>, writeMember<&Provider::baseUrl>,
                    "Up to and without the endpoint: https://api.openai.com/v1. The preset's own when empty."},
    Field<Provider>{"models", TextList, CreateOnly, readModelNames, writeModelNames,
                    "The models it serves by name; edited below /providers/{id}/models afterwards."},
    Field<Provider>{"any_model", Truth, Editable, readMember<&Provider::anyModel>, writeMember<&Provider::anyModel>,
                    "Passes any model name through."},
    Field<Provider>{
        "key", Text, WriteOnly, readKeyCount, writeFirstKey,
        "On create: where its first key is, env:NAME or file:PATH, or the key itself, which then goes into the "
        "system keychain."},
    Field<Provider>{"keys", Integer, ReadOnly, readKeyCount, refuseWrite, "How many keys it has."},
    Field<Provider>{"key_state", Text, ReadOnly, readKeyState, refuseWrite,
                    "`ok`, or what is the matter with the first of its keys that cannot be used.", false,
                    "ok missing locked unreadable not_loaded"},
    Field<Provider>{"key_message", Text, ReadOnly, readKeyMessage, refuseWrite,
                    "The way out of it; empty when all its keys are ok."},
    Field<Provider>{"options", TextMap, Editable, readOptions, writeOptions,
                    "What its type asks for besides an address, by name: region, project, api_version. "
                    "GET /providers/presets lists them."},
    Field<Provider>{"outbound", Text, Editable, readOutbound, writeOutbound,
                    "How it is connected to: `direct`, or only through the proxies of the `pool`.", false,
                    "direct pool"},
    Field<Provider>{"headers", TextMap, Editable, readMember<&Provider::headers>, writeMember<&Provider::headers>,
                    "Further headers sent with every call. Not for secrets."},
    Field<Provider>{"priority", Integer, Editable, readMember<&Provider::priority>, writeMember<&Provider::priority>,
                    "Lower is tried first."},
    Field<Provider>{"weight", Integer, Editable, readMember<&Provider::weight>, writeMember<&Provider::weight>,
                    "Share of the calls among equals in priority."},
    Field<Provider>{"concurrency", Integer, Editable, readMember<&Provider::concurrency>,
                    writeMember<&Provider::concurrency>,
                    "Most calls open at once; 0 is no limit. Others wait for a place."},
    Field<Provider>{"limits", Object, Editable, readLimits<Provider>, writeLimits<Provider>, kAboutLimits},
    Field<Provider>{
        "timeouts", Object, Editable, readTimeouts, writeTimeouts,
        "Milliseconds: connect_ms, first_token_ms, idle_ms, total_ms. The second and third are for streams: a "
        "whole answer comes when it is finished, and has until total_ms."},
    Field<Provider>{"enabled", Truth, Editable, readMember<&Provider::enabled>, writeMember<&Provider::enabled>,
                    "Whether it gets calls."},
    Field<Provider>{"created_at", Time, ReadOnly, readTime<&Provider::createdMs>, refuseWrite, "When it was added."},
    Field<Provider>{"version", Integer, ReadOnly, readMember<&Provider::version>, refuseWrite,
                    "Grows with every change; give it as if_version to update only what you have seen."},
};

constexpr std::array kKeyFields{
    Field<ProviderKey>{"id", Text, ReadOnly, readMember<&ProviderKey::id>, refuseWrite, "Given by Switchyard."},
    Field<ProviderKey>{"name", Text, Editable, readMember<&ProviderKey::name>, writeMember<&ProviderKey::name>,
                       "Unique within the provider.", true},
    Field<ProviderKey>{
        "secret", Text, Editable, readMember<&ProviderKey::secret>, writeMember<&ProviderKey::secret>,
        "Where the key is: env:NAME or file:PATH (mode 0600), or the key itself, which then goes into the "
        "system keychain; shown is keychain:ENTRY, never the key.",
        true},
    Field<ProviderKey>{"secret_state", Text, ReadOnly, readMember<&ProviderKey::secretState>, refuseWrite,
                       "Whether the key can be used.", false, "ok missing locked unreadable not_loaded"},
    Field<ProviderKey>{"secret_message", Text, ReadOnly, readMember<&ProviderKey::secretMessage>, refuseWrite,
                       "What is the matter with it and the way out; empty when it is ok."},
    Field<ProviderKey>{"origin", Text, ReadOnly, readMember<&ProviderKey::origin>, refuseWrite,
                       "The only place it is sent to; set when the secret is entered."},
    Field<ProviderKey>{"priority", Integer, Editable, readMember<&ProviderKey::priority>,
                       writeMember<&ProviderKey::priority>, "Lower is tried first."},
    Field<ProviderKey>{"weight", Integer, Editable, readMember<&ProviderKey::weight>, writeMember<&ProviderKey::weight>,
                       "Share of the calls among equals in priority."},
    Field<ProviderKey>{"enabled", Truth, Editable, readMember<&ProviderKey::enabled>,
                       writeMember<&ProviderKey::enabled>, "Whether it is used."},
    Field<ProviderKey>{"created_at", Time, ReadOnly, readTime<&ProviderKey::createdMs>, refuseWrite,
                       "When it was added."},
    Field<ProviderKey>{"version", Integer, ReadOnly, readMember<&ProviderKey::version>, refuseWrite,
                       "Grows with every change."},
};

constexpr std::array kModelFields{
    Field<ProviderModel>{"id", Text, ReadOnly, readMember<&ProviderModel::id>, refuseWrite, "Given by Switchyard."},
    Field<ProviderModel>{"name", Text, CreateOnly, readMember<&ProviderModel::name>, writeMember<&ProviderModel::name>,
                         "As the provider spells it.", true},
    Field<ProviderModel>{"enabled", Truth, Editable, readMember<&ProviderModel::enabled>,
                         writeMember<&ProviderModel::enabled>, "Whether callers may use it."},
    Field<ProviderModel>{"context_window", Integer, Editable, readMember<&ProviderModel::contextWindow>,
                         writeMember<&ProviderModel::contextWindow>, "Tokens it can take in, or null."},
    Field<ProviderModel>{"max_output", Integer, Editable, readMember<&ProviderModel::maxOutput>,
                         writeMember<&ProviderModel::maxOutput>, "Tokens it can give out, or null."},
    Field<ProviderModel>{"limits", Object, Editable, readLimits<ProviderModel>, writeLimits<ProviderModel>,
                         kAboutLimits},
    Field<ProviderModel>{"created_at", Time, ReadOnly, readTime<&ProviderModel::createdMs>, refuseWrite,
                         "When it was added."},
    Field<ProviderModel>{"version", Integer, ReadOnly, readMember<&ProviderModel::version>, refuseWrite,
                         "Grows with every change."},
};

base::Result<> writeDefaultStrategy(Settings &to, const base::Json &value)
{
    const auto strategy = value.is_string() ? strategyFrom(value.get<std::string>()) : std::nullopt;
    if (!strategy)
        return wrongKind("must be a strategy by name");
    to.strategy = toWord(*strategy);
    return {};
}

base::Result<> writeHedging(Settings &to, const base::Json &value)
{
    const std::string word = base::textOr(value);
    if (word != "off" && word != "p95" && word != "fixed")
        return wrongKind("must be one of off, p95, fixed");
    to.hedging = word;
    return {};
}

base::Result<> writeHedgeAfter(Settings &to, const base::Json &value)
{
    const auto millis = base::integerIn(value);
    if (!millis || *millis < 100 || *millis > 60'000)
        return wrongKind("must be a whole number from 100 to 60000");
    to.hedgeAfterMs = *millis;
    return {};
}

base::Result<> writeHedgePercent(Settings &to, const base::Json &value)
{
    const auto percent = base::integerIn(value);
    if (!percent || *percent < 1 || *percent > 100)
        return wrongKind("must be a whole number from 1 to 100");
    to.hedgePercent = *percent;
    return {};
}

constexpr std::array kSettingsFields{
    Field<Settings>{"default_model", Text, Editable, readMember<&Settings::defaultModel>,
                    writeMember<&Settings::defaultModel>,
                    "What the model name `default` means. Empty: the sandbox while no other provider exists."},
    Field<Settings>{"max_attempts", Integer, Editable, readMember<&Settings::maxAttempts>,
                    writeMember<&Settings::maxAttempts>, "Requests sent for one call at most, over all providers."},
    Field<Settings>{"strategy", Text, Editable, readMember<&Settings::strategy>, writeDefaultStrategy,
                    "How targets of the same priority are put in order, where nothing else is said.", false,
                    kStrategyWords},
    Field<Settings>{"affinity", Truth, Editable, readMember<&Settings::affinity>, writeMember<&Settings::affinity>,
                    "Whether one session stays with one target, so that its prompt cache stays warm. A session is "
                    "named by the header x-session-id or x-claude-code-session-id."},
    Field<Settings>{"hedging", Text, Editable, readMember<&Settings::hedging>, writeHedging,
                    "When a call whose target has brought no content yet is sent to the next one as well: never, once "
                    "that took longer than 19 of 20 calls there, or after hedge_after_ms. The quicker answer counts, "
                    "the other is called off; what it cost is booked.",
                    false, "off p95 fixed"},
    Field<Settings>{"hedge_after_ms", Integer, Editable, readMember<&Settings::hedgeAfterMs>, writeHedgeAfter,
                    "With hedging fixed: milliseconds without content until the next target is asked as well."},
    Field<Settings>{"hedge_percent", Integer, Editable, readMember<&Settings::hedgePercent>, writeHedgePercent,
                    "Of all calls, how many may be sent to a second target at most. Up to ten are saved up."},
    Field<Settings>{"version", Integer, ReadOnly, readMember<&Settings::version>, refuseWrite,
                    "Grows with every change."},
};

} // namespace

template <>
std::span<const Field<Provider>> fieldsOf<Provider>()
{
    return kProviderFields;
}
template <>
std::span<const Field<ProviderKey>> fieldsOf<ProviderKey>()
{
    return kKeyFields;
}
template <>
std::span<const Field<ProviderModel>> fieldsOf<ProviderModel>()
{
    return kModelFields;
}
template <>
std::span<const Field<Settings>> fieldsOf<Settings>()
{
    return kSettingsFields;
}

} // namespace model
