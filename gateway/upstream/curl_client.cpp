#include "upstream/curl_client.h"

#include <algorithm>

#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "upstream/curl_call.h"
#include "upstream/endpoint.h"
#include "upstream/outbound_rules.h"
#include "upstream/plain_call.h"
#include "upstream/proxy_wire.h"

namespace upstream {
namespace {

constexpr long kWarmConnections = 512;
constexpr std::size_t kIdleHandles = 256;
constexpr std::size_t kMostPrepared = 1024;
constexpr std::int64_t kNanosPerMilli = 1'000'000;

void append(curl_slist *&list, const std::string &line)
{
    if (curl_slist *longer = curl_slist_append(list, line.c_str()))
        list = longer;
}

void initialiseOnce()
{
    static const bool done = curl_global_init(CURL_GLOBAL_ALL) == CURLE_OK;
    static_cast<void>(done);
}

/// What the call itself wants stands in the place of the provider's header of that name.
curl_slist *headerList(const Request &request, const Credentials &credentials, const std::string &url)
{
    const auto replaced = [&](const std::string &name) {
        return std::ranges::any_of(request.headers,
                                   [&](const auto &own) { return base::equalsIgnoringCase(own.first, name); });
    };
    curl_slist *out = nullptr;
    append(out,
           request.contentType.empty() ? "Content-Type: application/json" : "Content-Type: " + request.contentType);
    append(out, "Accept-Encoding: identity"); // streams are read as they come, and no bombs
    for (std::string_view rest = request.dialectHeaders; !rest.empty();) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (!replaced(std::string(line.substr(0, line.find(':')))))
            append(out, std::string(line));
    }
    for (const auto &[name, value] : request.provider->headers)
        if (!replaced(name) && checkHeaderName(name) && checkHeaderValue(value))
            append(out, std::string(name).append(": ").append(value));
    for (const auto &[name, value] : request.headers)
        if (checkHeaderName(name) && checkHeaderValue(value))
            append(out, std::string(name).append(": ").append(value));
    appendAuth(out, credentials, {.url = url, .body = request.body});
    return out;
}

/// The key goes to no other origin than the one it was entered for.
base::Result<> checkOrigin(const model::Provider &provider, const model::ProviderKey *key)
{
    const auto origin = originOf(baseUrlOf(provider));
    if (!origin)
        return base::fail(origin.error().code, "the base URL of " + provider.name + " " + origin.error().detail);
    if (key != nullptr && !key->secret.empty() && key->origin != *origin)
        return base::fail(base::ErrorCode::Forbidden, "the key \"" + key->name + "\" was entered for " + key->origin
                                                          + ", not for " + *origin + "; enter it again");
    return {};
}

} // namespace

CurlClient::CurlClient(base::Reactor &reactor, secrets::SecretStore &secrets, const ProxyPool *proxies)
    : m_reactor(reactor),
      m_secrets(secrets),
      m_multi((initialiseOnce(), curl_multi_init())),
      m_timer(reactor, [this] { act(CURL_SOCKET_TIMEOUT, 0); }),
      m_steps(reactor),
      m_plain(reactor),
      m_tokens(std::make_unique<TokenKeeper>(*this))
{
    if (proxies != nullptr)
        m_proxies.emplace(*proxies);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlClient::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlClient::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, kWarmConnections);
    curl_multi_setopt(m_multi, CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
}

CurlClient::~CurlClient()
{
    m_tokens.reset();
    m_idle.clear();
    curl_multi_cleanup(m_multi); // closes warm connections, which still calls onSocket and onClose
    for (const auto &[fd, socket] : m_sockets)
        m_reactor.unwatch(fd);
}

std::unique_ptr<Call> CurlClient::start(Request request, base::Wake &wake)
{
    auto prepared = prepare(request);
    if (prepared->plain)
        return std::make_unique<PlainCall>(*this, wake, std::move(request), std::move(prepared));
    return std::make_unique<CurlCall>(*this, wake, std::move(request), std::move(prepared));
}

