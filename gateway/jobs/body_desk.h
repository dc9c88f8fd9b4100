#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "access/sealing.h"
#include "base/clock.h"
#include "base/result.h"
#include "exchange/body_sink.h"
#include "jobs/body_redaction.h"
#include "model/body_settings.h"
#include "secrets/secret_store.h"
#include "storage/body_store.h"

namespace jobs {

/// One body as it is shown.
struct ShownBody {
    storage::BodyState state = storage::BodyState::Kept;
    std::string text{};     ///< Empty unless it is kept.
    std::int64_t bytes = 0; ///< As it came.
    bool cut = false;
};
struct ShownBodies {
    std::optional<ShownBody> request{};
    std::optional<ShownBody> answer{};
};

/// Keeps what calls say and are answered, where the settings want it: takes secrets out, encrypts, writes, and lets the
/// old go, on a thread of its own that is made with the first of them. What comes faster than it can write is left.
/// Thread: any. `secrets` outlives it.
class BodyDesk final : public exchange::BodySink {
public:
    BodyDesk(std::filesystem::path directory, secrets::SecretStore &secrets,
             const base::Clock &clock = base::systemClock());
    /// What was given to it is written.
    ~BodyDesk() override;
    BodyDesk(const BodyDesk &) = delete;
    BodyDesk &operator=(const BodyDesk &) = delete;

    /// From now on.
    void adopt(const model::BodySettings &settings);
    /// Whether there is a key to encrypt with, or a place where one is looked for.
    bool hasKey() const;

    std::size_t room() override;
    bool wants(bool wentWell) const override;
    void keep(exchange::CallBodies bodies) override;

    /// Of one call; what is not kept, or not yet, is missing. Errors: Storage; Unavailable and others of SecretStore for
    /// the key; Unprocessable when the key is another one.
    base::Result<ShownBodies> of(std::string_view callId);
    /// Everything goes. Errors: Storage.
    base::Result<> clear();
    /// Calls that began before are no longer in the log, and what they said goes with them, soon.
    void forgetBefore(std::int64_t startedMs) { m_logBeginsMs.store(startedMs, std::memory_order_relaxed); }

private:
    enum class Mode : std::uint8_t { Off, Errors, Sample, All };
    /// What holds for those that are written now.
    struct Terms {
        model::BodySettings settings{};
        std::shared_ptr<const BodyRedaction> redaction{};
    };
    static constexpr std::size_t kMostWaiting = std::size_t{32} << 20; ///< Unit: bytes.

    void run();
    void write(std::deque<exchange::CallBodies> bodies);
    void sweep();
    storage::StoredBody stored(std::string text, std::size_t whole, const Terms &terms, const auth::SealingKey &key,
                               storage::StoredBody out) const;
    Terms terms() const;
    std::filesystem::path ownKeyFile() const { return m_directory / "bodies.key"; }
    base::Result<std::shared_ptr<const auth::SealingKey>> key(const std::string &reference, bool make);
    base::Result<storage::BodyStore *> store(const std::lock_guard<std::mutex> &held);
    void complain(const base::Error &error);

    std::filesystem::path m_directory;
    secrets::SecretStore &m_secrets;
    const base::Clock &m_clock;
    std::atomic<Mode> m_mode{Mode::Off};
    std::atomic<std::uint64_t> m_percent{0};
    std::atomic<std::size_t> m_room{0};
    std::atomic<std::int64_t> m_logBeginsMs{0};
    mutable std::mutex m_mutex{};
    std::condition_variable m_changed{};
    Terms m_terms{}; ///< By m_mutex, as all down to the thread.
    std::deque<exchange::CallBodies> m_waiting{};
    std::size_t m_waitingBytes = 0;
    std::int64_t m_left = 0; ///< Calls whose bodies found no room since it was last said.
    bool m_ending = false;
    std::thread m_thread{};
    std::mutex m_storeMutex{};                     ///< Held for a statement or a batch.
    std::unique_ptr<storage::BodyStore> m_store{}; ///< By m_storeMutex.
    std::int64_t m_saidMs = 0;                     ///< By m_storeMutex.
};

} // namespace jobs
