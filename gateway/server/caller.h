#pragma once

#include "admin/operation.h"
#include "admin/sign_in_desk.h"
#include "base/result.h"
#include "exchange/inbound_call.h"
#include "model/plan.h"

namespace server {

/// Who stands behind a request: a client key of the plan, a user with a token of ours or of the issuer, or this
/// instance's own token (command line and UI of the same user, who can read it from a 0600 file).
/// Thread: any.
class CallerCheck {
public:
    /// `desk` outlives it.
    CallerCheck(const model::Digest &instanceToken, admin::SignInDesk &desk)
        : m_instanceToken(instanceToken), m_desk(desk)
    {
    }
    /// What a caller may do is what holds now, whatever a token says. Errors: Unauthorized, BadRequest.
    base::Result<admin::Caller> identify(const exchange::InboundCall &call, const model::Plan &plan) const;
    /// Whether a token is shown that the issuer may have signed with a key we have not seen yet.
    bool wantsIssuerKeys(const exchange::InboundCall &call) const;
    /// Where a token and a key are wanted together, neither of them alone may do this. Errors: Unauthorized.
    base::Result<> checkTogether(const exchange::InboundCall &call, const admin::Caller &caller,
                                 const admin::Operation &operation) const;
    /// Somebody nobody knows was here; for how long it is too much. Unit: milliseconds.
    std::int64_t noteStranger(const exchange::InboundCall &call) const { return m_desk.wrongKey(call.peer); }

private:
    base::Result<admin::Caller> byToken(std::string_view token, const exchange::InboundCall &call,
                                        const model::Plan &plan) const;
    base::Result<admin::Caller> byOwnToken(std::string_view token, const exchange::InboundCall &call,
                                           const model::Plan &plan) const;
    base::Result<admin::Caller> byIssuer(std::string_view token, const exchange::InboundCall &call,
                                         const model::Plan &plan) const;

    model::Digest m_instanceToken;
    admin::SignInDesk &m_desk;
};

} // namespace server
