#include "upstream/curl_call.h"

#include <algorithm>

#include "base/text.h"
#include "upstream/answer_limits.h"
#include "upstream/proxy_wire.h"

namespace upstream {
namespace {

constexpr std::size_t kExpectAbove = 512 * 1024; // libcurl's own border is 1 MiB
constexpr std::size_t kLargestHead = 64 * 1024;

/// A plain sentence for the record and the client; libcurl's own words are for its developers.
std::string explain(CURLcode code)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return "the provider's host name cannot be resolved";
    case CURLE_COULDNT_CONNECT:
        return "no connection to the provider could be made";
    case CURLE_OPERATION_TIMEDOUT:
        return "the provider did not accept a connection in time";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
        return "the provider's certificate cannot be trusted";
    case CURLE_SSL_CONNECT_ERROR:
        return "no secure connection to the provider could be made";
    case CURLE_GOT_NOTHING:
        return "the provider closed the connection without an answer";
    case CURLE_PARTIAL_FILE:
        return "the provider's answer broke off";
    default:
        return std::string("the connection to the provider failed: ") + curl_easy_strerror(code);
    }
}

} // namespace

CurlCall::CurlCall(CurlClient &client, base::Wake &wake, Request request, std::shared_ptr<const Prepared> prepared)
    : Call(client.m_reactor, wake, request),
      m_client(client),
      m_request(std::move(request)),
      m_prepared(std::move(prepared)),
      m_held(client.m_held)
{
    beginOrWait();
}

CurlCall::~CurlCall()
{
    stop();
}

void CurlCall::beginOrWait()
{
    if (m_prepared->waitsForToken)
        m_client.m_tokens->wait(*this);
    else if (m_prepared->problem.empty())
        begin();
    else
        refuse(m_prepared->problemClass, m_prepared->problem);
}

void CurlCall::tokenCame()
{
    m_prepared = m_client.prepare(m_request);
    beginOrWait();
}

/// Never past the pool where a provider is to be called through it. False: the call is over.
bool CurlCall::chooseWay()
{
    if (!m_prepared->pooled)
        return true;
    if (!m_client.m_proxies) {
        finish({.failure = model::FailureClass::Connect,
                .detail = "there is no proxy pool here, and the provider is not called directly",
                .onlyWay = true});
        return false;
    }
    if (!m_trip)
        m_trip.emplace(*m_client.m_proxies, m_prepared->sticky);
    if (m_trip->next())
        return true;
    endOnTheWay();
    return false;
}

/// What all proxies say of the provider alike is taken for true.
void CurlCall::endOnTheWay()
{
    finish({.failure = model::FailureClass::Connect, .detail = m_trip->problem(), .onlyWay = m_trip->failedOnTheWay()});
}

void CurlCall::begin()
{
    if (!chooseWay())
        return;
    m_handle = m_client.takeEasy();
    m_handle->call = this;
    CURL *easy = m_handle->easy;
    const ProxyRef proxy = m_trip ? m_trip->proxy() : nullptr;
    if (m_handle->proxy != proxy) {
        if (proxy)
            setProxy(easy, *proxy, m_trip->password().get());
        else
            setDirect(easy);
        m_handle->proxy = proxy;
    }
    const bool big = m_request.body.size() > kExpectAbove;
    if (m_handle->prepared != m_prepared || m_handle->big != big) {
        curl_easy_setopt(easy, CURLOPT_URL, m_prepared->url.c_str());
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, big ? m_prepared->headersOfBigBodies : m_prepared->headers);
        m_handle->big = big;
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_prepared->connectMs));
        m_handle->prepared = m_prepared; // keeps the header list alive for as long as libcurl points to it
    }
    // libcurl takes a head that ends in the middle for an answer without a body, and would keep that connection.
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, m_request.body.data()); // not copied: the body lives as long as we do
    curl_multi_add_handle(m_client.m_multi, easy);
}

/// Comes with a connection in hand, before the request leaves it.
int CurlCall::onStart(void *handle, char *, char *, int, int)
{
    CurlCall &call = *static_cast<EasyHandle *>(handle)->call;
    if (call.m_started) {
        call.m_problem = "the provider closed the connection before answering";
        return CURL_PREREQFUNC_ABORT;
    }
    call.m_started = true;
    if (call.m_trip) {
        long made = 0;
        curl_easy_getinfo(call.m_handle->easy, CURLINFO_NUM_CONNECTS, &made);
        call.m_trip->connected(made > 0);
    }
    call.markSent();
    return CURL_PREREQFUNC_OK;
}

std::size_t CurlCall::onHeader(char *bytes, std::size_t size, std::size_t count, void *handle)
{
    CurlCall &call = *static_cast<EasyHandle *>(handle)->call;
    const std::size_t length = size * count;
    call.m_headerBytes += length;
    if (call.m_headerBytes > kLargestHead) {
        return call.giveUp("the provider sent more than 64 KiB of headers");
    }
    return call.takeHeaderLine({bytes, length}) ? length : 0;
}

bool CurlCall::takeHeaderLine(std::string_view line)
{
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n'))
        line.remove_suffix(1);
    if (line.starts_with("HTTP/")) { // a new head: the last one was a 1xx
        clearHeaders();
        m_headDone = false;
        const auto code = line.find(' ');
        m_refusal = code != std::string_view::npos && code + 1 < line.size() && line[code + 1] >= '4';
        return true;
    }
    if (line.empty()) {
        long status = 0;
        curl_easy_getinfo(m_handle->easy, CURLINFO_RESPONSE_CODE, &status);
        if (status >= 200 && !m_headDone) {
            m_headDone = true;
            curl_easy_setopt(m_handle->easy, CURLOPT_FORBID_REUSE, 0L);
            if (!m_request.stream && !announced())
                return false;
            headArrived(static_cast<int>(status));
            if (m_trip)
                m_trip->answered();
            m_wake.raise();
        }
        return true;
    }
    if (m_headDone) // trailers: nobody asked for them
        return true;
    keepHeader(line);
    return true;
}

