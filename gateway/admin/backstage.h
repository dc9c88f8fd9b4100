#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/snapshot.h"
#include "ledger/ledger.h"
#include "model/plan.h"
#include "secrets/keychain.h"
#include "secrets/secret_store.h"

namespace admin {

/// What the server tells of itself; it implements this. Thread: any.
class ListenerControl {
public:
    virtual ~ListenerControl() = default;
    /// `http://127.0.0.1:4141`, one per address; empty while nothing listens.
    virtual std::vector<std::string> addresses() const = 0;
    virtual int openCalls() const = 0;
    virtual int connections() const = 0;
    virtual int workers() const = 0;
};

/// The running gateway as admin operations see it. Thread: any, unless said otherwise.
class Backstage {
public:
    base::Snapshot<model::Plan> &plan;
    secrets::SecretStore &secrets;
    secrets::Keychain &keychain;
    ledger::Ledger &ledger;
    std::filesystem::path dataDirectory{};
    std::int64_t startedMs = 0;
    const base::Clock &clock = base::systemClock();

    /// Null while nothing listens.
    const ListenerControl *listener() const { return m_listener.load(); }
    void setListener(const ListenerControl *listener) { m_listener.store(listener); }

    Backstage(base::Snapshot<model::Plan> &plans, secrets::SecretStore &store, secrets::Keychain &keys,
              ledger::Ledger &books, std::filesystem::path directory)
        : plan(plans),
          secrets(store),
          keychain(keys),
          ledger(books),
          dataDirectory(std::move(directory)),
          startedMs(base::systemClock().wallMillis())
    {
    }

private:
    std::atomic<const ListenerControl *> m_listener{nullptr};
};

} // namespace admin
