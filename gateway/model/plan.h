#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/budget.h"
#include "model/people.h"
#include "model/routing.h"

namespace routing {
class RuleSet; // the rules, ready to be matched: a matter of the layer above
} // namespace routing
namespace auth {
class CidrList; // addresses and networks, ready to be asked
} // namespace auth
namespace ledger {
class BudgetSet; // the budgets with what is spent of them, ready to be asked
class LimitSet;  // the rate limits with what has come in under them
} // namespace ledger

namespace model {

/// Unit: milliseconds.
struct Timeouts {
    std::int64_t connectMs = 10'000;
    std::int64_t firstTokenMs = 60'000;
    std::int64_t idleMs = 120'000;
    std::int64_t totalMs = 900'000;
    friend bool operator==(const Timeouts &, const Timeouts &) = default;
};

/// One credential of a provider. The secret itself is never here: `secret` says where it is.
struct ProviderKey {
    std::string id{};
    std::string providerId{};
    std::string name{};
    std::string secret{}; ///< `env:NAME`, `file:PATH`, `keychain:ID`, or empty for a provider that needs none.
    std::string origin{}; ///< scheme://host:port it was entered for; it is sent nowhere else.
    std::int64_t weight = 1;
    std::int64_t priority = 0; ///< Lower is tried first.
    bool enabled = true;
    std::int64_t createdMs = 0;
    std::int64_t version = 1;

    std::string secretState{};   ///< In answers only: `ok`, `missing`, `locked`, `unreadable`, `not_loaded`.
    std::string secretMessage{}; ///< In answers only: what is the matter with it.
};

struct ProviderModel {
    std::string id{};
    std::string providerId{};
    std::string name{}; ///< As the provider spells it.
    bool enabled = true;
    std::optional<std::int64_t> contextWindow{}; ///< Unit: tokens.
    std::optional<std::int64_t> maxOutput{};     ///< Unit: tokens.
    Limits limits{};
    std::int64_t createdMs = 0;
    std::int64_t version = 1;
};

struct Provider {
    std::string id{};
    std::string name{};    ///< Unique; what stands before the first '/' of a model name.
    std::string type{};    ///< The preset or dialect it was made from: `openai`, `sandbox`, ...
    std::string baseUrl{}; ///< Up to and without the endpoint; `{region}` stands for the option of that name.
    std::vector<std::pair<std::string, std::string>> headers{}; ///< Sent with every call; validated names and values.
    std::vector<std::pair<std::string, std::string>> options{}; ///< What its type asks for: region, project, ...
    bool anyModel = false;                                      ///< Passes any model name through.
    std::int64_t priority = 0;                                  ///< Lower is tried first.
    std::int64_t weight = 1;
    std::int64_t concurrency = 0; ///< Most calls open at once; 0 = no limit. Others wait in line.
    Timeouts timeouts{};
    Limits limits{};
    bool enabled = true;
    std::int64_t createdMs = 0;
    std::int64_t version = 1;

    std::vector<ProviderKey> keys{};     ///< In the plan only: its own rows joined in.
    std::vector<ProviderModel> models{}; ///< In the plan only.
};

using Digest = std::array<unsigned char, 32>; ///< SHA-256.

struct DigestHash {
    std::size_t operator()(const Digest &digest) const
    {
        std::size_t out = 0; // the digest is uniform already
        for (std::size_t i = 0; i < sizeof out; ++i)
            out = out << 8 | digest[i];
        return out;
    }
};

/// A key a client shows us. Only its digest is kept.
struct ClientKey {
    std::string id{};
    std::string name{};
    std::string prefix{}; ///< The first characters, to recognise it by.
    Digest digest{};
    Role role = Role::Member;
    std::string userId{}; ///< Whose it is, from the first to the last: what it calls is theirs. Empty: nobody's.
    std::string teamId{}; ///< The same of the team.
    std::vector<std::string> allowedModels{};    ///< Exact names as requested; empty = all.
    std::vector<std::string> allowedProviders{}; ///< Ids; empty = all.
    std::vector<std::string> allowedAddresses{}; ///< Addresses and networks it may be used from; empty = all.
    std::vector<std::string> tags{};             ///< Put on each of its calls.
    Limits limits{};
    bool strict = false;        ///< Calls of which a provider cannot be told everything are refused.
    std::int64_t expiresMs = 0; ///< Unix milliseconds; 0 = never.
    std::int64_t revokedMs = 0; ///< 0 = not revoked.
    std::int64_t createdMs = 0;
    std::int64_t version = 1;

