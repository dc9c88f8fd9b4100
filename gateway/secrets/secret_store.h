#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"

namespace secrets {

using SharedSecret = std::shared_ptr<const base::Secret>;

/// Where secrets are looked up by reference: `env:NAME`, `file:PATH` (mode 0600, ours), or nothing at all (empty).
/// Each is read once and held in wiped memory; forget() makes the next look-up read again.
/// Thread: any. Not for the call path: callers keep what they got.
class SecretStore {
public:
    /// Errors: BadRequest for a reference of an unknown kind, NotFound when what it names is missing or empty,
    /// Forbidden when a file is open to others.
    base::Result<SharedSecret> get(const std::string &reference);
    void forget();

    /// Whether `reference` is of a kind we know, without reading it.
    static base::Result<> check(std::string_view reference);

private:
    SharedSecret find(const std::string &reference) const; ///< Under m_mutex.

    std::mutex m_mutex{};
    std::map<std::string, SharedSecret> m_known{};
};

} // namespace secrets
