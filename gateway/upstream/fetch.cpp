#include "upstream/fetch.h"

#include <algorithm>
#include <deque>
#include <iterator>

#include <curl/curl.h>

#include "base/text.h"
#include "upstream/fetch_rules.h"
#include "upstream/header_list.h"
#include "upstream/outbound_rules.h"

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
    explicit Transfer(const FetchRequest &request) : m_request(request), m_headers(headersOf(request))
    {
        m_sink.most = request.mostBytes;
        setUp();
    }
    ~Transfer()
    {
        curl_easy_cleanup(m_easy);
        wipeAndFree(m_headers);
    }
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    CURL *easy() const { return m_easy; }
    void finish(CURLcode code) { m_code = code; }
    FetchReport report();

private:
    void setUp();
    std::int64_t micros(CURLINFO info) const;
    Stage reached() const;

    const FetchRequest &m_request;
    CURL *m_easy = curl_easy_init();
    curl_slist *m_headers;
    Sink m_sink{};
    CURLcode m_code = CURLE_ABORTED_BY_CALLBACK; // unless it is told another end
    ErrorWords m_words{};
};

void Transfer::setUp()
{
    setRules(m_easy, m_request, m_headers, m_words);
    curl_easy_setopt(m_easy, CURLOPT_TIMEOUT_MS, static_cast<long>(m_request.timeoutMs));
    curl_easy_setopt(m_easy, CURLOPT_WRITEFUNCTION, &onBody);
    curl_easy_setopt(m_easy, CURLOPT_WRITEDATA, &m_sink);
    curl_easy_setopt(m_easy, CURLOPT_PRIVATE, this);
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
    if (m_code == CURLE_OK)
        return Stage::Done;
    if (std::ranges::find(kTlsTrouble, m_code) != std::end(kTlsTrouble))
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

FetchReport Transfer::report()
{
    FetchReport out{.reached = reached(), .connectUs = micros(CURLINFO_CONNECT_TIME_T)};
    char *address = nullptr;
    long port = 0;
    curl_easy_getinfo(m_easy, CURLINFO_PRIMARY_IP, &address);
    curl_easy_getinfo(m_easy, CURLINFO_PRIMARY_PORT, &port);
    if (address != nullptr && *address != '\0' && out.reached > Stage::Connect) {
        const bool v6 = std::string_view(address).find(':') != std::string_view::npos;
        out.address = (v6 ? "[" + std::string(address) + "]" : std::string(address)) + ":" + std::to_string(port);
    }
    if (m_code == CURLE_OPERATION_TIMEDOUT)
        out.answer = base::fail(base::ErrorCode::UpstreamTimeout, "there was no answer in time");
    else if (m_code == CURLE_WRITE_ERROR)
        out.answer = base::fail(base::ErrorCode::Upstream, "the answer is larger than expected");
    else if (m_code != CURLE_OK)
        out.answer = base::fail(base::ErrorCode::Upstream, explain(m_code, out.reached, m_words));
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
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
            transfer->finish(message->data.result);
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
    std::deque<Transfer> transfers;
    for (const FetchRequest &request : requests)
        if (!isPlayedHere(request.url))
            curl_multi_add_handle(multi, transfers.emplace_back(request).easy());
    performAll(multi, abandoned);
    std::vector<FetchReport> out;
    auto next = transfers.begin();
    for (const FetchRequest &request : requests) {
        if (isPlayedHere(request.url)) {
            out.push_back(playedReport());
            continue;
        }
        out.push_back(next->report());
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