std::unique_ptr<Call> CurlClient::startForm(const std::string &url, std::string form, const model::Timeouts &timeouts,
                                            const FormWay &way, base::Wake &wake)
{
    auto prepared = std::make_shared<Prepared>();
    prepared->url = url;
    prepared->pooled = way.pooled;
    prepared->sticky = way.sticky;
    prepared->connectMs = timeouts.connectMs;
    for (curl_slist **list : {&prepared->headers, &prepared->headersOfBigBodies}) {
        append(*list, "Content-Type: application/x-www-form-urlencoded");
        append(*list, "Accept-Encoding: identity");
    }
    const std::int64_t deadline = base::systemClock().steadyNanos() + timeouts.totalMs * kNanosPerMilli;
    Request request{.body = std::move(form), .totalDeadline = deadline, .timeouts = timeouts};
    return std::make_unique<CurlCall>(*this, wake, std::move(request), std::move(prepared));
}

/// What can serve the next call as well is kept: not what has a problem (saving the provider makes a new plan anyway,
/// and a secret may turn up), nor what waits, or holds a signature or a token.
std::shared_ptr<const Prepared> CurlClient::prepare(const Request &request)
{
    if (m_preparedFor.lock() != request.plan) { // pointers into another plan say nothing about this one
        m_prepared.clear();
        m_preparedFor = request.plan;
    }
    const bool ordinary = request.headers.empty() && !request.timeouts && request.contentType.empty();
    std::string url = urlOf(*request.provider, request.path, request.model);
    auto place = std::tuple(request.provider, request.key, url);
    if (ordinary)
        if (const auto hit = m_prepared.find(place); hit != m_prepared.end())
            return hit->second;
    auto made = std::make_shared<Prepared>();
    made->url = std::move(url);
    made->connectMs = request.timeoutsInForce().connectMs;
    made->pooled = model::usesPool(*request.provider);
    made->sticky = request.key == nullptr ? std::string() : request.key->id;
    if (auto fine = checkOrigin(*request.provider, request.key); !fine) {
        made->problem = fine.error().detail;
        made->problemClass = model::FailureClass::BadKey;
        return made;
    }
    Credentials credentials;
    if (!findSecret(*made, request, credentials))
        return made;
    made->headers = headerList(request, credentials, made->url);
    made->headersOfBigBodies = headerList(request, credentials, made->url);
    append(made->headersOfBigBodies, "Expect:");
    made->preparePlain();
    if (ordinary && !signsEachCall(credentials) && credentials.style != AuthStyle::VertexToken) {
        if (m_prepared.size() > kMostPrepared) // addresses may hold models' names, and clients make those up
            m_prepared.clear();
        m_prepared.emplace(std::move(place), made);
    }
    return made;
}

/// False when there is a problem, or something to wait for.
bool CurlClient::findSecret(Prepared &made, const Request &request, Credentials &credentials)
{
    if (const Preset *preset = findPreset(request.provider->type)) {
        credentials.style = preset->auth;
        credentials.region = optionOf(*request.provider, "region");
        credentials.service = preset->service;
    }
    if (request.key == nullptr || request.key->secret.empty())
        return true;
    auto secret = m_secrets.get(request.key->secret);
    if (!secret) {
        made.problem = secret.error().detail;
        made.problemClass = model::FailureClass::NoKey;
        return false;
    }
    credentials.secret = *secret;
    if (credentials.style == AuthStyle::VertexToken) {
        const TokenKeeper::Token token = m_tokens->of(*secret, {made.pooled, made.sticky});
        made.problem = token.problem;
        made.problemClass = token.badKey ? model::FailureClass::BadKey : model::FailureClass::Connect;
        made.waitsForToken = !token.value && token.problem.empty();
        credentials.secret = token.value;
    }
    made.secret = credentials.secret;
    return made.problem.empty() && !made.waitsForToken;
}

std::unique_ptr<EasyHandle> CurlClient::takeEasy()
{
    if (!m_idle.empty()) {
        auto handle = std::move(m_idle.back());
        m_idle.pop_back();
        return handle;
    }
    auto handle = std::make_unique<EasyHandle>();
    handle->easy = curl_easy_init();
    setFixedOptions(*handle);
    return handle;
}

void CurlClient::setFixedOptions(EasyHandle &handle)
{
    CURL *easy = handle.easy;
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    // A name is looked up on a thread of libcurl's; without this, giving the call up would wait for that thread, and
    // every other call of this worker with it.
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    setProxyRules(easy);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "switchyard/" SWITCHYARD_VERSION); // cheaper than a line of the list
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &CurlClient::onOpen);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, &CurlClient::onClose);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, &handle);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &CurlCall::onHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &handle);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &CurlCall::onBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &handle);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &CurlCall::onStart);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, &handle);
}

