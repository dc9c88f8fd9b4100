#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dialect/dialect.h"
#include "exchange/inbound_call.h"
#include "ledger/limit_set.h"
#include "model/usage.h"

namespace exchange {

/// Why a limit of the caller turns a call away.
struct LimitRefusal {
    std::string message{};
    std::string_view type{};              ///< OpenAI's word for what there was too much of.
    std::optional<std::int64_t> waitMs{}; ///< Until it is worth trying again; nothing: as it is, it never is.
};

/// The rate limits' part in one call: it counts once for its key, its user and its team, whatever it is tried on.
/// Thread: the worker's. What it is given outlives it.
class CallLimits {
public:
    /// `limits` may be null.
    CallLimits(const ledger::LimitSet *limits, std::string_view keyId, const dialect::Dialect &client,
               const InboundCall &call, const dialect::RequestPeek &peek);

    /// Takes what it may need of all limits, or nothing.
    std::optional<LimitRefusal> enter();
    /// The limits that are told to the client, as whole header lines; empty when there are none.
    std::string headers() const;
    /// The call is over, and used that much.
    void settle(const model::Usage &used);

    const ledger::LimitSet *all() const { return m_limits; }
    /// What it may come to. 0 also where nothing counts tokens.
    std::int64_t tokens() const { return m_tokens; }

private:
    const ledger::LimitSet *m_limits;
    const dialect::Dialect &m_client;
    ledger::LimitSet::Limits m_own{}; ///< Of the caller.
    std::int64_t m_tokens = 0;
    ledger::Charge m_charge{};
};

} // namespace exchange
