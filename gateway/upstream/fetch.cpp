#include "upstream/fetch.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <optional>

#include <curl/curl.h>

#include "base/text.h"
#include "upstream/fetch_rules.h"
#include "upstream/header_list.h"
#include "upstream/outbound_rules.h"
#include "upstream/proxy_trip.h"

namespace upstream {
namespace {

constexpr int kPollMillis = 1000;
constexpr int kAbandonMillis = 100;

struct Sink {
    std::string body{};
    std::size_t most = 0;
};

std::size_t onBody(char *bytes, std::size_t size, std::size_t count, void *target)
{
    auto &sink = *static_cast<Sink *>(target);
    if (sink.body.size() + size * count > sink.most)
        return 0;
    sink.body.append(bytes, size * count);
    return size * count;
}

/// One request as libcurl holds it. Stays where it is: libcurl has pointers into it.
class Transfer {
public:
    /// `desk` is null where there is no pool.
    Transfer(const FetchRequest &request, ProxyDesk *desk) : m_request(request), m_headers(headersOf(request))
    {
        m_sink.most = request.mostBytes;
        setUp();
        if (!request.pool.wanted)
            return;
        if (desk != nullptr)
            m_trip.emplace(*desk, request.pool.sticky, request.pool.only);
        else
            m_refusal = "there is no proxy pool here, and the provider is not called directly";
        m_refused = !chooseProxy();
    }
    ~Transfer()
    {
        curl_easy_cleanup(m_easy);
        wipeAndFree(m_headers);
    }
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    CURL *easy() const { return m_easy; }
    /// Never sent: no proxy may be used.
    bool refused() const { return m_refused; }
    /// True: it is to be sent again, through another proxy.
    bool finish(CURLcode code);
    FetchReport report();

private:
    void setUp();
    bool chooseProxy();
    static int onStart(void *self, char *, char *, int, int);
    std::int64_t micros(CURLINFO info) const;
    Stage reached() const;
    std::string words(Stage stage) const;

