#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>

#include "base/result.h"
#include "upstream/fetch.h"

namespace upstream {

/// How a request ended, and when things happened. Unit: microseconds since it began; 0 = did not happen.
struct LiveEnd {
    base::Result<> how{}; ///< Errors: Upstream, UpstreamTimeout, Cancelled; never with the secret in their words.
    std::int64_t connectUs = 0;
    std::int64_t firstByteUs = 0;
    std::int64_t totalUs = 0;
};

/// Hears of one LiveFetch, in this order. Thread: the fetch's own.
class LiveListener {
public:
    virtual ~LiveListener() = default;
    /// The request's first line and headers as they left, with `***` for the key.
    virtual void sent(const std::string &head) = 0;
    /// The answer's, as they came.
    virtual void begun(int status, const std::string &head) = 0;
    /// May block: then whoever sends has to wait, and nothing piles up here. False: there is no use for more.
    virtual bool bytes(std::string_view bytes) = 0;
    virtual void ended(const LiveEnd &end) = 0;
};

/// One request outside the call path whose answer is handed over as it comes, under the rules of fetch(). `mostBytes` does
/// not hold: the listener says when it is enough.
/// Thread: made and ended on one, works on its own. Its end takes no longer than the listener's call under way.
class LiveFetch {
public:
    /// `listener` outlives it.
    LiveFetch(FetchRequest request, LiveListener &listener);
    ~LiveFetch();
    LiveFetch(const LiveFetch &) = delete;
    LiveFetch &operator=(const LiveFetch &) = delete;

private:
    class Transfer;
    void run();

    FetchRequest m_request;
    LiveListener &m_listener;
    void *m_multi; ///< libcurl's; only its wake-up is for other threads.
    std::atomic<bool> m_left{false};
    std::thread m_thread;
};

} // namespace upstream
