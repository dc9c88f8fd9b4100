#pragma once

#include <array>
#include <string>

#include <curl/curl.h>

#include "upstream/fetch.h"

/// What holds for every request outside the call path, however its answer is taken.
namespace upstream {

using ErrorWords = std::array<char, CURL_ERROR_SIZE>;

/// Frees nothing: end it with wipeAndFree(). The key's own line is in it.
curl_slist *headersOf(const FetchRequest &request);

/// Address, method, body and headers; no redirects, no cookies, no proxy from the environment. All but `easy` outlives it.
void setRules(CURL *easy, const FetchRequest &request, curl_slist *headers, ErrorWords &words);

/// Why there is no answer, in words; never with the key in them.
std::string explain(CURLcode code, Stage stage, const ErrorWords &words);

} // namespace upstream
