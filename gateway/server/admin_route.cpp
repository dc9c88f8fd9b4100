#include "server/admin_route.h"

#include "base/text.h"
#include "exchange/error_status.h"
#include "server/asking.h"
#include "server/piece_stream.h"

namespace server {
namespace {

constexpr std::string_view kJson = "application/json";

base::Json errorJson(const base::Error &error, std::string_view requestId)
{
    return {{"error",
             {{"code", exchange::codeFor(error.code, error.param)},
              {"message", error.detail},
              {"param", error.param.empty() ? base::Json(nullptr) : base::Json(error.param)},
              {"request_id", requestId}}}};
}

/// Who has the port and which one is free, for a program to go on with.
void answerTakenPort(exchange::ClientStream &client, const base::Error &error, const admin::PortTrouble &trouble,
                     std::string_view requestId)
{
    base::Json body = errorJson(error, requestId);
    body["error"]["holder"] = admin::holderJson(trouble);
    body["error"]["suggestion"] = admin::suggestionJson(trouble);
    client.respond({exchange::statusFor(error.code), kJson, {}}, base::dump(body));
}

void answerWithFacts(exchange::ClientStream &client, const base::Error &error, const admin::ErrorFacts &facts,
                     std::string_view requestId)
{
    base::Json body = errorJson(error, requestId);
    body["error"]["code"] = facts.code;
    body["error"].update(facts.members);
    client.respond({exchange::statusFor(error.code), kJson, facts.headers}, base::dump(body));
}

void answer(exchange::ClientStream &client, const base::Result<admin::Answer> &result, std::string_view requestId,
            const admin::ErrorFacts &facts, const admin::Backstage &gateway)
{
    if (!result && !facts.code.empty())
        return answerWithFacts(client, result.error(), facts, requestId);
    if (!result && result.error().code == base::ErrorCode::Conflict && result.error().param == "port")
        return answerTakenPort(client, result.error(), gateway.refusedMove(), requestId);
    if (!result)
        return answerAdminError(client, result.error(), requestId);
    if (result->body.is_null() && result->status == 204)
        return client.respond({204, {}, "cache-control: no-store\r\n"}, {});
    client.respond({result->status, kJson, "cache-control: no-store\r\n"}, base::dump(result->body));
}

} // namespace

void answerAdminError(exchange::ClientStream &client, const base::Error &error, std::string_view requestId,
                      std::string_view headers)
{
    client.respond({exchange::statusFor(error.code), kJson, headers}, base::dump(errorJson(error, requestId)));
}

base::Result<> checkJsonBody(const exchange::InboundCall &call)
{
    if (call.body.empty() && call.header("content-type").empty())
        return {};
    const std::string_view type = call.header("content-type");
    const auto semicolon = type.find(';');
    const std::string charset =
        base::lowerAscii(semicolon == type.npos ? std::string_view{} : base::trim(type.substr(semicolon + 1)));
    const bool json = base::equalsIgnoringCase(base::trim(type.substr(0, semicolon)), kJson);
    if (json && (charset.empty() || charset == "charset=utf-8" || charset == "charset=\"utf-8\""))
        return {};
    return base::fail(base::ErrorCode::Unsupported,
                      "send the body as JSON in UTF-8, with `Content-Type: application/json`");
}

void AdminRoute::handle(const exchange::InboundCall &call, std::string_view path, const model::Plan &plan,
                        std::shared_ptr<exchange::ClientStream> client)
{
    const auto refuse = [&](const base::Error &error, std::string_view headers = {}) {
        answerAdminError(*client, error, call.requestId, headers);
    };
    auto caller = m_callers.identify(call, plan);
    if (!caller)
        return refuse(caller.error());
    client->keyAccepted();
    const std::string_view method = call.method() == "HEAD" ? "GET" : call.method();
    const admin::Match match = admin::matchOperation(method, path);
    if (match.operation == nullptr && match.allow.empty())
        return refuse({base::ErrorCode::NotFound, "there is nothing at this path; see /openapi.json"});
    if (match.operation == nullptr)
        return refuse({base::ErrorCode::MethodNotAllowed, "this path takes " + match.allow},
                      "allow: " + match.allow + "\r\n");
    auto request = read(call, match, std::move(*caller));
    if (!request)
        return refuse(request.error());
    if (admin::answersInPieces(*request)) {
        if (call.method() == "HEAD")
            return client->respond({200, "text/plain", {}}, {});
        return std::make_shared<PieceStream>(m_service, m_reactor, std::move(*request), std::move(client),
                                             call.requestId)
            ->start();
    }
    ask(std::move(*request), std::move(client), call.requestId);
}

void AdminRoute::ask(admin::Request request, std::shared_ptr<exchange::ClientStream> client,
                     const std::string &requestId)
{
    const auto facts = std::make_shared<admin::ErrorFacts>();
    const bool takesLong = request.operation->place == admin::Place::Report;
    const auto asking = takesLong ? std::make_shared<Asking>(client) : nullptr;
    request.errorFacts = facts;
    request.abandoned = asking ? asking->left() : nullptr;
    m_service.call(std::move(request), [&reactor = m_reactor, &gateway = m_service.gateway(), client, facts, asking,
                                        id = requestId](base::Result<admin::Answer> result) {
        reactor.post([client, id, facts, asking, &gateway, result = std::move(result)] {
            if (asking)
                asking->end();
            answer(*client, result, id, *facts, gateway);
        });
    });
}

base::Result<admin::Request> AdminRoute::read(const exchange::InboundCall &call, const admin::Match &match,
                                              admin::Caller caller)
{
    admin::Request request;
    request.operation = match.operation;
    request.path = match.path;
    request.caller = std::move(caller);
    request.idempotencyKey = call.header("idempotency-key");
    auto query = admin::parseQuery(call.query());
    if (!query)
        return base::fail(query.error());
    request.query = std::move(*query);
    if (match.operation->method == admin::Method::Get || match.operation->method == admin::Method::Delete)
        return request;
    if (auto type = checkJsonBody(call); !type)
        return base::fail(type.error());
    if (!call.body.empty()) {
        auto body = base::parseJson(call.body);
        if (!body)
            return base::fail(body.error());
        request.body = std::move(*body);
    }
    return request;
}

} // namespace server