void CurlClient::giveBack(std::unique_ptr<EasyHandle> handle)
{
    handle->call = nullptr;
    if (m_idle.size() < kIdleHandles)
        m_idle.push_back(std::move(handle));
}

int CurlClient::onSocket(CURL *, curl_socket_t fd, int what, void *self, void *known)
{
    auto &client = *static_cast<CurlClient *>(self);
    if (what == CURL_POLL_REMOVE) {
        auto *last = static_cast<Socket *>(known);
        if (last != nullptr && last->mayBeWarm()) { // it keeps its place: the next call on it costs no registration
            last->interest = base::Reactor::HangUp;
            client.m_reactor.watch(fd, base::Reactor::HangUp, last);
        } else {
            client.forget(fd);
        }
        return 0;
    }
    auto *socket = static_cast<Socket *>(known);
    if (socket == nullptr) {
        socket = &client.socketOf(fd);
        curl_multi_assign(client.m_multi, fd, socket);
    }
    socket->interest = (what & CURL_POLL_IN ? base::Reactor::Read | base::Reactor::HangUp : 0U)
                       | (what & CURL_POLL_OUT ? base::Reactor::Write : 0U);
    client.m_reactor.watch(fd, socket->interest, socket);
    return 0;
}

curl_socket_t CurlClient::onOpen(void *self, curlsocktype, curl_sockaddr *address)
{
    auto &client = *static_cast<CurlClient *>(self);
    const curl_socket_t fd = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (fd == CURL_SOCKET_BAD)
        return fd;
    Socket &socket = client.socketOf(fd);
    socket.ours = true;
    // When one address fails, its socket's number may come straight back for the next one: libcurl takes the two for
    // one that is watched already, while the kernel has forgotten it.
    if (socket.interest != base::Reactor::None) {
        client.m_reactor.unwatch(fd);
        client.m_reactor.watch(fd, socket.interest, &socket);
    }
    return fd;
}

int CurlClient::onClose(void *self, curl_socket_t fd)
{
    static_cast<CurlClient *>(self)->forget(fd);
    return ::close(fd);
}

CurlClient::Socket &CurlClient::socketOf(curl_socket_t fd)
{
    auto &slot = m_sockets[fd];
    if (!slot)
        slot = std::make_unique<Socket>(*this, fd);
    return *slot;
}

void CurlClient::forget(curl_socket_t fd)
{
    if (const auto hit = m_sockets.find(fd); hit != m_sockets.end()) {
        m_reactor.unwatch(fd);
        m_sockets.erase(hit);
    }
}

int CurlClient::onTimer(CURLM *, long millis, void *self)
{
    auto &client = *static_cast<CurlClient *>(self);
    if (millis < 0)
        client.m_timer.disarm();
    else if (millis == 0)
        client.kickSoon();
    else
        client.m_timer.arm(base::systemClock().steadyNanos() + millis * kNanosPerMilli);
    return 0;
}

/// libcurl must not be called from within its own callbacks.
void CurlClient::kickSoon()
{
    if (m_kickPending)
        return;
    m_kickPending = true;
    m_reactor.defer([this] {
        m_kickPending = false;
        act(CURL_SOCKET_TIMEOUT, 0);
    });
}

void CurlClient::Socket::onReady(std::uint32_t events)
{
    // The far end dropped a warm connection. libcurl finds out when it looks for one, which may be never: let the far
    // end go now. What came before (a paused transfer has this interest, too) can still be read.
    if (interest == base::Reactor::HangUp) {
        ::shutdown(fd, SHUT_WR);
        client.m_reactor.unwatch(fd);
        return;
    }
    const int mask = (events & base::Reactor::Read ? CURL_CSELECT_IN : 0)
                     | (events & base::Reactor::Write ? CURL_CSELECT_OUT : 0)
                     | (events & base::Reactor::HangUp ? CURL_CSELECT_IN : 0);
    client.act(fd, mask); // may destroy this
}

void CurlClient::act(curl_socket_t fd, int mask)
{
    ++m_turn;
    int running = 0;
    curl_multi_socket_action(m_multi, fd, mask, &running);
    collectDone();
}

void CurlClient::collectDone()
{
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = message->data.result;
        EasyHandle *handle = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &handle);
        if (handle != nullptr && handle->call != nullptr)
            handle->call->done(code);
    }
}

} // namespace upstream
