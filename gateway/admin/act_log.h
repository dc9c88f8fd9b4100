#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

#include "admin/operation.h"
#include "admin/refusal_count.h"
#include "storage/database.h"

namespace admin {

class Backstage;

/// Writes acts and their refusals to the audit log. An act and its entry are one transaction: what cannot be written down
/// is not done. A refusal is written after it; when that fails the refusal stands, and the program's log tells.
/// Thread: the writer's, unless said otherwise.
class ActLog {
public:
    explicit ActLog(const Backstage &gateway) : m_gateway(gateway) {}

    /// From now on the database tells what is changed. Errors: Storage.
    base::Result<> watch(storage::Database &db);
    /// Before an act, outside of its transaction. Errors: Storage.
    base::Result<> begin(storage::Database &db);
    /// An act that went well, inside its transaction. Errors: Storage; then it must be undone.
    base::Result<> done(storage::Database &db, const Request &request, const base::Json &answer);
    /// What was done by the clock. `db` tells what was changed; if that is nothing, nothing is written. Errors: Storage.
    base::Result<> doneByClock(storage::Database &db, std::string_view operation);

    /// A refusal that is to be written down.
    struct Refusal {
        base::Error error{};
        std::int64_t unwritten = 0;         ///< Of the same caller before it, which were too many.
        std::int64_t unwrittenOfOthers = 0; ///< Of anybody whom nobody knows, which were too many together.
    };
    /// Nothing for what is no act, and for one refusal of too many. Thread: any.
    std::optional<Refusal> refusalOf(const Request &request, const base::Error &error);
    /// The same for who was turned away at the door, whatever they wanted: nobody knows them, or their role is too low.
    std::optional<Refusal> turnedAway(const Request &request, const base::Error &error);
    /// Behind its transaction.
    void refused(storage::Database &db, const Request &request, const Refusal &refusal);

private:
    std::optional<Refusal> count(const std::string &subject, RefusalCount *together, const base::Error &error);

    static constexpr std::int64_t kHourMs = 3'600'000;
    const Backstage &m_gateway;
    std::mutex m_mutex{};
    // Under m_mutex. Addresses are many to whoever wants to fill the disk, so that those whom nobody knows share a number.
    RefusalCount m_refusals{};              ///< By caller or address.
    RefusalCount m_signIns{600, kHourMs};   ///< Of all who wanted to sign in.
    RefusalCount m_strangers{120, kHourMs}; ///< Of all who came without a key, or with a wrong one.
};

} // namespace admin
