#include "server/router.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "access/client_key.h"
#include "admin/match.h"
#include "exchange/error_status.h"
#include "exchange/model_list.h"
#include "exchange/shown_key.h"
#include "server/client_paths.h"
#include "server/connection_slots.h"
#include "server/docs_page.h"
#include "server/reference.h"

namespace server {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kHealth = "/health";
constexpr std::string_view kMetrics = "/metrics";
constexpr std::string_view kOwnUsage = "/v1/usage";
constexpr std::string_view kOpenApi = "/openapi.json";
constexpr std::string_view kPreflight = "access-control-allow-methods: GET, POST\r\n"
                                        "access-control-allow-headers: *, authorization\r\n"
                                        "access-control-allow-private-network: true\r\n"
                                        "access-control-max-age: 600\r\n";
constexpr std::string_view kFormDialect = "openai.transcriptions"; ///< The one that takes a form.

/// Clients' errors come in the words of the dialect their path belongs to.
void answerClientError(const exchange::InboundCall &call, exchange::ClientStream &client, const base::Error &error,
                       std::string_view headers = {})
{
    const dialect::ErrorView view{.status = exchange::statusFor(error.code),
                                  .message = error.detail,
                                  .code = exchange::codeFor(error.code, error.param),
                                  .param = error.param,
                                  .requestId = call.requestId};
    client.respond({view.status, kJson, headers}, errorDialect(call.path()).errorBody(view));
}

bool readsOnly(std::string_view method)
{
    return method == "GET" || method == "HEAD";
}

const std::string &openApiDocument()
{
    static const std::string document = referenceJson();
    return document;
}

/// What everybody may read, without a key.
bool isOpen(std::string_view path)
{
    return path == kHealth || path == kOpenApi || isDocsPath(path);
}

/// Anthropic's clients show themselves by their headers alone: the path is OpenAI's, too.
exchange::ListShape listShape(const exchange::InboundCall &call)
{
    if (call.path().starts_with("/v1beta/"))
        return exchange::ListShape::Gemini;
    const bool anthropic = !call.header("anthropic-version").empty() || !call.header("x-api-key").empty();
    return anthropic ? exchange::ListShape::Anthropic : exchange::ListShape::OpenAi;
}

/// What follows `prefix` in `path`, when it is that or below it.
std::optional<std::string_view> below(std::string_view path, std::string_view prefix)
{
    if (!path.starts_with(prefix) || (path.size() > prefix.size() && path[prefix.size()] != '/'))
        return std::nullopt;
    return path.substr(prefix.size());
}

} // namespace

void Router::onRequest(exchange::InboundCall &&call, std::unique_ptr<exchange::ClientStream> client)
{
    const std::string_view path = call.path();
    if (call.method() == "OPTIONS") // the edge lets none through but for listed origins
        return client->respond({204, {}, kPreflight}, {});
    if (auto asked = clientPath(path, call.query()))
        return chat(*asked->dialect, std::move(asked->facts), std::move(call), std::move(client));
    const auto wrongMethod = [&](std::string_view allow) {
        answerClientError(call, *client, {base::ErrorCode::MethodNotAllowed, "this path takes " + std::string(allow)},
                          "allow: " + std::string(allow) + "\r\n");
    };
    if (auto checked = checkSignature(call); !checked)
        return path.starts_with("/api") ? answerAdminError(*client, checked.error(), call.requestId)
                                        : answerClientError(call, *client, checked.error());
    if (const auto rest = below(path, "/v1beta/models"))
        return readsOnly(call.method()) ? models(call, rest->empty() ? *rest : rest->substr(1), *client)
                                        : wrongMethod("GET");
    if (const auto rest = below(path, "/v1/models"))
        return readsOnly(call.method()) ? models(call, rest->empty() ? *rest : rest->substr(1), *client)
                                        : wrongMethod("GET");
    if (path == kOwnUsage || path == kMetrics)
        return readsOnly(call.method()) ? atRoot(call, std::move(client)) : wrongMethod("GET");
    if (below(path, "/v1/responses"))
        return answerClientError(call, *client,
                                 {base::ErrorCode::NotFound,
                                  "responses are not kept here, so none can be read, continued, cancelled or deleted "
                                  "later; send the whole conversation as input"});
    if (isOpen(path))
        return readsOnly(call.method()) ? answerOpen(path, *client) : wrongMethod("GET");
    auto rest = below(path, "/api/v1");
    if (!rest)
        rest = below(path, "/api");
    if (!rest)
        return answerClientError(call, *client,
                                 {base::ErrorCode::NotFound, "there is nothing at this path; the API begins at /v1"});
    if (*rest == "/models" || *rest == "/chat/models")
        return readsOnly(call.method()) ? models(call, {}, *client) : wrongMethod("GET");
    const auto plan = m_exchanges.services().plan.get();
    m_admin.handle(call, *rest, *plan, std::shared_ptr(std::move(client)));
    ::explicit_bzero(call.body.data(), call.body.size()); // a provider's key may be in it, whatever came of the call
}