void CurlCall::keepHeader(std::string_view line)
{
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !isKept(line.substr(0, colon), m_refusal, m_kept))
        return;
    ++m_kept;
    addHeader(std::string(line.substr(0, colon)), std::string(base::trim(line.substr(colon + 1))));
}

std::size_t CurlCall::onBody(char *bytes, std::size_t size, std::size_t count, void *handle)
{
    CurlCall &call = *static_cast<EasyHandle *>(handle)->call;
    if (call.m_wantPause && call.buffered() > 0) {
        call.m_paused = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    if (call.m_turn != call.m_client.m_turn) {
        call.m_turn = call.m_client.m_turn;
        call.m_step = 0;
    }
    if (call.m_step >= call.m_client.m_steps.step()) {
        call.m_paused = true;
        call.queue();
        return CURL_WRITEFUNC_PAUSE;
    }
    call.m_step += size * count;
    const std::size_t waiting = call.buffered() + size * count;
    if (waiting > kLargestWaiting)
        return call.refuseSize(kTooLarge);
    call.m_held.set(waiting);
    if (waiting > kLargeWaiting && call.m_client.m_held > kMostHeld)
        return call.refuseSize("there is no room for the provider's answer: too many large ones at once");
    call.bytesArrived({bytes, size * count});
    return size * count;
}

/// What a whole answer says of its size: refused before its first byte, or given room at once.
bool CurlCall::announced()
{
    curl_off_t length = 0;
    curl_easy_getinfo(m_handle->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (length > static_cast<curl_off_t>(kLargestWaiting))
        return refuseSize(kTooLarge) > 0;
    if (length > 0)
        expectBody(static_cast<std::size_t>(length));
    return true;
}

/// Returns what makes libcurl stop. The answer came, so that no other word than "bad" is right for it.
std::size_t CurlCall::giveUp(std::string why)
{
    m_problem = std::move(why);
    m_problemClass = model::FailureClass::BadAnswer;
    return 0;
}

/// An error is not billed and may be retried; an answer is billed whether we take it or not.
std::size_t CurlCall::refuseSize(std::string why)
{
    long status = 0;
    curl_easy_getinfo(m_handle->easy, CURLINFO_RESPONSE_CODE, &status);
    giveUp(std::move(why));
    if (status < 300)
        m_problemClass = model::FailureClass::AnswerTooLarge;
    return 0;
}

void CurlCall::applyPause(bool paused)
{
    m_wantPause = paused;
    if (paused || !m_paused || m_queued)
        return;
    if (m_client.m_steps.empty())
        goOn();
    else
        queue();
}

void CurlCall::queue()
{
    if (!m_queued)
        m_client.m_steps.join(*this);
    m_queued = true;
}

void CurlCall::takeStep()
{
    m_queued = false;
    goOn();
}

void CurlCall::goOn()
{
    m_step = 0;
    if (m_wantPause || !m_paused || !m_handle)
        return;
    m_paused = false;
    // It hands over here what it held back. When we refuse that, it drops the bytes and would go on without them.
    const CURLcode code = curl_easy_pause(m_handle->easy, CURLPAUSE_CONT);
    if (code != CURLE_OK)
        return done(code);
    m_client.kickSoon();
}

void CurlCall::consumed()
{
    m_held.set(buffered());
}

/// No connection came about: nothing was sent, so that another proxy may be asked. Whether one is.
bool CurlCall::goElsewhere(CURLcode code)
{
    if (!m_trip || m_started || code == CURLE_OK || m_problemClass != model::FailureClass::None)
        return false;
    const bool another = m_trip->failed(readProxyFailure(m_handle->easy, code));
    stop();
    if (another)
        begin(); // says itself why when there is none
    else
        endOnTheWay();
    return true;
}

std::string CurlCall::wordsFor(CURLcode code) const
{
    if (!m_problem.empty())
        return m_problem;
    return m_trip ? "through the proxy pool: " + explain(code) : explain(code);
}

void CurlCall::done(CURLcode code)
{
    if (goElsewhere(code))
        return;
    const bool headCame = status() != 0;
    if (m_trip && code != CURLE_OK && m_problem.empty())
        m_trip->lost(explain(code));
    End end;
    if (code != CURLE_OK || m_problemClass != model::FailureClass::None) {
        end.failure = m_problemClass != model::FailureClass::None ? m_problemClass
                      : headCame                                  ? model::FailureClass::Cut
                                                                  : model::FailureClass::Connect;
        end.detail = wordsFor(code);
        if (code == CURLE_OPERATION_TIMEDOUT && headCame)
            end.failure = model::FailureClass::Stalled;
    } else if (!headCame) {
        end = {model::FailureClass::Connect, "the provider closed the connection without an answer"};
    }
    stop();
    finish(std::move(end));
}

/// Takes the transfer out of libcurl; an unfinished one has its connection closed there and then.
void CurlCall::stop()
{
    if (m_queued)
        m_client.m_steps.leave(*this);
    m_queued = false;
    if (m_prepared->waitsForToken && m_client.m_tokens)
        m_client.m_tokens->leave(*this);
    if (!m_handle)
        return;
    curl_multi_remove_handle(m_client.m_multi, m_handle->easy);
    m_client.giveBack(std::move(m_handle));
    if (m_trip)
        m_trip->leave();
}

} // namespace upstream
