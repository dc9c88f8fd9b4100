#include "upstream/fetch_rules.h"

#include <algorithm>

#include "upstream/outbound_rules.h"
#include "upstream/proxy_wire.h"

namespace upstream {
namespace {

void add(curl_slist *&list, const std::string &line)
{
    if (curl_slist *longer = curl_slist_append(list, line.c_str()))
        list = longer;
}

std::string plain(std::string_view text)
{
    std::string out(text);
    std::ranges::replace_if(out, [](char c) { return c < ' ' || c > '~'; }, '?');
    return out;
}

} // namespace

curl_slist *headersOf(const FetchRequest &request)
{
    curl_slist *out = nullptr;
    add(out, "User-Agent: switchyard/" SWITCHYARD_VERSION);
    add(out, "Accept-Encoding: identity");
    add(out, "Expect:");
    if (!request.body.empty())
        add(out, "Content-Type: " + request.contentType);
    for (const auto &[name, value] : request.headers)
        if (checkHeaderName(name) && checkHeaderValue(value))
            add(out, std::string(name).append(": ").append(value));
    if (!request.basic.empty() && checkHeaderValue(request.basic))
        add(out, "Authorization: Basic " + request.basic);
    appendAuth(out, request.credentials, {.method = request.method, .url = request.url, .body = request.body});
    return out;
}

void setRules(CURL *easy, const FetchRequest &request, curl_slist *headers, ErrorWords &words)
{
    curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    setProxyRules(easy);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, words.data());
    if (!request.pin.empty()) {
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
        curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, request.pin.c_str());
    }
    if (request.onlyConnect)
        curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
    if (request.method != "GET")
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    if (!request.body.empty()) {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
    }
}

std::string explain(CURLcode code, Stage stage, const ErrorWords &words)
{
    const std::string_view detail(words.data());  // what libcurl says: it knows host, port and certificate trouble
    if (stage == Stage::Answer || detail.empty()) // from then on our key has been sent
        return std::string("no answer: ") + curl_easy_strerror(code);
    return "no answer: " + plain(detail);
}

} // namespace upstream
