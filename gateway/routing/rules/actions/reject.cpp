#include "routing/rules/actions/action.h"

namespace routing::actions {
namespace {

constexpr std::size_t kLongestMessage = 500;

base::Result<Effects::Refusal> readRefusal(const Clause &clause)
{
    Effects::Refusal out;
    const bool bare = clause.value().is_string();
    if (!bare)
        if (auto known = clause.onlyKeys({"message", "status"}); !known)
            return base::fail(std::move(known.error()));
    auto message = (bare ? clause : clause.in("message")).text(kLongestMessage);
    if (!message)
        return base::fail(std::move(message.error()));
    out.message = std::move(*message);
    if (bare || !clause.has("status"))
        return out;
    const auto status = clause.in("status").integer(400, 499);
    if (!status)
        return base::fail(status.error());
    out.status = static_cast<int>(*status);
    return out;
}

base::Result<Apply> readReject(const Clause &clause)
{
    auto refusal = readRefusal(clause);
    if (!refusal)
        return base::fail(std::move(refusal.error()));
    return Apply([refusal = std::move(*refusal)](Effects &effects) {
        if (!effects.refusal)
            effects.refusal = refusal;
    });
}

} // namespace

constinit const Kind kReject{"reject", Part::Decides, readReject,
                             "Turn the call away with this message, and a status from 400 to 499 (else 403)."};

} // namespace routing::actions
