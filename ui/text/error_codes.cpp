#include "ui/text/error_codes.h"

#include <algorithm>

#include <QCoreApplication>

namespace ui {
namespace {

// clang-format off: one row a line
constexpr ErrorCodeRow kRows[] = {
    // what one meets first
    {400, "invalid_request", QT_TRANSLATE_NOOP("ui::error_codes", "The body is no valid request"), QT_TRANSLATE_NOOP("ui::error_codes", "Check the JSON, the model and the messages")},
    {400, "context_length_exceeded", QT_TRANSLATE_NOOP("ui::error_codes", "The conversation is too long for the model"), QT_TRANSLATE_NOOP("ui::error_codes", "Send less, or pick a model with a larger context")},
    {401, "invalid_api_key", QT_TRANSLATE_NOOP("ui::error_codes", "No key, an unknown one, or one that has expired or was revoked"), QT_TRANSLATE_NOOP("ui::error_codes", "Check the key; make a new one on the page Keys & users")},
    {403, "model_not_allowed", QT_TRANSLATE_NOOP("ui::error_codes", "This key may not use this model"), QT_TRANSLATE_NOOP("ui::error_codes", "Pick another model, or allow it to the key")},
    {403, "rejected_by_rule", QT_TRANSLATE_NOOP("ui::error_codes", "A rule turned the call away"), QT_TRANSLATE_NOOP("ui::error_codes", "The message is the rule's own; see the page Routing")},
    {404, "model_not_found", QT_TRANSLATE_NOOP("ui::error_codes", "No provider has this model"), QT_TRANSLATE_NOOP("ui::error_codes", "Pick one from the list, or add it to a provider")},
    {404, "not_found", QT_TRANSLATE_NOOP("ui::error_codes", "There is nothing at this address"), QT_TRANSLATE_NOOP("ui::error_codes", "Check the base URL: it ends in /v1")},
    {429, "rate_limit_exceeded", QT_TRANSLATE_NOOP("ui::error_codes", "Every key for this model is at its limit"), QT_TRANSLATE_NOOP("ui::error_codes", "Wait as long as Retry-After says, or add a key")},
    {429, "insufficient_quota", QT_TRANSLATE_NOOP("ui::error_codes", "The account at the provider has no credit left"), QT_TRANSLATE_NOOP("ui::error_codes", "Top it up, or add another provider")},
    {502, "upstream_error", QT_TRANSLATE_NOOP("ui::error_codes", "The provider failed"), QT_TRANSLATE_NOOP("ui::error_codes", "See the call on the page Requests; try again")},
    {502, "upstream_unreachable", QT_TRANSLATE_NOOP("ui::error_codes", "The provider cannot be reached"), QT_TRANSLATE_NOOP("ui::error_codes", "Check the network and the base URL of the provider")},
    {502, "upstream_credentials_exhausted", QT_TRANSLATE_NOOP("ui::error_codes", "The provider refuses every key it has here"), QT_TRANSLATE_NOOP("ui::error_codes", "Check the keys of the provider")},
    {503, "provider_key_unavailable", QT_TRANSLATE_NOOP("ui::error_codes", "No key of the provider can be read"), QT_TRANSLATE_NOOP("ui::error_codes", "Unlock the keychain, or enter the key again")},
    {504, "upstream_timeout", QT_TRANSLATE_NOOP("ui::error_codes", "The provider was too slow"), QT_TRANSLATE_NOOP("ui::error_codes", "Send it again, or raise the time limit of the provider")},
    // the rest by status
    {400, "incomplete_request", QT_TRANSLATE_NOOP("ui::error_codes", "The connection ended inside the request"), QT_TRANSLATE_NOOP("ui::error_codes", "Send it again; check what lies between")},
    {400, "tls_on_plain_port", QT_TRANSLATE_NOOP("ui::error_codes", "This port speaks plain HTTP, and the call came over TLS"), QT_TRANSLATE_NOOP("ui::error_codes", "Begin the base URL with http://")},
    {400, "plain_on_tls_port", QT_TRANSLATE_NOOP("ui::error_codes", "This port speaks TLS, and the call came without it"), QT_TRANSLATE_NOOP("ui::error_codes", "Begin the base URL with https://")},
    {400, "bad_request", QT_TRANSLATE_NOOP("ui::error_codes", "The request could not be understood"), QT_TRANSLATE_NOOP("ui::error_codes", "Use an HTTP library; something between may change the request")},
    {400, "bad_request_line", QT_TRANSLATE_NOOP("ui::error_codes", "The request could not be understood"), QT_TRANSLATE_NOOP("ui::error_codes", "Use an HTTP library; something between may change the request")},
    {400, "bad_request_target", QT_TRANSLATE_NOOP("ui::error_codes", "The request could not be understood"), QT_TRANSLATE_NOOP("ui::error_codes", "Use an HTTP library; something between may change the request")},
    {400, "bad_line_end", QT_TRANSLATE_NOOP("ui::error_codes", "The request could not be understood"), QT_TRANSLATE_NOOP("ui::error_codes", "Use an HTTP library; something between may change the request")},
    {400, "bad_header", QT_TRANSLATE_NOOP("ui::error_codes", "The request could not be understood"), QT_TRANSLATE_NOOP("ui::error_codes", "Use an HTTP library; something between may change the request")},
    {400, "duplicate_header", QT_TRANSLATE_NOOP("ui::error_codes", "The request could not be understood"), QT_TRANSLATE_NOOP("ui::error_codes", "Use an HTTP library; something between may change the request")},
    {400, "bad_host", QT_TRANSLATE_NOOP("ui::error_codes", "The request could not be understood"), QT_TRANSLATE_NOOP("ui::error_codes", "Use an HTTP library; something between may change the request")},
    {400, "bad_content_length", QT_TRANSLATE_NOOP("ui::error_codes", "The request could not be understood"), QT_TRANSLATE_NOOP("ui::error_codes", "Use an HTTP library; something between may change the request")},
    {400, "bad_transfer_encoding", QT_TRANSLATE_NOOP("ui::error_codes", "The request could not be understood"), QT_TRANSLATE_NOOP("ui::error_codes", "Use an HTTP library; something between may change the request")},
    {400, "ambiguous_length", QT_TRANSLATE_NOOP("ui::error_codes", "The request could not be understood"), QT_TRANSLATE_NOOP("ui::error_codes", "Use an HTTP library; something between may change the request")},
    {400, "bad_chunk", QT_TRANSLATE_NOOP("ui::error_codes", "The request could not be understood"), QT_TRANSLATE_NOOP("ui::error_codes", "Use an HTTP library; something between may change the request")},
    {400, "bad_trailer", QT_TRANSLATE_NOOP("ui::error_codes", "The request could not be understood"), QT_TRANSLATE_NOOP("ui::error_codes", "Use an HTTP library; something between may change the request")},
    {403, "forbidden", QT_TRANSLATE_NOOP("ui::error_codes", "The role of the key does not allow this"), QT_TRANSLATE_NOOP("ui::error_codes", "Use a key with a higher role")},
    {403, "address_not_allowed", QT_TRANSLATE_NOOP("ui::error_codes", "The address the call came from may not call"), QT_TRANSLATE_NOOP("ui::error_codes", "Call from another computer, or change the address lists in the settings")},
    {403, "origin_not_allowed", QT_TRANSLATE_NOOP("ui::error_codes", "A web page of another origin called"), QT_TRANSLATE_NOOP("ui::error_codes", "Call from a program, not from a web page")},
    {403, "cross_site_request", QT_TRANSLATE_NOOP("ui::error_codes", "A web page of another origin called"), QT_TRANSLATE_NOOP("ui::error_codes", "Call from a program, not from a web page")},
    {403, "cors_not_allowed", QT_TRANSLATE_NOOP("ui::error_codes", "A web page of another origin called"), QT_TRANSLATE_NOOP("ui::error_codes", "Call from a program, not from a web page")},
    {405, "method_not_allowed", QT_TRANSLATE_NOOP("ui::error_codes", "The address is right, the method is not"), QT_TRANSLATE_NOOP("ui::error_codes", "Calls of models are POST")},
    {408, "request_timeout", QT_TRANSLATE_NOOP("ui::error_codes", "The request came too slowly"), QT_TRANSLATE_NOOP("ui::error_codes", "Send it at once; check the network")},
    {409, "conflict", QT_TRANSLATE_NOOP("ui::error_codes", "It was changed meanwhile, or the name is taken"), QT_TRANSLATE_NOOP("ui::error_codes", "Load it again and repeat the change")},
    {409, "change_pending", QT_TRANSLATE_NOOP("ui::error_codes", "A change of the routing switch is pending already"), QT_TRANSLATE_NOOP("ui::error_codes", "Undo it, or wait as long as Retry-After says")},
    {409, "cooldown_active", QT_TRANSLATE_NOOP("ui::error_codes", "The routing switch was changed lately and is locked"), QT_TRANSLATE_NOOP("ui::error_codes", "Wait as long as Retry-After says")},
    {409, "nothing_pending", QT_TRANSLATE_NOOP("ui::error_codes", "No change of the routing switch is pending"), QT_TRANSLATE_NOOP("ui::error_codes", "There is nothing to undo")},
    {409, "port_in_use", QT_TRANSLATE_NOOP("ui::error_codes", "Another program has the port"), QT_TRANSLATE_NOOP("ui::error_codes", "Use another port")},
    {413, "body_too_large", QT_TRANSLATE_NOOP("ui::error_codes", "The request is over the limit of 32 MiB"), QT_TRANSLATE_NOOP("ui::error_codes", "Send less: smaller pictures, a shorter history")},
    {413, "too_large", QT_TRANSLATE_NOOP("ui::error_codes", "The request is over the limit of 32 MiB"), QT_TRANSLATE_NOOP("ui::error_codes", "Send less: smaller pictures, a shorter history")},
    {414, "uri_too_long", QT_TRANSLATE_NOOP("ui::error_codes", "The address is too long"), QT_TRANSLATE_NOOP("ui::error_codes", "Put the values into the body")},
    {415, "unsupported_media_type", QT_TRANSLATE_NOOP("ui::error_codes", "The body is not JSON"), QT_TRANSLATE_NOOP("ui::error_codes", "Send Content-Type: application/json")},
    {415, "unsupported_content_encoding", QT_TRANSLATE_NOOP("ui::error_codes", "The body is compressed"), QT_TRANSLATE_NOOP("ui::error_codes", "Send it without Content-Encoding")},
    {417, "expectation_failed", QT_TRANSLATE_NOOP("ui::error_codes", "The client expects what is not done here"), QT_TRANSLATE_NOOP("ui::error_codes", "Send no Expect header")},
    {421, "misdirected_request", QT_TRANSLATE_NOOP("ui::error_codes", "The name in the address is not one of this gateway"), QT_TRANSLATE_NOOP("ui::error_codes", "Use 127.0.0.1 in the base URL")},
    {422, "invalid_field", QT_TRANSLATE_NOOP("ui::error_codes", "A field has a value that cannot be"), QT_TRANSLATE_NOOP("ui::error_codes", "The answer names the field")},
    {426, "upgrade_not_supported", QT_TRANSLATE_NOOP("ui::error_codes", "The client wants another protocol"), QT_TRANSLATE_NOOP("ui::error_codes", "Use plain HTTP/1.1")},
    {431, "headers_too_large", QT_TRANSLATE_NOOP("ui::error_codes", "The header lines are too long or too many"), QT_TRANSLATE_NOOP("ui::error_codes", "Send fewer headers")},
    {499, "cancelled", QT_TRANSLATE_NOOP("ui::error_codes", "The client left before the answer was whole"), QT_TRANSLATE_NOOP("ui::error_codes", "Only in the log: nobody was there to be told")},
    {500, "internal_error", QT_TRANSLATE_NOOP("ui::error_codes", "A fault of the gateway"), QT_TRANSLATE_NOOP("ui::error_codes", "Look into its log, and report it")},
    {500, "storage_error", QT_TRANSLATE_NOOP("ui::error_codes", "The gateway cannot read its database"), QT_TRANSLATE_NOOP("ui::error_codes", "Check disk space and the rights of the data directory")},
    {502, "upstream_bad_answer", QT_TRANSLATE_NOOP("ui::error_codes", "The provider answered what nobody can read"), QT_TRANSLATE_NOOP("ui::error_codes", "See the call on the page Requests; check the type of the provider")},
    {502, "upstream_stream_cut", QT_TRANSLATE_NOOP("ui::error_codes", "The answer of the provider broke off"), QT_TRANSLATE_NOOP("ui::error_codes", "Send it again")},
    {503, "keychain_unavailable", QT_TRANSLATE_NOOP("ui::error_codes", "No key of the provider can be read"), QT_TRANSLATE_NOOP("ui::error_codes", "Unlock the keychain, or enter the key again")},
    {503, "unavailable", QT_TRANSLATE_NOOP("ui::error_codes", "The gateway cannot serve at the moment"), QT_TRANSLATE_NOOP("ui::error_codes", "Try again in a moment")},
    {503, "overloaded", QT_TRANSLATE_NOOP("ui::error_codes", "Too many large requests at once"), QT_TRANSLATE_NOOP("ui::error_codes", "Try again in a moment")},
    {503, "ledger_unavailable", QT_TRANSLATE_NOOP("ui::error_codes", "Calls cannot be booked"), QT_TRANSLATE_NOOP("ui::error_codes", "Check whether the disk is full")},
    {503, "gateway_stopping", QT_TRANSLATE_NOOP("ui::error_codes", "The gateway is shutting down"), QT_TRANSLATE_NOOP("ui::error_codes", "Start it again")},
    {505, "http_version_not_supported", QT_TRANSLATE_NOOP("ui::error_codes", "The client wants another protocol"), QT_TRANSLATE_NOOP("ui::error_codes", "Use plain HTTP/1.1")},
};
// clang-format on

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::error_codes", text);
}

} // namespace

std::span<const ErrorCodeRow> errorCodes()
{
    return kRows;
}

const ErrorCodeRow *findErrorCode(const QString &code)
{
    const auto *hit =
        std::ranges::find_if(kRows, [&code](const ErrorCodeRow &row) { return code == QLatin1StringView(row.code); });
    return hit == std::end(kRows) ? nullptr : hit;
}

QString errorMeaning(const ErrorCodeRow &row)
{
    return translated(row.meaning);
}

QString errorAdvice(const ErrorCodeRow &row)
{
    return translated(row.advice);
}

} // namespace ui
