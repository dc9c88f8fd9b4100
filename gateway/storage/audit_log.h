#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/audit.h"
#include "storage/audit_chain.h"
#include "storage/database.h"

/// The audit log, in config.db: an act and its entry are written together, or neither is.
/// Thread: the Database's. Errors: Storage.
namespace storage {

/// Gives the entry its place in the chain and writes it; `seq` and `hash` are made here. Inside the transaction of the
/// act, if it has one.
base::Result<model::AuditEntry> appendAudit(Database &db, model::AuditEntry entry);

/// Which entries are wanted; what is empty is not asked.
struct AuditFilter {
    std::string actor{};     ///< Id, name or kind.
    std::string operation{}; ///< `users.update`, or all of `users`.
    std::string target{};    ///< Id or name.
    std::string outcome{};   ///< `ok`, `refused`, or the code of a refusal.
    std::string text{};      ///< Part of any text.
    std::optional<std::int64_t> fromMs{};
    std::optional<std::int64_t> toMs{};   ///< Does not belong to it.
    std::optional<std::int64_t> before{}; ///< Only entries with a lower seq.
};

/// Newest first.
base::Result<std::vector<model::AuditEntry>> listAudit(Database &db, const AuditFilter &filter, std::int64_t limit);
base::Result<std::int64_t> countAudit(Database &db, const AuditFilter &filter);

/// The newest entry; nothing in an empty log.
base::Result<std::optional<model::AuditEntry>> newestAudit(Database &db);

/// Reads the whole log. With `head`, an entry with that hash must be in it: that tells when the end was cut off, which
/// the chain alone cannot.
base::Result<ChainState> verifyAudit(Database &db, const std::optional<model::AuditHash> &head = {});

} // namespace storage
