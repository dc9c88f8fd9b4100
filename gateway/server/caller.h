#pragma once

#include "admin/operation.h"
#include "base/result.h"
#include "exchange/inbound_call.h"
#include "model/plan.h"

namespace server {

/// Who stands behind a request: a client key of the plan, or this instance's own token (command line and UI of the
/// same user, who can read it from a 0600 file).
/// Thread: any (immutable).
class CallerCheck {
public:
    explicit CallerCheck(const model::Digest &instanceToken) : m_instanceToken(instanceToken) {}
    /// Errors: Unauthorized, BadRequest.
    base::Result<admin::Caller> identify(const exchange::InboundCall &call, const model::Plan &plan) const;

private:
    model::Digest m_instanceToken;
};

} // namespace server
