#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "model/plan.h"
#include "secrets/secret_store.h"

namespace admin {

/// The client keys whose letters were made or pasted in this program, so that it can call with them: only in memory, until
/// it ends. Nothing gives them out again but the call itself.
/// Thread: one.
class KnownKeys {
public:
    /// From an answer that shows a key the once.
    void note(const base::Json &answer);
    /// The id of the plan's key that this one is. Errors: NotFound when it is none that may call.
    base::Result<std::string> learn(base::Secret key, const model::Plan &plan, std::int64_t nowMs);
    /// Null when it is not known, or another one by now, or may not call any more.
    secrets::SharedSecret find(const std::string &keyId, const model::Plan &plan, std::int64_t nowMs) const;

private:
    std::map<std::string, secrets::SharedSecret> m_keys{};
};

} // namespace admin
