#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exchange/wire.h"
#include "model/call_record.h"
#include "model/plan.h"
#include "model/probe_settings.h"
#include "pricing/catalogue.h"
#include "secrets/secret_store.h"
#include "upstream/fetch.h"

/// The smallest call there is to one model: what it costs, how it is put, and what its answer means.
namespace jobs {

/// A model that may be asked, and by which key; null where the provider needs none.
struct ProbeTarget {
    const model::Provider *provider = nullptr;
    const model::ProviderKey *key = nullptr;
    std::string model{};
};

/// The models of one provider by name, each with its first key; none of one that is off, built in or has no key that is
/// on. Pure; the plan outlives it.
std::vector<ProbeTarget> probeTargets(const model::Provider &provider);

/// The most that asking it once should cost. Nothing where no price is known: then it is not asked. Pure.
std::optional<model::Nanos> probeCost(const pricing::Catalogue &prices, const ProbeTarget &target, std::int64_t atMs);

struct ProbeQuestion {
    exchange::Wire wire{};
    upstream::FetchRequest request{};
};
/// Without `proxies`, one that is called through the pool is not asked at all. Errors: what keeps it from being asked, in
/// words for people; nothing was sent then.
base::Result<ProbeQuestion> probeQuestion(secrets::SecretStore &secrets, const ProbeTarget &target,
                                          std::int64_t timeoutMs, const upstream::ProxyPool *proxies = nullptr);

/// Sets how it ended: status, failure, words, time, model and usage. `attempt` says already whom it went to. Pure.
void readProbe(const ProbeQuestion &question, const upstream::FetchReport &report, model::AttemptRecord &attempt);

/// The way to the provider failed before it could be asked: that says nothing of the model.
bool isOnlyWay(const upstream::FetchReport &report);

} // namespace jobs
