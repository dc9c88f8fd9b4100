#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include <curl/curl.h>

#include "base/reactor.h"
#include "secrets/secret_store.h"
#include "upstream/auth.h"
#include "upstream/call.h"
#include "upstream/plain_connections.h"
#include "upstream/prepared.h"
#include "upstream/proxy_trip.h"
#include "upstream/step_queue.h"
#include "upstream/token_keeper.h"

namespace upstream {

class CurlCall;

/// An easy handle that is used again and again. What libcurl is told once points here; only what differs from call to
/// call is set anew.
struct EasyHandle {
    EasyHandle() = default;
    ~EasyHandle() { curl_easy_cleanup(easy); }
    EasyHandle(const EasyHandle &) = delete;
    EasyHandle &operator=(const EasyHandle &) = delete;

    CURL *easy = nullptr;
    CurlCall *call = nullptr;                   ///< Whose transfer it is; null while it is in the pool.
    std::shared_ptr<const Prepared> prepared{}; ///< What its URL and headers were last set from.
    bool big = false;                           ///< Which of its two header lists.
    ProxyRef proxy{};                           ///< Through which it was last sent; null: directly.
};

/// A libcurl multi handle on the worker's event loop, its warm connections, and a pool of easy handles.
/// Thread: the worker's.
class CurlClient final : public Starter {
public:
    /// Without `proxies`, calls that must go through them fail.
    CurlClient(base::Reactor &reactor, secrets::SecretStore &secrets, const ProxyPool *proxies = nullptr);
    ~CurlClient() override;
    CurlClient(const CurlClient &) = delete;
    CurlClient &operator=(const CurlClient &) = delete;

    std::unique_ptr<Call> start(Request request, base::Wake &wake) override;
    /// Posts a form to an address that is no provider's, on behalf of a key: by the way its provider is called.
    std::unique_ptr<Call> startForm(const std::string &url, std::string form, const model::Timeouts &timeouts,
                                    const FormWay &way, base::Wake &wake);
    base::Reactor &reactor() { return m_reactor; }

private:
    friend class CurlCall; // a call is a part of its client that lives on its own
    friend class PlainCall;
    using Input = std::array<char, 64UZ * 1024>;
    /// libcurl's view of one socket: the event loop tells us the descriptor only through its own handler object.
    struct Socket final : base::FdHandler {
        Socket(CurlClient &owner, curl_socket_t descriptor) : client(owner), fd(descriptor) {}
        void onReady(std::uint32_t events) override;
        /// Only a connection that was used is kept, and told to onClose() in the end. What libcurl has not connected
        /// yet, and what its resolver waits on, it closes without a word (7.88), and the number goes to somebody else.
        bool mayBeWarm() const { return ours && (interest & base::Reactor::Read) != 0; }
        CurlClient &client;
        curl_socket_t fd;
        std::uint32_t interest = base::Reactor::None; ///< What libcurl wants now; HangUp alone while it wants nothing.
        bool ours = false;                            ///< It came from onOpen().
    };

    static int onSocket(CURL *easy, curl_socket_t fd, int what, void *self, void *known);
    static int onTimer(CURLM *multi, long millis, void *self);
    static curl_socket_t onOpen(void *self, curlsocktype purpose, curl_sockaddr *address);
    static int onClose(void *self, curl_socket_t fd);
    Socket &socketOf(curl_socket_t fd);
    void forget(curl_socket_t fd);
    void act(curl_socket_t fd, int mask);
    void kickSoon();
    void collectDone();
    std::shared_ptr<const Prepared> prepare(const Request &request);
    bool findSecret(Prepared &made, const Request &request, Credentials &credentials);
    std::unique_ptr<EasyHandle> takeEasy();
    void giveBack(std::unique_ptr<EasyHandle> handle);
    void setFixedOptions(EasyHandle &handle);

    base::Reactor &m_reactor;
    secrets::SecretStore &m_secrets;
    CURLM *m_multi;
    base::CallbackTimer m_timer;
    std::optional<ProxyDesk> m_proxies{}; ///< Nothing: there is no pool.
    StepQueue m_steps;
    PlainConnections m_plain;
    std::unique_ptr<Input> m_input = std::make_unique<Input>(); ///< What is received on m_plain, until it is read.
    bool m_kickPending = false;
    std::uint64_t m_turn = 0; ///< How often libcurl was called to act.
    std::size_t m_held = 0;   ///< Bytes of answers that wait to be read, of all calls.
    std::unordered_map<curl_socket_t, std::unique_ptr<Socket>> m_sockets{};
    std::vector<std::unique_ptr<EasyHandle>> m_idle{};
    std::weak_ptr<const model::Plan> m_preparedFor{};
    std::map<std::tuple<const model::Provider *, const model::ProviderKey *, std::string>,
             std::shared_ptr<const Prepared>>
        m_prepared{};
    std::unique_ptr<TokenKeeper> m_tokens; ///< Its calls are transfers of this client.
};

} // namespace upstream
