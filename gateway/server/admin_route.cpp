#include "server/admin_route.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "exchange/error_status.h"
#include "server/asking.h"
#include "server/piece_stream.h"

namespace server {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr int kFound = 302;
constexpr int kTooMany = 429;
constexpr std::int64_t kMillisPerSecond = 1000;

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
    const int status = facts.status == 0 ? exchange::statusFor(error.code) : facts.status;
    client.respond({status, kJson, facts.headers}, base::dump(body));
}

/// A browser on its way: sent on to somewhere, or told.
void answerVisit(exchange::ClientStream &client, const admin::Answer &answer)
{
    base::Json body = answer.body;
    std::string headers = "cache-control: no-store\r\nreferrer-policy: no-referrer\r\n";
    if (const std::string cookie = base::textOr(base::at(body, "cookie")); !cookie.empty())
        headers += "set-cookie: " + cookie + "\r\n";
    body.erase("cookie");
    const std::string place = base::textOr(base::at(body, "location"));
    if (place.empty())
        return client.respond({answer.status, kJson, headers}, base::dump(body));
    client.respond({kFound, {}, headers + "location: " + place + "\r\n"}, {});
}

/// The value of one cookie, empty when it is not there.
std::string_view cookieIn(std::string_view header, std::string_view name)
{
    while (!header.empty()) {
        const std::string_view one = base::trim(header.substr(0, header.find(';')));
        header.remove_prefix(
            std::min(header.size(), header.find(';') == header.npos ? header.size() : header.find(';') + 1));
        if (one.starts_with(name) && one.size() > name.size() && one[name.size()] == '=')
            return one.substr(name.size() + 1);
    }
    return {};
}

void answer(exchange::ClientStream &client, const base::Result<admin::Answer> &result, std::string_view requestId,
            const admin::ErrorFacts &facts, const admin::Backstage &gateway, admin::Form form)
{
    if (!result && !facts.code.empty())
        return answerWithFacts(client, result.error(), facts, requestId);
    if (!result && result.error().code == base::ErrorCode::Conflict && result.error().param == "port")
        return answerTakenPort(client, result.error(), gateway.refusedMove(), requestId);
    if (!result)
        return answerAdminError(client, result.error(), requestId);
    if (result->body.is_null() && result->status == 204)
        return client.respond({204, {}, "cache-control: no-store\r\n"}, {});
    if (form == admin::Form::Visit)
        return answerVisit(client, *result);
    if (form == admin::Form::Text) {
        const std::string type = base::textOr(base::at(result->body, "type"));
        return client.respondLarge({result->status, type, "cache-control: no-store\r\n"},
                                   base::textOr(base::at(result->body, "text")));
    }
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
    const std::string_view method = call.method() == "HEAD" ? "GET" : call.method();
    const admin::Match match = admin::matchOperation(method, path);
    if (match.operation != nullptr && match.operation->door == admin::Door::Open)
        return serve(call, match, {}, std::move(client));
    if (m_callers.wantsIssuerKeys(call))
        return waitForIssuer(call, path, std::move(client));
    auto caller = m_callers.identify(call, plan);
    if (!caller)
        return refuseStranger(call, match, caller.error(), *client);
    client->keyAccepted();
    serve(call, match, std::move(*caller), std::move(client));
}

void AdminRoute::handleAs(const exchange::InboundCall &call, std::string_view path, admin::Caller caller,
                          std::shared_ptr<exchange::ClientStream> client)
{
    client->keyAccepted();
    serve(call, admin::matchOperation("GET", path), std::move(caller), std::move(client));
}

/// The keys come before anybody is known, and then all begins anew, with what the plan says then.
void AdminRoute::waitForIssuer(const exchange::InboundCall &call, std::string_view path,
                               std::shared_ptr<exchange::ClientStream> client)
{
    auto kept = std::make_shared<exchange::InboundCall>(call);
    m_service.renewIssuerKeys([this, kept, client, path = std::string(path)] {
        m_reactor.post([this, kept, client, path] {
            const auto plan = m_service.gateway().plan.current();
            handle(*kept, path, *plan, client);
            ::explicit_bzero(kept->body.data(), kept->body.size());
        });
    });
}

/// Who hears of it does not wait until that is written: the door stays as quick as it is.
void AdminRoute::noteTurnedAway(const exchange::InboundCall &call, const admin::Match &match, admin::Caller caller,
                                const base::Error &error, std::string_view code)
{
    if (match.operation == nullptr)
        return; // there was nothing to be had
    admin::Request request;
    request.operation = match.operation;
    request.path = match.path;
    request.caller = std::move(caller);
    request.entrance.peer = call.peer;
    request.errorFacts = std::make_shared<admin::ErrorFacts>();
    request.errorFacts->code = code;
    m_service.turnedAway(request, error);
}

void AdminRoute::refuseStranger(const exchange::InboundCall &call, const admin::Match &match, const base::Error &error,
                                exchange::ClientStream &client)
{
    const std::int64_t wait = error.code == base::ErrorCode::Unauthorized ? m_callers.noteStranger(call) : 0;
    noteTurnedAway(call, match, {}, error, wait == 0 ? "" : "too_many_tries");
    if (wait == 0)
        return answerAdminError(client, error, call.requestId);
    const std::string seconds = std::to_string((wait + kMillisPerSecond - 1) / kMillisPerSecond);
    base::Json body = errorJson({base::ErrorCode::Unauthorized, "too many wrong keys came from this address", {}, {}},
                                call.requestId);
    body["error"]["code"] = "too_many_tries";
    client.respond({kTooMany, kJson, "retry-after: " + seconds + "\r\n"}, base::dump(body));
}

void AdminRoute::serve(const exchange::InboundCall &call, const admin::Match &match, admin::Caller caller,
                       std::shared_ptr<exchange::ClientStream> client)
{
    const auto refuse = [&](const base::Error &error, std::string_view headers = {}) {
        answerAdminError(*client, error, call.requestId, headers);
    };
    if (match.operation == nullptr && match.allow.empty())
        return refuse({base::ErrorCode::NotFound, "there is nothing at this path; see /openapi.json"});
    if (match.operation == nullptr)
        return refuse({base::ErrorCode::MethodNotAllowed, "this path takes " + match.allow},
                      "allow: " + match.allow + "\r\n");
    if (auto fine = m_callers.checkTogether(call, caller, *match.operation);
        !fine && match.operation->door == admin::Door::Closed) {
        noteTurnedAway(call, match, std::move(caller), fine.error());
        return refuse(fine.error());
    }
    auto request = read(call, match, std::move(caller));
    if (!request)
        return refuse(request.error());
    const bool allowed = auth::mayCall(match.operation->needs, request->caller.standing()); // else it is refused there
    if (match.operation->form == admin::Form::Events && allowed)
        return m_events.watch(call, *request, std::move(client));
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
    const admin::Form form = request.operation->form;
    request.abandoned = asking ? asking->left() : nullptr;
    m_service.call(std::move(request), [&reactor = m_reactor, &gateway = m_service.gateway(), client, facts, asking,
                                        form, id = requestId](base::Result<admin::Answer> result) {
        reactor.post([client, id, facts, asking, form, &gateway, result = std::move(result)] {
            if (asking)
                asking->end();
            answer(*client, result, id, *facts, gateway, form);
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
    request.entrance = {call.peer, std::string(call.header("host")), {}, {}};
    if (match.operation->form == admin::Form::Visit)
        request.entrance.cookie = cookieIn(call.header("cookie"), admin::kVisitCookie);
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
