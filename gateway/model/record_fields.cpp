#include <array>

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

constexpr std::array kClientKeyFields{
    Field<ClientKey>{"id", Text, ReadOnly, readMember<&ClientKey::id>, refuseWrite, "Given by Switchyard."},
    Field<ClientKey>{"name", Text, Editable, readMember<&ClientKey::name>, writeMember<&ClientKey::name>,
                     "Who or what uses it.", true},
    Field<ClientKey>{"prefix", Text, ReadOnly, readMember<&ClientKey::prefix>, refuseWrite,
                     "Its first characters, to recognise it by."},
    Field<ClientKey>{"role", Text, Editable, readRole, writeRole, "What it may do besides calling models.", false,
                     "member viewer operator admin super_admin"},
    Field<ClientKey>{"allowed_models", TextList, Editable, readMember<&ClientKey::allowedModels>,
                     writeMember<&ClientKey::allowedModels>, "Exact model names as requested; empty allows all."},
    Field<ClientKey>{"expires_at", Time, Editable, readTime<&ClientKey::expiresMs>, writeTime<&ClientKey::expiresMs>,
                     "From then on it is refused; null is never."},
    Field<ClientKey>{"revoked_at", Time, ReadOnly, readTime<&ClientKey::revokedMs>, refuseWrite,
                     "When it was revoked, or null."},
    Field<ClientKey>{"created_at", Time, ReadOnly, readTime<&ClientKey::createdMs>, refuseWrite, "When it was made."},
    Field<ClientKey>{"last_used_at", Time, ReadOnly, readTime<&ClientKey::lastUsedMs>, refuseWrite,
                     "When its newest call began, or null."},
    Field<ClientKey>{"version", Integer, ReadOnly, readMember<&ClientKey::version>, refuseWrite,
                     "Grows with every change."},
};

template <std::int64_t CallRecord::*Member>
base::Json readMillis(const CallRecord &from) // microseconds in, milliseconds with three decimals out
{
    return from.*Member < 0 ? base::Json(nullptr) : base::Json(static_cast<double>(from.*Member) / 1000.0);
}

template <std::int64_t Usage::*Member>
base::Json readTokens(const CallRecord &from)
{
    return from.usage.*Member;
}

base::Json attemptJson(const AttemptRecord &attempt)
{
    const auto millis = [](std::int64_t us) {
        return us < 0 ? base::Json(nullptr) : base::Json(static_cast<double>(us) / 1000.0);
    };
    return {{"provider", attempt.providerName},
            {"provider_id", attempt.providerId},
            {"key_id", attempt.keyId},
            {"model", attempt.model},
            {"billed_model", attempt.billedModel},
            {"started_at", base::rfc3339(attempt.startedMs)},
            {"first_token_ms", millis(attempt.firstByteUs)},
            {"duration_ms", millis(attempt.durationUs)},
            {"status", attempt.status},
            {"failure", toWord(attempt.failure)},
            {"error", attempt.error},
            {"input_tokens", attempt.usage.input},
            {"cache_read_tokens", attempt.usage.cacheRead},
            {"cache_write_tokens", attempt.usage.cacheWrite()},
            {"output_tokens", attempt.usage.output},
            {"reasoning_tokens", attempt.usage.reasoning},
            {"cost_nanos", attempt.cost.value},
            {"confidence", toWord(attempt.confidence)}};
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
        out["attempt_list"].push_back(attemptJson(attempt));
    const auto decision = base::parseJson(call.decision);
    out["decision"] = decision ? *decision : base::Json(nullptr);
    return out;
}

} // namespace model
