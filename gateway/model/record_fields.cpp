#include <array>

#include "base/text.h"
#include "model/call_record.h"
#include "model/field_access.h"
#include "model/plan.h"
#include "model/resources.h"
#include "model/words.h"

namespace model {
namespace {

using enum FieldKind;
using enum FieldUse;

base::Json readRole(const ClientKey &from)
{
    return toWord(from.role);
}

base::Result<> writeRole(ClientKey &to, const base::Json &value)
{
    const auto role = value.is_string() ? roleFrom(value.get<std::string>()) : std::nullopt;
    if (!role)
        return wrongKind("must be one of member, viewer, operator, admin, super_admin");
    to.role = *role;
    return {};
}

/// Null is as good as empty: nobody's.
template <auto Member>
base::Result<> writeOwner(ClientKey &to, const base::Json &value)
{
    if (!value.is_null())
        return writeMember<Member>(to, value);
    (to.*Member).clear();
    return {};
}

constexpr std::array kClientKeyFields{
    Field<ClientKey>{"id", Text, ReadOnly, readMember<&ClientKey::id>, refuseWrite, "Given by Switchyard."},
    Field<ClientKey>{"name", Text, Editable, readMember<&ClientKey::name>, writeMember<&ClientKey::name>,
                     "Who or what uses it.", true},
    Field<ClientKey>{"prefix", Text, ReadOnly, readMember<&ClientKey::prefix>, refuseWrite,
                     "Its first characters, to recognise it by."},
    Field<ClientKey>{"role", Text, Editable, readRole, writeRole, "What it may do besides calling models.", false,
                     "member viewer operator admin super_admin"},
    Field<ClientKey>{"user", Text, Editable, readMember<&ClientKey::userId>, writeOwner<&ClientKey::userId>,
                     "Id or name of the user whose it is; empty: nobody's. What it calls is theirs, and once given it "
                     "stays."},
    Field<ClientKey>{"user_name", Text, ReadOnly, readMember<&ClientKey::userName>, refuseWrite, "Their name."},
    Field<ClientKey>{"team", Text, Editable, readMember<&ClientKey::teamId>, writeOwner<&ClientKey::teamId>,
                     "Id or name of the team whose it is; the user's when not given. Once given it stays."},
    Field<ClientKey>{"team_name", Text, ReadOnly, readMember<&ClientKey::teamName>, refuseWrite, "Its name."},
    Field<ClientKey>{"allowed_models", TextList, Editable, readMember<&ClientKey::allowedModels>,
                     writeMember<&ClientKey::allowedModels>,
                     "Exact model names as requested; empty allows all. Routing rules lead it to no others."},
    Field<ClientKey>{"allowed_providers", TextList, Editable, readMember<&ClientKey::allowedProviders>,
                     writeMember<&ClientKey::allowedProviders>,
                     "Providers its calls may go to, by id or name; empty allows all."},
    Field<ClientKey>{"allowed_ips", TextList, Editable, readMember<&ClientKey::allowedAddresses>,
                     writeMember<&ClientKey::allowedAddresses>,
                     "Addresses and networks it may be used from, such as 10.0.0.0/8 and ::1; empty allows all."},
    Field<ClientKey>{"tags", TextList, Editable, readMember<&ClientKey::tags>, writeMember<&ClientKey::tags>,
                     "Put on each of its calls."},
    Field<ClientKey>{"limits", Object, Editable, readLimits<ClientKey>, writeLimits<ClientKey>, kAboutLimits},
    Field<ClientKey>{"require_signature", Truth, Editable, readMember<&ClientKey::requireSignature>,
                     writeMember<&ClientKey::requireSignature>,
                     "Each of its requests must be signed (HMAC-SHA256), and none is taken twice. Set without a "
                     "signing_secret, one is made, kept in the keychain and answered once, as signing_key."},
    Field<ClientKey>{"signing_secret", Text, Editable, readMember<&ClientKey::signingSecret>,
                     writeMember<&ClientKey::signingSecret>,
                     "Where the secret for that is: env:NAME or file:PATH; or the secret itself, which goes into the "
                     "keychain."},
    Field<ClientKey>{"strict", Truth, Editable, readMember<&ClientKey::strict>, writeMember<&ClientKey::strict>,
                     "Its calls get a 400 where a provider of another dialect could not be told all they say."},
    Field<ClientKey>{"expires_at", Time, Editable, readTime<&ClientKey::expiresMs>, writeTime<&ClientKey::expiresMs>,
                     "From then on it is refused; null is never."},
    Field<ClientKey>{"revoked_at", Time, ReadOnly, readTime<&ClientKey::revokedMs>, refuseWrite,
                     "When it was revoked, or null."},
    Field<ClientKey>{"previous_prefix", Text, ReadOnly, readMember<&ClientKey::previousPrefix>, refuseWrite,
                     "The first characters of the key before the last rotation, while it still works."},
    Field<ClientKey>{"previous_until", Time, ReadOnly, readTime<&ClientKey::previousUntilMs>, refuseWrite,
                     "Until when that one works, or null."},
    Field<ClientKey>{"created_at", Time, ReadOnly, readTime<&ClientKey::createdMs>, refuseWrite, "When it was made."},
    Field<ClientKey>{"last_used_at", Time, ReadOnly, readTime<&ClientKey::lastUsedMs>, refuseWrite,
                     "When its newest call began, or null."},
    Field<ClientKey>{"version", Integer, ReadOnly, readMember<&ClientKey::version>, refuseWrite,
                     "Grows with every change."},
};

base::Json millis(std::int64_t us) // microseconds in, milliseconds with three decimals out
{
    return us < 0 ? base::Json(nullptr) : base::Json(static_cast<double>(us) / 1000.0);
}

template <std::int64_t CallRecord::*Member>
base::Json readMillis(const CallRecord &from)
{
    return millis(from.*Member);
}

template <std::int64_t Usage::*Member>
base::Json readTokens(const CallRecord &from)
{
    return from.usage.*Member;
}

/// One figure of an attempt, as the detail of its call shows it.
struct AttemptFigure {
    std::string_view name;
    std::string_view type; ///< Of JSON; with `?` it may be null.
    std::string_view about;
    base::Json (*read)(const AttemptRecord &, const CallRecord &);
};

// clang-format off
constexpr AttemptFigure kAttemptFigures[] = {
    {"provider", "string", "Name of the provider, as it was then.", [](const auto &a, const auto &) { return base::Json(a.providerName); }},
    {"provider_id", "string", "Its id.", [](const auto &a, const auto &) { return base::Json(a.providerId); }},
    {"key_id", "string", "Id of the provider's key; empty when none was sent.", [](const auto &a, const auto &) { return base::Json(a.keyId); }},
    {"model", "string", "As sent to the provider.", [](const auto &a, const auto &) { return base::Json(a.model); }},
    {"billed_model", "string", "As the provider said it served.", [](const auto &a, const auto &) { return base::Json(a.billedModel); }},
    {"started_at", "string", "When it was sent.", [](const auto &a, const auto &) { return base::Json(base::rfc3339(a.startedMs)); }},
    {"offset_ms", "integer", "From the client's request to then.", [](const auto &a, const auto &c) { return base::Json(a.startedMs - c.startedMs); }},
    {"first_token_ms", "number?", "From then to the first content, or null. When the connection stood and when the answer's head came is not recorded.", [](const auto &a, const auto &) { return millis(a.firstByteUs); }},
    {"duration_ms", "number", "From then to its end.", [](const auto &a, const auto &) { return millis(a.durationUs); }},
    {"status", "integer", "HTTP status of the provider; 0 when none came.", [](const auto &a, const auto &) { return base::Json(a.status); }},
    {"failure", "string", "Why it failed, as a word; none when it went well.", [](const auto &a, const auto &) { return base::Json(toWord(a.failure)); }},
    {"error", "string", "What the provider said, clipped; not to be trusted.", [](const auto &a, const auto &) { return base::Json(a.error); }},
    {"input_tokens", "integer", "Cached ones inside.", [](const auto &a, const auto &) { return base::Json(a.usage.input); }},
    {"cache_read_tokens", "integer", "Read from the provider's cache.", [](const auto &a, const auto &) { return base::Json(a.usage.cacheRead); }},
    {"cache_write_tokens", "integer", "Written to the provider's cache.", [](const auto &a, const auto &) { return base::Json(a.usage.cacheWrite()); }},
    {"output_tokens", "integer", "Reasoning inside.", [](const auto &a, const auto &) { return base::Json(a.usage.output); }},
    {"reasoning_tokens", "integer", "Thinking.", [](const auto &a, const auto &) { return base::Json(a.usage.reasoning); }},
    {"input_audio_tokens", "integer", kFurtherCounts[0].about, [](const auto &a, const auto &) { return base::Json(a.usage.inputAudio); }},
    {"cache_audio_read_tokens", "integer", kFurtherCounts[1].about, [](const auto &a, const auto &) { return base::Json(a.usage.cacheReadAudio); }},
    {"output_audio_tokens", "integer", kFurtherCounts[2].about, [](const auto &a, const auto &) { return base::Json(a.usage.outputAudio); }},
    {"images", "integer", kFurtherCounts[3].about, [](const auto &a, const auto &) { return base::Json(a.usage.images); }},
    {"characters", "integer", kFurtherCounts[4].about, [](const auto &a, const auto &) { return base::Json(a.usage.characters); }},
    {"audio_ms", "integer", kFurtherCounts[5].about, [](const auto &a, const auto &) { return base::Json(a.usage.audioMs); }},
    {"tool_uses", "integer", kFurtherCounts[6].about, [](const auto &a, const auto &) { return base::Json(a.usage.toolUses); }},
    {"usage_reported", "boolean", "Whether the provider gave these counts; else they are ours.", [](const auto &a, const auto &) { return base::Json(a.usage.reported); }},
    {"cost_nanos", "integer", "Nano-dollars; not known when confidence is unpriced.", [](const auto &a, const auto &) { return base::Json(a.cost.value); }},
    {"stated_cost_nanos", "integer?", "Nano-dollars, as the provider stated the cost; null when it did not.", [](const auto &a, const auto &) { return a.usage.statedNanos < 0 ? base::Json(nullptr) : base::Json(a.usage.statedNanos); }},
    {"dialect", "string", "The dialect the provider was asked in; empty when it was the client's own.", [](const auto &a, const auto &) { return base::Json(a.dialect); }},
    {"params", "string", "What became of the request's parameters on the way to another dialect; empty when all were kept.", [](const auto &a, const auto &) { return base::Json(a.params); }},
    {"confidence", "string", "How far the cost can be trusted.", [](const auto &a, const auto &) { return base::Json(toWord(a.confidence)); }},
};
// clang-format on

base::Json attemptJson(const AttemptRecord &attempt, const CallRecord &call)
{
    base::Json out = base::Json::object();
    for (const AttemptFigure &figure : kAttemptFigures)
        out[std::string(figure.name)] = figure.read(attempt, call);
    return out;
}

base::Json attemptSchema()
{
    base::Json properties = base::Json::object();
    for (const AttemptFigure &figure : kAttemptFigures) {
        const bool maybe = figure.type.ends_with('?');
        const std::string type(figure.type.substr(0, figure.type.size() - (maybe ? 1 : 0)));
        properties[std::string(figure.name)] = {{"type", type}, {"description", figure.about}};
        if (maybe)
            properties[std::string(figure.name)]["type"] = {type, "null"};
    }
    return {{"type", "object"}, {"properties", std::move(properties)}};
}

constexpr std::array kCallFields{
    Field<CallRecord>{"id", Text, ReadOnly, readMember<&CallRecord::id>, refuseWrite,
                      "The x-request-id of the answer."},
    Field<CallRecord>{"started_at", Time, ReadOnly, readTime<&CallRecord::startedMs>, refuseWrite, "When it came."},
    Field<CallRecord>{"key", Text, ReadOnly, readMember<&CallRecord::clientKeyName>, refuseWrite,
                      "Name of the client key."},
    Field<CallRecord>{"key_id", Text, ReadOnly, readMember<&CallRecord::clientKeyId>, refuseWrite, "Its id."},
    Field<CallRecord>{"endpoint", Text, ReadOnly, readMember<&CallRecord::endpoint>, refuseWrite, "What was called."},
    Field<CallRecord>{"stream", Truth, ReadOnly, [](const CallRecord &c) { return base::Json(c.stream); }, refuseWrite,
                      "Whether the answer was streamed."},
    Field<CallRecord>{"session", Text, ReadOnly, readMember<&CallRecord::session>, refuseWrite,
                      "Id of the session, as the client names it; empty when it does not."},
    Field<CallRecord>{"application", Text, ReadOnly, readMember<&CallRecord::application>, refuseWrite,
                      "Program of this computer that called; empty when it is not known."},
    Field<CallRecord>{"requested_model", Text, ReadOnly, readMember<&CallRecord::requestedModel>, refuseWrite,
                      "As the client asked."},
    Field<CallRecord>{"routed_model", Text, ReadOnly, readMember<&CallRecord::routedModel>, refuseWrite,
                      "As sent to the provider."},
    Field<CallRecord>{"billed_model", Text, ReadOnly, readMember<&CallRecord::billedModel>, refuseWrite,
                      "As the provider said it served."},
    Field<CallRecord>{"provider", Text, ReadOnly, readMember<&CallRecord::providerName>, refuseWrite,
                      "Name of the provider asked last."},
    Field<CallRecord>{"provider_id", Text, ReadOnly, readMember<&CallRecord::providerId>, refuseWrite, "Its id."},
    Field<CallRecord>{"status", Integer, ReadOnly, [](const CallRecord &c) { return base::Json(c.status); },
                      refuseWrite, "HTTP status the client got; 499 when it had left."},
    Field<CallRecord>{"outcome", Text, ReadOnly, [](const CallRecord &c) { return base::Json(toWord(c.outcome)); },
                      refuseWrite, "How it ended.", false, "done refused failed partial cancelled interrupted"},
    Field<CallRecord>{"error_code", Text, ReadOnly, readMember<&CallRecord::errorCode>, refuseWrite,
                      "Empty when none."},
    Field<CallRecord>{"input_tokens", Integer, ReadOnly, readTokens<&Usage::input>, refuseWrite, "Cached ones inside."},
    Field<CallRecord>{"cache_read_tokens", Integer, ReadOnly, readTokens<&Usage::cacheRead>, refuseWrite,
                      "Read from the provider's cache."},
    Field<CallRecord>{"cache_write_tokens", Integer, ReadOnly,
                      [](const CallRecord &c) { return base::Json(c.usage.cacheWrite()); }, refuseWrite,
                      "Written to the provider's cache."},
    Field<CallRecord>{"output_tokens", Integer, ReadOnly, readTokens<&Usage::output>, refuseWrite, "Reasoning inside."},
    Field<CallRecord>{"reasoning_tokens", Integer, ReadOnly, readTokens<&Usage::reasoning>, refuseWrite, "Thinking."},
    Field<CallRecord>{"cost_nanos", Integer, ReadOnly, [](const CallRecord &c) { return base::Json(c.cost.value); },
                      refuseWrite, "Nano-dollars, over all attempts; not known when confidence is unpriced."},
    Field<CallRecord>{"currency", Text, ReadOnly, [](const CallRecord &) { return base::Json("USD"); }, refuseWrite,
                      "Of cost_nanos."},
    Field<CallRecord>{"confidence", Text, ReadOnly,
                      [](const CallRecord &c) { return base::Json(toWord(c.confidence)); }, refuseWrite,
                      "How far the cost can be trusted.", false, "measured estimated unpriced"},
    Field<CallRecord>{"first_token_ms", Integer, ReadOnly, readMillis<&CallRecord::firstTokenUs>, refuseWrite,
                      "From the request to the first content, or null."},
    Field<CallRecord>{"duration_ms", Integer, ReadOnly, readMillis<&CallRecord::durationUs>, refuseWrite,
                      "From the request to the last byte."},
    Field<CallRecord>{"overhead_us", Integer, ReadOnly, readMember<&CallRecord::overheadUs>, refuseWrite,
                      "Our own time before the provider was asked, microseconds."},
    Field<CallRecord>{"attempts", Integer, ReadOnly, [](const CallRecord &c) { return base::Json(c.attempts.size()); },
                      refuseWrite, "Requests sent to providers."},
    Field<CallRecord>{"tags", TextList, ReadOnly,
                      [](const CallRecord &c) {
                          return c.tags.empty() ? base::Json::array() : base::Json(base::split(c.tags, '\n'));
                      },
                      refuseWrite, "That rules put on it."},
};

} // namespace

template <>
std::span<const Field<ClientKey>> fieldsOf<ClientKey>()
{
    return kClientKeyFields;
}
template <>
std::span<const Field<CallRecord>> fieldsOf<CallRecord>()
{
    return kCallFields;
}

base::Json callDetailJson(const CallRecord &call)
{
    base::Json out = toJson(call);
    out["attempt_list"] = base::Json::array();
    for (const AttemptRecord &attempt : call.attempts)
        out["attempt_list"].push_back(attemptJson(attempt, call));
    const auto decision = base::parseJson(call.decision);
    out["decision"] = decision ? *decision : base::Json(nullptr);
    return out;
}

base::Json callDetailSchema()
{
    base::Json out = schemaOf<CallRecord>();
    out["properties"]["attempt_list"] = {
        {"type", "array"}, {"items", attemptSchema()}, {"description", "Each attempt, in order."}};
    out["properties"]["decision"] = {{"type", {"object", "null"}},
                                     {"description", "How it was routed: the plan's version and the candidates in the "
                                                     "order they would be tried."}};
    return out;
}

} // namespace model
