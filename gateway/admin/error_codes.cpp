#include "admin/error_codes.h"

#include <algorithm>
#include <iterator>

namespace admin {
namespace {

// A new code is one line here. clang-format would make many of them three.
// clang-format off
constexpr ErrorCodeRow kRows[] = {
    // What is wrong with a call
    {"invalid_request", 400, "The body or a field of it cannot be read; `param` names the field."},
    {"context_length_exceeded", 400, "The prompt is longer than the model's context window."},
    {"invalid_api_key", 401, "No key was sent, or one that is not known, has expired or was revoked."},
    {"invalid_signature", 401, "The key asks for signed requests, and a header of the signature is missing or wrong, or the request came before."},
    {"forbidden", 403, "The key is good, but its role or team may not do this."},
    {"model_not_allowed", 403, "The key may not use this model."},
    {"address_not_allowed", 403, "The address it comes from is not allowed by the settings."},
    {"rejected_by_rule", 403, "A routing rule refuses such calls; the rule sets the status and the message."},
    {"model_not_found", 404, "No provider serves a model of that name."},
    {"not_found", 404, "There is nothing at this path, or nothing with this id."},
    {"method_not_allowed", 405, "The path exists, but not with this method; `allow` says which it takes."},
    {"too_large", 413, "It is over one of the limits; the message says which."},
    {"unsupported_media_type", 415, "Send the body as JSON in UTF-8, with `content-type: application/json`."},
    {"invalid_field", 422, "A field's value is wrong; `param` names the field."},

    // Limits and money
    {"rate_limit_exceeded", 429, "A limit of the key, its user or its team is reached, or every provider asked us to wait; `retry-after` says how long."},
    {"too_many_watchers", 429, "This key, or all together, watch events on as many connections as there may be."},
    {"provider_limit", 429, "The limits set for the providers of this model are reached."},
    {"provider_full", 429, "The providers of this model take no more calls at once."},
    {"budget_exceeded", 429, "A budget or a prepaid credit does not cover the worst case of the call; the message names it and says when it begins anew."},
    {"insufficient_quota", 429, "The provider's account has no quota or credit left."},

    // What came of asking the provider
    {"upstream_error", 502, "The provider failed, and so did all that could be tried instead."},
    {"upstream_unreachable", 502, "No connection to the provider could be made."},
    {"upstream_credentials_exhausted", 502, "The provider refused every key there is for it."},
    {"upstream_bad_answer", 502, "The provider's answer could not be understood, or was too large."},
    {"upstream_stream_cut", 502, "The provider's stream ended before the answer was whole."},
    {"upstream_timeout", 504, "The provider did not answer in time."},
    {"keys_held", 503, "An administrator holds every key of the providers of this model."},
    {"provider_key_unavailable", 503, "The provider's key cannot be read at present, from the keychain or wherever it is kept."},

    // The state of the gateway
    {"ledger_unavailable", 503, "The call cannot be booked, so it was not made; try again in a moment."},
    {"gateway_stopping", 503, "The gateway is being stopped."},
    {"unavailable", 503, "It cannot be served now; the message says why."},
    {"keychain_unavailable", 503, "The keychain of the system cannot be reached or is locked."},
    {"overloaded", 503, "Too many large requests at once; try again in a moment."},
    {"storage_error", 500, "The database or the journal failed; the message says how."},
    {"internal_error", 500, "A fault of the gateway."},
    {"cancelled", 499, "The client left before the answer; it stands in the log alone."},

    // Administration
    {"conflict", 409, "It clashes with what is there: the name is taken, or `if_version` is not the version any more."},
    {"port_in_use", 409, "Another program has the port; `holder` names it and `suggestion` is a free one."},
    {"change_pending", 409, "A change of the routing switch waits to take effect; undo it, or wait."},
    {"cooldown_active", 409, "The routing switch was changed lately and is locked; `retry_after_s` says how long."},
    {"nothing_pending", 409, "No change of the routing switch waits, so there is none to undo."},
    {"password_change_required", 403, "The password was for once: send `new_password` along with it."},
    {"too_many_tries", 429, "Too many wrong passwords or keys; `retry-after` says when the next is looked at."},

    // Where a request comes from
    {"misdirected_request", 421, "The `host` header names a host that is not served here."},
    {"origin_not_allowed", 403, "A web page of another origin may not call here."},
    {"cross_site_request", 403, "A browser sent it for another site."},
    {"cors_not_allowed", 403, "OPTIONS is served to pages of listed origins only."},

    // How a request is written
    {"bad_request", 400, "The request could not be understood."},
    {"bad_request_line", 400, "The first line must be METHOD, a path and HTTP/1.1, one space apart."},
    {"bad_request_target", 400, "The request target must be a path."},
    {"bad_line_end", 400, "Every line of the head must end with CRLF."},
    {"bad_header", 400, "A header line is malformed or folded."},
    {"duplicate_header", 400, "Host, Origin and Sec-Fetch-Site may be sent once only."},
    {"bad_host", 400, "Exactly one valid Host header is needed."},
    {"bad_content_length", 400, "Content-Length must be sent once, as decimal digits."},
    {"bad_transfer_encoding", 400, "The only Transfer-Encoding taken is `chunked`, on HTTP/1.1."},
    {"ambiguous_length", 400, "Content-Length and Transfer-Encoding came together."},
    {"bad_chunk", 400, "A chunk of the body is malformed."},
    {"bad_trailer", 400, "A trailer line is malformed or names a field that belongs into the head."},
    {"incomplete_request", 400, "The connection was closed in the middle of the request."},
    {"tls_on_plain_port", 400, "The port speaks plain HTTP; write http://."},
    {"plain_on_tls_port", 400, "The port speaks TLS; write https://."},
    {"request_timeout", 408, "The request did not come in time."},
    {"body_too_large", 413, "The body is over 32 MiB."},
    {"uri_too_long", 414, "The request line is over 8 KiB."},
    {"unsupported_content_encoding", 415, "Send the body without Content-Encoding."},
    {"expectation_failed", 417, "The only expectation met is 100-continue."},
    {"upgrade_not_supported", 426, "The connection stays with HTTP/1.1."},
    {"headers_too_large", 431, "The header fields are too long or too many."},
    {"http_version_not_supported", 505, "Only HTTP/1.1 and HTTP/1.0 are spoken."},
};
// clang-format on

} // namespace

std::span<const ErrorCodeRow> errorCodes()
{
    return kRows;
}

const ErrorCodeRow *findErrorCode(std::string_view code)
{
    const auto *hit = std::ranges::find(kRows, code, &ErrorCodeRow::code);
    return hit == std::end(kRows) ? nullptr : hit;
}

} // namespace admin