/// Of what is no call of a model; those see to it themselves.
base::Result<> Router::checkSignature(const exchange::InboundCall &call)
{
    exchange::Services &services = m_exchanges.services();
    return services.signatures != nullptr ? services.signatures->checkShown(call, *services.plan.get())
                                          : base::Result<>();
}

void Router::chat(const dialect::Dialect &dialect, dialect::PathFacts &&path, exchange::InboundCall &&call,
                  std::unique_ptr<exchange::ClientStream> client)
{
    if (call.method() != "POST")
        return answerClientError(call, *client, {base::ErrorCode::MethodNotAllowed, "this path takes POST"},
                                 "allow: POST\r\n");
    const bool form =
        dialect.id == kFormDialect && base::startsWithIgnoringCase(call.header("content-type"), "multipart/");
    if (auto type = form ? base::Result<>() : checkJsonBody(call); !type)
        return answerClientError(call, *client, type.error());
    m_exchanges.begin(dialect, std::move(call), std::move(client), std::move(path));
}

void Router::models(const exchange::InboundCall &call, std::string_view name, exchange::ClientStream &client)
{
    const auto plan = m_exchanges.services().plan.get();
    const auto shown = exchange::shownKey(call);
    const auto key = shown ? auth::admit(*plan, {*shown, call.peer, call.receivedMillis})
                           : base::Result<const model::ClientKey *>(base::fail(shown.error()));
    if (!key)
        return answerClientError(call, client, key.error());
    client.keyAccepted();
    const exchange::ListShape shape = listShape(call);
    if (name.empty())
        return client.respond({200, kJson, {}}, exchange::modelListJson(*plan, **key, shape));
    auto decoded = admin::percentDecode(name, false);
    if (decoded && shape == exchange::ListShape::Gemini)
        std::ranges::replace(*decoded, '~', '/');
    const auto one = decoded ? exchange::modelJson(*plan, **key, *decoded, shape)
                             : base::Result<std::string>(base::fail(decoded.error()));
    if (!one)
        return answerClientError(call, client, one.error());
    client.respond({200, kJson, {}}, *one);
}

void Router::answerOpen(std::string_view path, exchange::ClientStream &client)
{
    if (path == kHealth)
        return health(client);
    if (path == kOpenApi)
        return client.respond({200, kJson, {}}, openApiDocument());
    answerDocs(path, client);
}

/// Without a key: whether calls are served, and nothing else.
void Router::health(exchange::ClientStream &client)
{
    if (m_service.gateway().ledger.healthy())
        return client.respond({200, kJson, {}}, R"({"status":"ok"})");
    client.respond({503, kJson, {}}, R"({"status":"degraded"})");
}

/// Operations that are not below /api/v1 alone. Metrics are shown without a key only to programs of this computer, where
/// the settings say so; whoever shows a key is known by it.
void Router::atRoot(const exchange::InboundCall &call, std::unique_ptr<exchange::ClientStream> client)
{
    const auto plan = m_exchanges.services().plan.get();
    if (call.path() == kOwnUsage)
        return m_admin.handle(call, "/usage/own", *plan, std::move(client));
    const bool open = m_service.gateway().network().metricsOpen && isLoopback(call.peer);
    if (open && !exchange::shownKey(call))
        return m_admin.handleAs(call, kMetrics, {{}, "metrics", model::Role::Viewer}, std::move(client));
    m_admin.handle(call, kMetrics, *plan, std::move(client));
}

} // namespace server
