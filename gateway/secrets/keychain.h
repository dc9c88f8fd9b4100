#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include <QObject>
#include <QTimer>

#include "secrets/keychain_index.h"
#include "secrets/keychain_service.h"
#include "secrets/secret_store.h"

namespace secrets {

struct KeychainTimes {
    std::chrono::milliseconds answer{5000};   ///< What takes longer is slow.
    std::chrono::milliseconds again{2000};    ///< Between looks while something waits for the keychain.
    std::chrono::milliseconds refresh{30000}; ///< Between looks while all is well.
};

/// The keys that are kept in the keychain: writes what is entered, reads what the plan needs into the SecretStore, and
/// removes what no plan needs any more. One request at a time, each with a time limit, each after a look at the
/// keychain's state. While it cannot be used it is looked at again and again; what waits goes on as soon as it can.
/// Thread: lives on the main thread, where `added` is called; add(), release(), require() and status() from any.
class Keychain final : public QObject {
    Q_OBJECT
public:
    using Added = std::function<void(base::Result<std::string>)>;

    /// `store` outlives it. `index` is the file of its KeychainIndex.
    Keychain(std::unique_ptr<KeychainService> service, SecretStore &store, std::filesystem::path index,
             KeychainTimes times = {});
    ~Keychain() override;

    /// Writes a new entry and answers with its reference. It is removed again unless the plan names it by the time of
    /// release(). Errors: Unavailable with the keychain's state and the way out, Storage.
    void add(SharedSecret secret, Added added);
    void release(const std::string &reference);
    /// What the plan of that version needs from now on, all references of it.
    void require(const std::vector<std::string> &references, std::int64_t planVersion);
    KeychainStatus status() const;

    /// Runs the event loop until nothing is left that could be done now, or the time is over. Thread: main.
    void settle(std::chrono::milliseconds most);
    /// What was asked for and not done yet fails, so that nobody waits for it. Thread: main.
    void abandon();

Q_SIGNALS:
    void settled();

private:
    struct Addition {
        std::string entry;
        SharedSecret secret;
        Added added;
    };
    enum class Next : std::uint8_t { Nothing, Add, Read, Remove };

    void beginAdd(SharedSecret secret, Added added);
    void step();
    Next next(std::string &entry) const;
    bool isWanted(const std::string &entry) const;
    void act();
    void readEntry(const std::string &entry);
    void addEntry();
    void removeEntry(const std::string &entry);
    void finishRead(const std::string &entry, base::Result<base::Secret> read);
    void finishAdd(const std::string &entry, const base::Result<> &written);
    void finishRemove(const std::string &entry, const base::Result<> &removed);
    void looked(KeychainState seen);
    void tookTooLong();
    void lookAgain();
    void setState(KeychainState state);
    void setPresence(bool present);
    void failAdditions(const base::Error &error);
    void done();

    std::unique_ptr<KeychainService> m_service;
    SecretStore &m_store;
    KeychainIndex m_index;
    KeychainTimes m_times;
    QTimer m_limit{};
    QTimer m_poll{};
    std::deque<Addition> m_additions{};
    std::set<std::string> m_required{}; ///< Entries that the plan names.
    std::set<std::string> m_held{};     ///< Entries of operations under way.
    std::set<std::string> m_loaded{};
    std::set<std::string> m_skipped{}; ///< Read or removed in vain; tried again after the next look from outside.
    bool m_planKnown = false;          ///< And noted. Before that nothing is superfluous.
    bool m_everPresent = false;
    bool m_startTried = false;
    bool m_lookDue = false; ///< A look is wanted although there is nothing to do.
    bool m_looking = false;
    bool m_asking = false; ///< A request is under way in the service, perhaps longer than it should be.
    unsigned m_turn = 0;   ///< Answers to a look of an earlier turn are not heard.
    mutable std::mutex m_mutex{};
    KeychainStatus m_status{}; ///< By m_mutex.
};

} // namespace secrets
