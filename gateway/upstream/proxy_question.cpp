#include "upstream/proxy_question.h"

#include <deque>

#include <curl/curl.h>

#include "upstream/proxy_trip.h"
#include "upstream/proxy_wire.h"

namespace upstream {
namespace {

constexpr int kPollMillis = 100;

/// One question as libcurl holds it. Stays where it is: libcurl has pointers into it.
class Question {
public:
    Question(const PoolProxy &proxy, const base::Secret *password, std::int64_t timeoutMs)
        : m_url("http://127.0.0.1:" + std::to_string(proxy.row.port))
    {
        curl_easy_setopt(m_easy, CURLOPT_URL, m_url.c_str());
        curl_easy_setopt(m_easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(m_easy, CURLOPT_CONNECT_ONLY, 1L);
        curl_easy_setopt(m_easy, CURLOPT_TIMEOUT_MS, static_cast<long>(timeoutMs));
        curl_easy_setopt(m_easy, CURLOPT_PRIVATE, this);
        setProxyRules(m_easy);
        setProxy(m_easy, proxy, password);
    }
    ~Question() { curl_easy_cleanup(m_easy); }
    Question(const Question &) = delete;
    Question &operator=(const Question &) = delete;

    CURL *easy() const { return m_easy; }
    ProxyWord &word() { return m_word; }
    void finish(CURLcode code)
    {
        const ProxyFailure failure = readProxyFailure(m_easy, code);
        const bool spoke = code == CURLE_OK || (hasSpoken(m_easy) && failure.fault != ProxyFault::Proxy);
        m_word = {.asked = true, .spoke = spoke, .why = failure.why};
        if (failure.fault == ProxyFault::Silent)
            m_word.why = "it takes connections and says nothing";
    }

private:
    std::string m_url;
    CURL *m_easy = curl_easy_init();
    ProxyWord m_word{.asked = false};
};

/// Tells each question how it ended.
void performAll(CURLM *multi, const std::atomic<bool> *abandoned)
{
    for (int running = 1; running > 0 && (abandoned == nullptr || !abandoned->load());) {
        if (curl_multi_perform(multi, &running) != CURLM_OK)
            return;
        int left = 0;
        while (const CURLMsg *message = curl_multi_info_read(multi, &left)) {
            Question *question = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &question);
            question->finish(message->data.result);
        }
        if (running > 0)
            curl_multi_poll(multi, nullptr, 0, kPollMillis, nullptr);
    }
}

} // namespace

std::vector<ProxyWord> askProxies(const ProxyPool &pool, std::span<const ProxyRef> proxies, std::int64_t timeoutMs,
                                  const std::atomic<bool> *abandoned)
{
    curl_global_init(CURL_GLOBAL_ALL); // counted by libcurl; the first one counts
    CURLM *multi = curl_multi_init();
    ProxyDesk desk(pool);
    std::deque<Question> questions;
    std::vector<Question *> asked;
    for (const ProxyRef &proxy : proxies) {
        const auto password = desk.passwordOf(proxy);
        asked.push_back(password ? &questions.emplace_back(*proxy, password->get(), timeoutMs) : nullptr);
        if (password)
            curl_multi_add_handle(multi, asked.back()->easy());
    }
    performAll(multi, abandoned);
    std::vector<ProxyWord> out;
    for (Question *question : asked) {
        out.push_back(question == nullptr ? ProxyWord{.asked = false} : question->word());
        if (question != nullptr)
            curl_multi_remove_handle(multi, question->easy());
    }
    questions.clear();
    curl_multi_cleanup(multi);
    return out;
}

} // namespace upstream