    bool requireSignature = false; ///< Each of its requests must be signed.
    std::string signingSecret{};   ///< Where the secret for that is: `env:NAME`, `file:PATH`, `keychain:ID`.

    // The key before the last rotation, as long as it still works.
    Digest previousDigest{};
    std::string previousPrefix{};
    std::int64_t previousUntilMs = 0; ///< 0: there is none.

    // In the plan only:
    bool previous = false;                             ///< This entry is for the key before.
    bool barred = false;                               ///< Its user or team is disabled or gone.
    std::vector<std::string> callTags{};               ///< Its own, its user's and its team's.
    std::shared_ptr<const auth::CidrList> addresses{}; ///< Of `allowedAddresses`; null where those are empty.

    // In answers only:
    std::int64_t lastUsedMs = 0; ///< When its newest call began; 0 = it has none.
    std::string userName{};
    std::string teamName{};
};

/// What an admin sets for the whole gateway.
struct Settings {
    std::string defaultModel{}; ///< What `default` means; empty: the sandbox while no other provider exists.
    std::int64_t maxAttempts = 4;
    std::string strategy = "weighted_random"; ///< Of what has none of its own.
    bool affinity = true;                     ///< A session stays with one target, so that its prompt cache stays warm.
    std::string hedging = "off";       ///< When a second attempt begins beside a slow one: `off`, `p95`, `fixed`.
    std::int64_t hedgeAfterMs = 3'000; ///< With `fixed`: so long after the first began.
    std::int64_t hedgePercent = 5;     ///< Of all calls, at most, have a second attempt beside the first.
    std::int64_t version = 1;
};

/// Everything a call needs to know, as one immutable value. A call keeps the plan it began with.
struct Plan {
    std::int64_t version = 0;
    std::vector<Provider> providers{}; ///< Sorted by priority, then name.
    std::unordered_map<Digest, ClientKey, DigestHash> clientKeys{};
    Settings settings{};
    std::vector<Rule> rules{};         ///< Sorted by priority.
    std::vector<ModelAlias> aliases{}; ///< Sorted by name.
    std::vector<Budget> budgets{};     ///< Sorted by name.
    std::vector<User> users{};         ///< Sorted by id.
    std::vector<Team> teams{};         ///< Sorted by id.
    bool routing = true;               ///< Where the routing switch stands.

    std::shared_ptr<const routing::RuleSet> ruleSet{};    ///< Of `rules`, made when the plan is published.
    std::shared_ptr<const ledger::BudgetSet> budgetSet{}; ///< Of `budgets`, made then as well.
    std::shared_ptr<const ledger::LimitSet> limitSet{};   ///< Of all `limits`, made then as well; null: there are none.

    const Provider *providerNamed(std::string_view name) const
    {
        for (const Provider &provider : providers)
            if (provider.name == name)
                return &provider;
        return nullptr;
    }
    /// Null for an id that is empty or gone.
    const User *userWithId(std::string_view id) const { return withId(users, id); }
    const Team *teamWithId(std::string_view id) const { return withId(teams, id); }

private:
    template <typename T>
    static const T *withId(const std::vector<T> &rows, std::string_view id)
    {
        const auto hit = std::ranges::lower_bound(rows, id, {}, [](const T &row) { return std::string_view(row.id); });
        return hit != rows.end() && hit->id == id ? &*hit : nullptr;
    }
};

} // namespace model
