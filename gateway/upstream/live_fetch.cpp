#include "upstream/live_fetch.h"

#include <utility>

#include <curl/curl.h>

#include "upstream/fetch_rules.h"
#include "upstream/header_list.h"

namespace upstream {
namespace {

constexpr int kPollMillis = 1000;
constexpr int kFirstFinalStatus = 200; ///< Those below it are followed by another head.
constexpr std::string_view kMask = "***";

void mask(std::string &text, const Credentials &credentials)
{
    if (!credentials.secret || credentials.secret->empty())
        return;
    const std::string_view key = credentials.secret->reveal();
    for (auto at = text.find(key); at != std::string::npos; at = text.find(key, at + kMask.size()))
        text.replace(at, key.size(), kMask);
}

bool neverCameThere(CURLcode code)
{
    return code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST;
}

} // namespace

/// The request as libcurl holds it. Stays where it is: libcurl has pointers into it.
class LiveFetch::Transfer {
public:
    explicit Transfer(LiveFetch &fetch) : m_fetch(fetch), m_headers(headersOf(fetch.m_request)) { setUp(); }
    ~Transfer()
    {
        curl_easy_cleanup(m_easy);
        wipeAndFree(m_headers);
    }
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    CURL *easy() const { return m_easy; }
    LiveEnd end(CURLcode code) const;

private:
    void setUp();
    void takeLine(std::string_view line);
    std::int64_t micros(CURLINFO info) const;
    static std::size_t onHeader(char *bytes, std::size_t size, std::size_t count, void *self);
    static std::size_t onBody(char *bytes, std::size_t size, std::size_t count, void *self);
    static int onTrace(CURL *easy, curl_infotype kind, char *bytes, std::size_t size, void *self);

    LiveFetch &m_fetch;
    CURL *m_easy = curl_easy_init();
    curl_slist *m_headers;
    ErrorWords m_words{};
    std::string m_head{};
};

void LiveFetch::Transfer::setUp()
{
    setRules(m_easy, m_fetch.m_request, m_headers, m_words);
    curl_easy_setopt(m_easy, CURLOPT_TIMEOUT_MS, static_cast<long>(m_fetch.m_request.timeoutMs));
    curl_easy_setopt(m_easy, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(m_easy, CURLOPT_HEADERFUNCTION, &onHeader);
    curl_easy_setopt(m_easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_WRITEFUNCTION, &onBody);
    curl_easy_setopt(m_easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_DEBUGFUNCTION, &onTrace); // the only place that tells what was really sent
    curl_easy_setopt(m_easy, CURLOPT_DEBUGDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_VERBOSE, 1L);
}

std::size_t LiveFetch::Transfer::onHeader(char *bytes, std::size_t size, std::size_t count, void *self)
{
    static_cast<Transfer *>(self)->takeLine({bytes, size * count});
    return size * count;
}

void LiveFetch::Transfer::takeLine(std::string_view line)
{
    if (line != "\r\n" && line != "\n") {
        m_head += line;
        return;
    }
    long status = 0;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
    std::string head = std::exchange(m_head, {});
    if (status >= kFirstFinalStatus)
        m_fetch.m_listener.begun(static_cast<int>(status), head);
}

std::size_t LiveFetch::Transfer::onBody(char *bytes, std::size_t size, std::size_t count, void *self)
{
    LiveFetch &fetch = static_cast<Transfer *>(self)->m_fetch;
    const bool more = !fetch.m_left && fetch.m_listener.bytes({bytes, size * count});
    return more ? size * count : 0;
}

int LiveFetch::Transfer::onTrace(CURL *, curl_infotype kind, char *bytes, std::size_t size, void *self)
{
    if (kind != CURLINFO_HEADER_OUT)
        return 0;
    LiveFetch &fetch = static_cast<Transfer *>(self)->m_fetch;
    std::string head(bytes, size);
    mask(head, fetch.m_request.credentials);
    fetch.m_listener.sent(head);
    return 0;
}

std::int64_t LiveFetch::Transfer::micros(CURLINFO info) const
{
    curl_off_t out = 0;
    curl_easy_getinfo(m_easy, info, &out);
    return out;
}

LiveEnd LiveFetch::Transfer::end(CURLcode code) const
{
    LiveEnd out{.connectUs = micros(CURLINFO_CONNECT_TIME_T),
                .firstByteUs = micros(CURLINFO_STARTTRANSFER_TIME_T),
                .totalUs = micros(CURLINFO_TOTAL_TIME_T)};
    if (m_fetch.m_left || code == CURLE_WRITE_ERROR)
        out.how = base::fail(base::ErrorCode::Cancelled, "the call was stopped");
    else if (code == CURLE_OPERATION_TIMEDOUT)
        out.how = base::fail(base::ErrorCode::UpstreamTimeout, "there was no answer in time");
    else if (code != CURLE_OK)
        out.how = base::fail(base::ErrorCode::Upstream,
                             explain(code, neverCameThere(code) ? Stage::Connect : Stage::Answer, m_words));
    return out;
}

LiveFetch::LiveFetch(FetchRequest request, LiveListener &listener) : m_request(std::move(request)), m_listener(listener)
{
    curl_global_init(CURL_GLOBAL_ALL); // counted by libcurl; the first one counts
    m_multi = curl_multi_init();
    m_thread = std::thread([this] { run(); });
}

LiveFetch::~LiveFetch()
{
    m_left = true;
    curl_multi_wakeup(m_multi);
    m_thread.join();
    curl_multi_cleanup(m_multi);
}

void LiveFetch::run()
{
    if (m_request.pool.wanted) { // nothing that is called live belongs to a provider
        LiveEnd end;
        end.how = base::fail(base::ErrorCode::Upstream, "this is not called through the proxy pool");
        return m_listener.ended(end);
    }
    Transfer transfer(*this);
    curl_multi_add_handle(m_multi, transfer.easy());
    CURLcode code = CURLE_ABORTED_BY_CALLBACK;
    for (int running = 1; running > 0 && !m_left;) {
        if (curl_multi_perform(m_multi, &running) != CURLM_OK)
            break;
        int waiting = 0;
        while (const CURLMsg *message = curl_multi_info_read(m_multi, &waiting))
            code = message->data.result;
        if (running > 0)
            curl_multi_poll(m_multi, nullptr, 0, kPollMillis, nullptr);
    }
    const LiveEnd end = transfer.end(code);
    curl_multi_remove_handle(m_multi, transfer.easy());
    m_listener.ended(end);
}

} // namespace upstream
