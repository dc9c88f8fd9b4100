#include "upstream/fetch.h"

#include <curl/curl.h>

#include "base/clock.h"
#include "upstream/header_list.h"
#include "upstream/outbound_rules.h"

namespace upstream {
namespace {

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

void add(curl_slist *&list, const std::string &line)
{
    if (curl_slist *longer = curl_slist_append(list, line.c_str()))
        list = longer;
}

curl_slist *headersOf(const FetchRequest &request)
{
    curl_slist *out = nullptr;
    add(out, "User-Agent: switchyard/" SWITCHYARD_VERSION);
    add(out, "Accept-Encoding: identity");
    add(out, "Expect:");
    if (!request.body.empty())
        add(out, "Content-Type: application/json");
    for (const auto &[name, value] : request.headers)
        if (checkHeaderName(name) && checkHeaderValue(value))
            add(out, std::string(name).append(": ").append(value));
    if (request.bearer && !request.bearer->empty()) {
        std::string line = "Authorization: Bearer ";
        line += request.bearer->reveal();
        add(out, line);
        base::Secret::wipe(line);
    }
    return out;
}

} // namespace

base::Result<FetchAnswer> fetch(const FetchRequest &request)
{
    curl_global_init(CURL_GLOBAL_ALL); // counted by libcurl; the first one counts
    CURL *easy = curl_easy_init();
    Sink sink{.most = request.mostBytes};
    curl_slist *headers = headersOf(request);
    curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeoutMs));
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &onBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &sink);
    if (request.method != "GET")
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    if (!request.body.empty()) {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
    }
    const std::int64_t began = base::systemClock().steadyNanos();
    const CURLcode code = curl_easy_perform(easy);
    FetchAnswer answer;
    answer.durationUs = (base::systemClock().steadyNanos() - began) / 1000;
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(easy);
    wipeAndFree(headers);
    if (code == CURLE_OPERATION_TIMEDOUT)
        return base::fail(base::ErrorCode::UpstreamTimeout, "there was no answer in time");
    if (code == CURLE_WRITE_ERROR)
        return base::fail(base::ErrorCode::Upstream, "the answer is larger than expected");
    if (code != CURLE_OK)
        return base::fail(base::ErrorCode::Upstream, std::string("no answer: ") + curl_easy_strerror(code));
    answer.status = static_cast<int>(status);
    answer.body = std::move(sink.body);
    return answer;
}

} // namespace upstream
