#pragma once

#include <string_view>

#include <curl/curl.h>

#include "secrets/secret_store.h"
#include "upstream/presets.h"

namespace upstream {

/// How a request to a provider proves who asks.
struct Credentials {
    AuthStyle style = AuthStyle::Bearer;
    secrets::SharedSecret secret{}; ///< Null or empty for none. VertexToken: the token, not what it is exchanged for.
    std::string region{};           ///< SigV4.
    std::string service{};          ///< SigV4.
};

/// What is asked, for styles that sign it.
struct Asked {
    std::string_view method = "POST";
    std::string_view url{};
    std::string_view body{};
};

/// Whether the headers differ from call to call.
bool signsEachCall(const Credentials &credentials);

/// Appends the headers; nothing without a secret.
void appendAuth(curl_slist *&list, const Credentials &credentials, const Asked &asked);

} // namespace upstream
