#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <curl/curl.h>

#include "model/call_record.h"
#include "secrets/secret_store.h"
#include "upstream/header_list.h"
#include "upstream/plain_place.h"

namespace upstream {

/// Everything about one (provider, key, address) that does not change from call to call: URL, header list with the
/// secret, TLS and time settings. Built once per plan.
struct Prepared {
    std::string url{};
    curl_slist *headers = nullptr;
    curl_slist *headersOfBigBodies = nullptr; ///< The same and an empty `Expect`: libcurl would ask before it sends.
    std::optional<PlainPlace> plain{};        ///< Where it can be sent without libcurl.
    std::string plainHead{};                  ///< And what, but for the length of the body.
    std::int64_t connectMs = 0;
    secrets::SharedSecret secret{}; ///< To mask it, should a provider echo it.
    bool pooled = false;            ///< It is sent through the proxy pool and in no other way; then `plain` is nothing.
    std::string sticky{};           ///< What stays with one proxy: the key's id.
    bool waitsForToken = false;     ///< Nothing else is filled in: it is to be made anew once the token has come.
    std::string problem{};          ///< Not empty: this target cannot be called, and why.
    model::FailureClass problemClass = model::FailureClass::Connect;

    Prepared() = default;
    ~Prepared();
    Prepared(const Prepared &) = delete;
    Prepared &operator=(const Prepared &) = delete;

    /// Fills in what a call without libcurl takes, where that can be. After `url`, `headers` and `pooled`.
    void preparePlain();
    /// Replaces the secret by `***`, should the provider have echoed it.
    void mask(std::string &text) const;
};

} // namespace upstream
