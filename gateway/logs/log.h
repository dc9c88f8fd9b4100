#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/secret.h"
#include "logs/line.h"
#include "logs/log_files.h"

namespace logs {

/// What is kept of what is written.
struct Keeping {
    Level least = Level::Info; ///< Lines below go nowhere.
    FileRoom room{};
};

/// Which lines are asked for; newest first.
struct LogQuery {
    Level least = Level::Debug;
    std::string category{};   ///< Empty: of any part.
    std::string text{};       ///< Part of the message, the category or a value, in any case; empty: any.
    std::uint64_t before = 0; ///< Only those with a smaller id; 0: all.
    std::uint64_t since = 0;  ///< Only those with a larger id.
    std::size_t limit = 100;
};

struct LogPage {
    std::vector<SharedLine> lines{};
    bool more = false; ///< There are older ones.
};

/// How writing to files goes.
struct LogState {
    bool failing = false;
    std::string problem{};             ///< What is wrong; empty when nothing is.
    std::int64_t lost = 0;             ///< Lines that never came into a file because too many waited.
    std::filesystem::path directory{}; ///< Empty before keepIn().
};

/// Everything this program says about itself: the last lines in memory, all in files, and whoever listens is told.
/// Secrets are taken out in write(), before anybody gets to see a line: there is no other way in.
/// Files are written by a thread of its own. When they cannot be, nobody is held up: lines wait in memory, and come into
/// the files once that goes again.
/// Thread: any, but keepIn() and tell() one at a time, and keepIn() first.
class Log {
public:
    explicit Log(const base::Clock &clock = base::systemClock(), std::size_t capacity = 4000,
                 std::chrono::milliseconds retry = std::chrono::seconds(5));
    /// What waits is written first, if that goes at once.
    ~Log();
    Log(const Log &) = delete;
    Log &operator=(const Log &) = delete;

    /// Whose secrets are taken out; asked for each line, and not any more once this returns with another. Null: nobody's.
    using Secrets = std::function<std::vector<std::shared_ptr<const base::Secret>>()>;
    void hide(Secrets secrets);
    /// From now on there are files, in this directory; the lines of earlier runs are read from them.
    void keepIn(std::filesystem::path directory);
    void setKeeping(const Keeping &keeping);
    Keeping keeping() const;
    /// Is told of every new line, on the thread of this; not any more once this returns with another. Null: nobody.
    void tell(std::function<void(const Line &)> listener);

    /// Id and, unless it has one, time are given here. Returns the message as it may be shown.
    std::string write(Line line);
    /// The same text without secrets, for what is shown elsewhere along with the log.
    std::string redacted(std::string text) const;
    /// The same for every text in a value, and without what fields of its objects are not spoken of.
    base::Json redacted(base::Json value) const;

    LogPage page(const LogQuery &query) const;
    /// The parts of the program that the lines in memory come from, in order.
    std::vector<std::string> categories() const;
    LogState state() const;
    /// Waits until all lines so far are in a file, or cannot be. False when that took too long.
    bool flush(std::chrono::milliseconds most);

private:
    struct Batch {
        std::vector<SharedLine> lines{};
        std::int64_t lost = 0;
    };
    void startThread();
    void run();
    void readEarlier();
    Batch batchBehind(std::uint64_t id) const; ///< Under m_mutex.
    bool isBehind() const;                     ///< Under m_mutex.
    void tellNew();
    void fileNew();
    void clean(Line &line) const;
    void clean(base::Json &value, std::size_t longest, int depth) const;

    const base::Clock &m_clock;
    const std::size_t m_capacity;
    const std::chrono::milliseconds m_retry;
    mutable std::mutex m_secretsMutex{};
    Secrets m_secrets{}; // under m_secretsMutex
    mutable std::mutex m_mutex{};
    std::condition_variable m_wake{};
    std::condition_variable m_filed{};
    std::deque<SharedLine> m_ring{}; // under m_mutex, and so is what follows
    Keeping m_keeping{};
    std::uint64_t m_next;
    std::uint64_t m_told;   // the last that the listener was told
    std::uint64_t m_inFile; // the last that is in a file
    LogState m_state{};
    std::chrono::steady_clock::time_point m_retryAt{};
    bool m_ending = false;
    std::mutex m_telling{};                         // held while the listener runs
    std::function<void(const Line &)> m_listener{}; // under m_telling
    std::unique_ptr<LogFiles> m_files{};            // made before the thread, then the thread's
    std::thread m_thread{};
};

} // namespace logs
