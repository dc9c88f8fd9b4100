#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>

#include "base/result.h"

namespace secrets {

/// The names of all keychain entries that one config.db may have made, in a file beside it. A name is noted before its
/// entry is written and struck off after it was removed, so that whatever happens in between, the next start knows which
/// entries nobody needs any more. It holds no secret.
/// Thread: one.
class KeychainIndex {
public:
    /// An unreadable file counts as empty: entries may then stay behind in the keychain, but none is lost.
    explicit KeychainIndex(std::filesystem::path file);

    const std::set<std::string> &entries() const { return m_entries; }
    /// Errors: Storage; then it is not noted.
    base::Result<> add(const std::string &entry);
    base::Result<> strike(const std::string &entry);
    /// The newest plan that had its say about the entries: an older one knows nothing of some of them.
    std::int64_t plan() const { return m_plan; }
    base::Result<> notePlan(std::int64_t version);

private:
    base::Result<> save(const std::set<std::string> &entries, std::int64_t plan);

    std::filesystem::path m_file;
    std::set<std::string> m_entries{};
    std::int64_t m_plan = 0;
};

} // namespace secrets
