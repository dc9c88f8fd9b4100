#pragma once

#include <optional>
#include <string>

#include "jobs/balance.h"
#include "jobs/check_schedule.h"
#include "jobs/provider_check.h"
#include "upstream/fetch.h"

/// The cheapest question that proves one key, and what its answer means.
namespace jobs {

/// What is asked of one provider with one key.
struct KeyQuestion {
    CheckInput input{};
    std::optional<upstream::FetchRequest> request{}; ///< Nothing when the key could not be read.
    std::string problem{};                           ///< Why not.
    const BalanceSource *balance = nullptr;          ///< Null when nothing is asked about it.
    bool tellsBalance = false;                       ///< The same answer tells it.
};

/// `key` is null for a provider that needs none. `withBalance`: it is to be asked for, where the provider tells. A
/// provider that is called through the pool is asked through it.
KeyQuestion questionFor(secrets::SecretStore &secrets, const model::Provider &provider, const model::ProviderKey *key,
                        std::int64_t timeoutMs, bool withBalance, const upstream::ProxyPool *proxies = nullptr);
/// The request for the balance; of a question that does not tell it itself.
upstream::FetchRequest balanceRequest(const KeyQuestion &question);

struct KeyAnswer {
    CheckVerdict verdict = CheckVerdict::Silent;
    std::string detail{}; ///< Empty when nothing is wrong.
};
/// Pure.
KeyAnswer readAnswer(const KeyQuestion &question, const upstream::FetchReport &report);

/// On this computer, or played by the program itself: reached whatever becomes of the network.
bool isNearby(const model::Provider &provider);

} // namespace jobs
