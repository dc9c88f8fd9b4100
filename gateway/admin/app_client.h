#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "model/chat_event.h"

/// One call as an app makes it: over the gateway's own door and not through the admin API, so that it takes the whole way
/// that a program's call takes, and shows what a program would see.
namespace admin {

/// In which header the key is shown.
enum class KeyPlace : std::uint8_t { Bearer, XApiKey, GoogApiKey };

struct AppCall {
    std::string method = "POST";
    std::string path{}; ///< Below the endpoint, with its query: `/v1/chat/completions`
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};
    std::string dialect{}; ///< The one to read the answer in; empty: it stays bytes.
    KeyPlace keyPlace = KeyPlace::Bearer;
    std::string keyId{}; ///< A client key that AppClient::knowsKey().
};

/// How a call ended. Unit: microseconds since it began; 0 = did not happen.
struct AppEnd {
    base::Result<> how{}; ///< Errors: Upstream and UpstreamTimeout when there was no whole answer.
    std::int64_t connectUs = 0;
    std::int64_t firstByteUs = 0;
    std::int64_t totalUs = 0;
};

/// What has become of a call since the last time. All of it comes from outside.
struct AppNews {
    std::string sentHead{}; ///< First line and headers as they left, with `***` for the key.
    int status = 0;         ///< With `head`, when the answer began.
    std::string head{};
    std::string bytes{};        ///< Of the answer's body, as they came.
    model::ChatEvents events{}; ///< The same as its dialect reads it; an error answer is a StreamFailed.
    std::optional<AppEnd> end{};
};

/// A call under way. Its end takes it back: the gateway sees its client leave, and nothing is heard any more.
class RunningCall {
public:
    virtual ~RunningCall() = default;
};

using HearNews = std::function<void(AppNews)>;

/// How the UI makes calls as an app does. It stands beside AdminClient, because these are no admin acts: whoever has a
/// client key can make them, and nothing of the admin API is needed.
/// Thread: the one it was made on; news arrives there.
class AppClient {
public:
    virtual ~AppClient() = default;

    /// `hear` comes later, until an AppNews has an end.
    /// Errors: Unavailable while nothing listens, NotFound for a key that is not known.
    virtual base::Result<std::unique_ptr<RunningCall>> send(AppCall call, HearNews hear) = 0;

    /// Whether calls can be made with that client key: its letters were learnt, here or when it was made, and it is still
    /// the same. They are never given out again.
    virtual bool knowsKey(const std::string &keyId) const = 0;
    /// Keeps a client key in memory for calls. Answers with its id. Errors: NotFound when no key that may call is that one.
    virtual base::Result<std::string> learnKey(base::Secret key) = 0;
};

} // namespace admin