    const FetchRequest &m_request;
    CURL *m_easy = curl_easy_init();
    curl_slist *m_headers;
    Sink m_sink{};
    CURLcode m_code = CURLE_ABORTED_BY_CALLBACK; // unless it is told another end
    ErrorWords m_words{};
    std::optional<ProxyTrip> m_trip{}; ///< Of one that goes through the pool.
    std::string m_proxyName{};
    std::string m_refusal{}; ///< Why no connection came about through the pool.
    bool m_refused = false;
    bool m_connected = false; ///< Through the pool.
};

/// Never past the pool: what has no proxy is not sent.
bool Transfer::chooseProxy()
{
    if (!m_trip)
        return false;
    if (!m_trip->next()) {
        m_refusal = m_trip->problem();
        return false;
    }
    setProxy(m_easy, *m_trip->proxy(), m_trip->password().get());
    m_proxyName = m_trip->proxy()->row.name;
    return true;
}

int Transfer::onStart(void *self, char *, char *, int, int)
{
    auto &transfer = *static_cast<Transfer *>(self);
    transfer.m_connected = true;
    if (transfer.m_trip)
        transfer.m_trip->connected();
    return CURL_PREREQFUNC_OK;
}

bool Transfer::finish(CURLcode code)
{
    m_code = code;
    if (!m_trip)
        return false;
    if (code == CURLE_OK && !m_connected) // nothing was to be sent
        onStart(this, nullptr, nullptr, 0, 0);
    if (!m_connected) {
        const bool another = m_trip->failed(readProxyFailure(m_easy, code));
        m_refusal = m_trip->problem();
        if (another && chooseProxy())
            return true;
    }
    if (code != CURLE_OPERATION_TIMEDOUT)
        m_trip->settled();
    m_trip->leave();
    return false;
}

void Transfer::setUp()
{
    setRules(m_easy, m_request, m_headers, m_words);
    curl_easy_setopt(m_easy, CURLOPT_TIMEOUT_MS, static_cast<long>(m_request.timeoutMs));
    curl_easy_setopt(m_easy, CURLOPT_WRITEFUNCTION, &onBody);
    curl_easy_setopt(m_easy, CURLOPT_WRITEDATA, &m_sink);
    curl_easy_setopt(m_easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(m_easy, CURLOPT_PREREQFUNCTION, &onStart);
    curl_easy_setopt(m_easy, CURLOPT_PREREQDATA, this);
}

std::int64_t Transfer::micros(CURLINFO info) const
{
    curl_off_t out = 0;
    curl_easy_getinfo(m_easy, info, &out);
    return out;
}

constexpr CURLcode kTlsTrouble[] = {
    CURLE_SSL_CONNECT_ERROR,  CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CIPHER,
    CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ENGINE_INITFAILED,    CURLE_SSL_INVALIDCERTSTATUS,
    CURLE_SSL_CLIENTCERT,     CURLE_SSL_CERTPROBLEM,          CURLE_SSL_PINNEDPUBKEYNOTMATCH};

/// A time that was never taken is zero: the request did not come that far. libcurl 7.88 takes that of a
/// connection only when its TLS stands, too.
Stage Transfer::reached() const
{
    if (m_code == CURLE_OK && !m_refused)
        return Stage::Done;
    const bool tls = std::ranges::find(kTlsTrouble, m_code) != std::end(kTlsTrouble);
    const bool there = tls && m_trip && m_trip->fault() == ProxyFault::Provider; // the proxy did its part
    if (m_request.pool.wanted && !m_connected && !there)                         // the address is the proxy's to find
        return Stage::Connect;
    if (tls)
        return Stage::Tls;
    if (micros(CURLINFO_NAMELOOKUP_TIME_T) == 0 || m_code == CURLE_COULDNT_RESOLVE_HOST)
        return Stage::Address;
    long ownPort = 0;
    curl_easy_getinfo(m_easy, CURLINFO_LOCAL_PORT, &ownPort);
    if (micros(CURLINFO_CONNECT_TIME_T) == 0 && ownPort <= 0)
        return Stage::Connect;
    const bool secure = base::startsWithIgnoringCase(m_request.url, "https:");
    return secure && micros(CURLINFO_APPCONNECT_TIME_T) == 0 ? Stage::Tls : Stage::Answer;
}

/// Why there is no answer.
std::string Transfer::words(Stage stage) const
{
    if (m_request.pool.wanted && !m_connected)
        return m_refusal.empty() ? "no connection through the proxy pool came about" : m_refusal;
    return explain(m_code, stage, m_words);
}

FetchReport Transfer::report()
{
    FetchReport out{
        .reached = reached(), .connectUs = micros(CURLINFO_CONNECT_TIME_T), .totalUs = micros(CURLINFO_TOTAL_TIME_T)};
    char *address = nullptr;
    long port = 0;
    curl_easy_getinfo(m_easy, CURLINFO_PRIMARY_IP, &address);
    curl_easy_getinfo(m_easy, CURLINFO_PRIMARY_PORT, &port);
    if (address != nullptr && *address != '\0' && out.reached > Stage::Connect) {
        const bool v6 = std::string_view(address).find(':') != std::string_view::npos;
        out.address = (v6 ? "[" + std::string(address) + "]" : std::string(address)) + ":" + std::to_string(port);
    }
    const ProxyFault fault = m_trip ? m_trip->fault() : ProxyFault::Proxy;
    out.proxyInDoubt = m_trip && !m_connected && (fault == ProxyFault::Either || fault == ProxyFault::Silent);
    out.onlyWay = m_request.pool.wanted && !m_connected && (!m_trip || m_trip->failedOnTheWay());
    if (!m_proxyName.empty() && m_connected)
        out.address = "through the proxy " + m_proxyName;
    if (m_request.pool.wanted && !m_connected)
        out.answer = base::fail(base::ErrorCode::Upstream, words(out.reached));
    else if (m_code == CURLE_OPERATION_TIMEDOUT)
        out.answer = base::fail(base::ErrorCode::UpstreamTimeout, "there was no answer in time");
    else if (m_code == CURLE_WRITE_ERROR)
        out.answer = base::fail(base::ErrorCode::Upstream, "the answer is larger than expected");
    else if (m_code != CURLE_OK)
        out.answer = base::fail(base::ErrorCode::Upstream, words(out.reached));
    if (!out.answer)
        return out;
    long status = 0;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
    out.answer->status = static_cast<int>(status);
    out.answer->body = std::move(m_sink.body);
    out.answer->durationUs = micros(CURLINFO_TOTAL_TIME_T);
    return out;
}

/// The sandbox has one model by name, and takes every other.
FetchReport playedReport()
{
    FetchReport out{.reached = Stage::Done, .address = "inside Switchyard"};
    out.answer = FetchAnswer{200, R"({"object":"list","data":[{"id":"sandbox","object":"model"}]})", 1000};
    return out;
}

/// Tells each transfer how it ended.
void performAll(CURLM *multi, const std::atomic<bool> *abandoned)
{
    for (int running = 1; running > 0 && (abandoned == nullptr || !abandoned->load());) {
        if (curl_multi_perform(multi, &running) != CURLM_OK)
            return;
        int left = 0;
        while (const CURLMsg *message = curl_multi_info_read(multi, &left)) {
            Transfer *transfer = nullptr;
            CURL *easy = message->easy_handle;
            curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
            if (!transfer->finish(message->data.result))
                continue;
            curl_multi_remove_handle(multi, easy);
            curl_multi_add_handle(multi, easy);
            running = 1;
        }
        if (running > 0)
            curl_multi_poll(multi, nullptr, 0, abandoned == nullptr ? kPollMillis : kAbandonMillis, nullptr);
    }
}

} // namespace

std::vector<FetchReport> fetchAll(std::span<const FetchRequest> requests, const std::atomic<bool> *abandoned)
{
    curl_global_init(CURL_GLOBAL_ALL); // counted by libcurl; the first one counts
    CURLM *multi = curl_multi_init();
    std::map<const ProxyPool *, ProxyDesk> desks;
    std::deque<Transfer> transfers;
    for (const FetchRequest &request : requests) {
        if (isPlayedHere(request.url))
            continue;
        const ProxyPool *pool = request.pool.wanted ? request.pool.pool : nullptr;
        ProxyDesk *desk = pool == nullptr ? nullptr : &desks.try_emplace(pool, *pool).first->second;
        if (Transfer &transfer = transfers.emplace_back(request, desk); !transfer.refused())
            curl_multi_add_handle(multi, transfer.easy());
    }
    performAll(multi, abandoned);
    std::vector<FetchReport> out;
    auto next = transfers.begin();
    for (const FetchRequest &request : requests) {
        if (isPlayedHere(request.url)) {
            out.push_back(playedReport());
            continue;
        }
        out.push_back(next->report());
        if (!next->refused())
            curl_multi_remove_handle(multi, next->easy());
        ++next;
    }
    transfers.clear();
    curl_multi_cleanup(multi);
    return out;
}

base::Result<FetchAnswer> fetch(const FetchRequest &request)
{
    return std::move(fetchAll(std::span(&request, 1)).front().answer);
}

} // namespace upstream
