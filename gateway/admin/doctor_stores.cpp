#include <algorithm>
#include <system_error>

#include "admin/backstage.h"
#include "admin/doctor.h"
#include "admin/operation.h"
#include "storage/self_check.h"

namespace admin {
namespace {

using enum Finding;

constexpr std::uintmax_t kLargest = std::uintmax_t{2} << 30U; ///< Read through; a larger file would take minutes.
constexpr std::int64_t kAhead = 5 * 60 * 1000;                ///< What a clock may be off. Unit: ms.
constexpr std::int64_t kMuchLag = 10'000;

SelfCheck wholeFile(const Context &context, const char *name, storage::Connection &connection)
{
    const std::string file = name;
    const std::string id = file == "config.db" ? "config_database" : "usage_database";
    std::error_code failed;
    if (std::filesystem::file_size(context.gateway.dataDirectory / file, failed) > kLargest && !failed)
        return {id, Note, file + " is larger than 2 GB and was not read through.",
                "Run `sqlite3 " + file + " 'PRAGMA quick_check'` when there is time."};
    const auto found = storage::quickCheck(connection);
    if (!found)
        return {id, Act, file + " cannot be read: " + found.error().detail + ".",
                "Stop Switchyard, keep a copy of it, and put a backup in its place."};
    if (!found->empty())
        return {id, Act, file + " is damaged: " + *found + ".",
                "Stop Switchyard, keep a copy of it, and try `sqlite3 " + file
                    + " .recover` or put a backup in its place."};
    return {id, Good, file + " is whole.", {}};
}

SelfCheck configDatabase(const Context &context)
{
    return wholeFile(context, "config.db", context.db.config());
}

SelfCheck usageDatabase(const Context &context)
{
    return wholeFile(context, "usage.db", context.db.usage());
}

SelfCheck setAside(const Context &context)
{
    const std::vector<std::string> files = storage::filesSetAside(context.gateway.dataDirectory);
    if (files.empty())
        return {"set_aside", Good, "No damaged file was set aside.", {}};
    return {"set_aside", Act, "usage.db was damaged once and a new one begun; what it held is in " + files.back() + ".",
            "Try `sqlite3 FILE .recover`, then move it away."};
}

SelfCheck journal(const Context &context)
{
    const ledger::LedgerCounts counts = context.gateway.ledger.counts();
    if (counts.condition == ledger::Condition::Refusing)
        return {"journal", Act, "New calls cannot be booked, so none is taken: " + counts.problem,
                "Make room on the disk of the data directory; it goes on by itself."};
    if (counts.condition == ledger::Condition::Behind || counts.lag() > kMuchLag)
        return {"journal", Note, std::to_string(counts.lag()) + " calls wait for their row. " + counts.problem,
                "Nothing is lost; they get it once the database can be written to."};
    if (counts.fold.damagedPlaces > 0)
        return {"journal", Note,
                std::to_string(counts.fold.damagedPlaces) + " places of the journal made no sense and were left out.",
                "Look at the disk: what was written there came back as something else."};
    return {"journal", Good, "Every call that ended has its row.", {}};
}

SelfCheck clockBehindCalls(const Context &context)
{
    const auto newest = storage::newestCallMs(context.db);
    if (newest && *newest > context.gateway.clock.wallMillis() + kAhead)
        return {"clock_and_calls", Act, "There are calls from the future: the clock was set back.",
                "Set the clock; budgets count by it."};
    return {"clock_and_calls", Good, "No call is from the future.", {}};
}

SelfCheck keychain(const Context &context)
{
    const secrets::KeychainStatus status = context.gateway.keychain.status();
    if (status.state == secrets::KeychainState::Available)
        return {"keychain", Good, "The keychain is there and unlocked.", {}};
    if (!status.needed)
        return {"keychain", Good, "No key is in the keychain, so it is not needed.", {}};
    if (status.state == secrets::KeychainState::Unused)
        return {"keychain", Note, "The keychain has not been asked yet.", "Run this again in a moment."};
    return {"keychain", Act, "Keys of providers are in the keychain, which cannot be used.",
            std::string(secrets::explain(status.state))};
}

SelfCheck providerKeys(const Context &context)
{
    int keys = 0;
    std::string bad;
    const auto plan = context.gateway.plan.current();
    for (const model::Provider &provider : plan->providers)
        for (const model::ProviderKey &key : provider.keys) {
            if (!provider.enabled || !key.enabled)
                continue;
            ++keys;
            const secrets::SecretState state = context.gateway.secrets.stateOf(key.secret);
            if (state.readiness != secrets::Readiness::Ok)
                bad += (bad.empty() ? "" : "; ") + provider.name + ", " + key.name + ": " + state.message;
        }
    if (!bad.empty())
        return {"provider_keys", Act, "Not every key of the providers can be read: " + bad + ".",
                "Enter the key again under Providers, or put it where it is looked for."};
    return {"provider_keys",
            Good,
            keys == 0 ? "No provider has a key yet." : std::to_string(keys) + " provider key(s) can be read.",
            {}};
}

SelfCheck logFiles(const Context &context)
{
    const logs::LogState state = context.gateway.log->state();
    if (state.failing)
        return {"log", Act, "The log cannot be written: " + state.problem + ".",
                "Make room or give the directory back; lines wait in memory meanwhile."};
    if (state.lost > 0)
        return {
            "log", Note, std::to_string(state.lost) + " lines of the log were lost while it could not be written.", {}};
    return {"log", Good, "The log is written to " + state.directory.string() + ".", {}};
}

// A check is one line here.
constexpr SelfCheck (*kChecks[])(const Context &context) = {configDatabase,   usageDatabase, setAside,     journal,
                                                            clockBehindCalls, keychain,      providerKeys, logFiles};

} // namespace

SelfChecks checksOfStores(const Context &context)
{
    SelfChecks out;
    for (const auto check : kChecks)
        out.push_back(check(context));
    return out;
}

} // namespace admin
