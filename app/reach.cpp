#include "app/reach.h"

#include "admin/match.h"
#include "upstream/fetch.h"

namespace app {
namespace {

constexpr std::size_t kMostAnswer = std::size_t{64} << 20;

base::ErrorCode codeOf(int status)
{
    using enum base::ErrorCode;
    switch (status) {
    case 400:
        return BadRequest;
    case 401:
        return Unauthorized;
    case 403:
        return Forbidden;
    case 404:
        return NotFound;
    case 409:
        return Conflict;
    case 422:
        return Unprocessable;
    case 503:
        return Unavailable;
    default:
        return Internal;
    }
}

/// The operation's path with its values filled in, and the query.
std::string targetOf(const admin::Operation &operation, const admin::AdminCall &call)
{
    std::string path(operation.path);
    for (const auto &[name, value] : call.path) {
        const std::string slot = "{" + name + "}";
        if (const auto at = path.find(slot); at != std::string::npos)
            path.replace(at, slot.size(), admin::percentEncode(value));
    }
    char separator = '?';
    for (const auto &[name, value] : call.query) {
        path += separator + admin::percentEncode(name) + "=" + admin::percentEncode(value);
        separator = '&';
    }
    return "/api/v1" + path;
}

} // namespace

base::Result<Reach> Reach::open(const std::filesystem::path &dataDirectory)
{
    Reach out;
    const auto log = std::make_shared<logs::Log>();
    out.m_messages = std::make_unique<MessageLog>(log);
    auto gateway = gateway::Gateway::open(dataDirectory, log);
    if (gateway) {
        out.m_gateway = std::move(*gateway);
        return out;
    }
    auto found = gateway::InstanceFile::read(dataDirectory);
    if (gateway.error().code != base::ErrorCode::Conflict || !found)
        return base::fail(gateway.error());
    out.m_messages.reset(); // the lines of that instance are its own
    out.m_url = found->url;
    out.m_pin = found->pin;
    out.m_token = std::make_shared<const base::Secret>(std::move(found->token));
    return out;
}

/// What the running instance answers when it went well; empty when it has nothing to say.
base::Result<std::string> Reach::ask(const admin::AdminCall &call)
{
    const admin::Operation *operation = admin::findOperation(call.operation);
    if (operation == nullptr)
        return base::fail(base::ErrorCode::NotFound, "there is no operation " + call.operation);
    upstream::FetchRequest request;
    request.method = admin::toWord(operation->method);
    request.url = m_url + targetOf(*operation, call);
    request.pin = m_pin;
    request.credentials.secret = m_token;
    request.timeoutMs = 60'000;
    request.mostBytes = kMostAnswer;
    if (!call.body.is_null())
        request.body = base::dump(call.body);
    auto answer = upstream::fetch(request);
    base::Secret::wipe(request.body); // it may hold a provider's key
    if (!answer)
        return base::fail(answer.error(), "asking the running Switchyard at " + m_url);
    if (answer->status < 300)
        return std::move(answer->body);
    const auto json = base::parseJson(answer->body);
    if (!json)
        return base::fail(json.error(), "reading the answer of the running Switchyard");
    const base::Json &error = base::at(*json, "error");
    return base::fail(codeOf(answer->status),
                      base::textOr(base::at(error, "message"), "it answered " + std::to_string(answer->status)),
                      base::textOr(base::at(error, "param")));
}

base::Result<base::Json> Reach::call(const admin::AdminCall &call)
{
    if (m_gateway)
        return m_gateway->call(call);
    const auto answer = ask(call);
    if (!answer)
        return base::fail(answer.error());
    if (answer->empty())
        return base::Json(nullptr);
    auto json = base::parseJson(*answer);
    if (!json)
        return base::fail(json.error(), "reading the answer of the running Switchyard");
    return json;
}

base::Result<> Reach::text(admin::AdminCall call, const std::function<bool(std::string_view)> &take)
{
    if (!m_gateway) {
        const auto answer = ask(call);
        if (!answer)
            return base::fail(answer.error());
        take(*answer);
        return {};
    }
    for (;;) {
        const auto piece = m_gateway->call(call);
        if (!piece)
            return base::fail(piece.error());
        const base::Json &next = base::at(*piece, "next");
        if (!take(base::textOr(base::at(*piece, "text"))) || next.is_null())
            return {};
        std::erase_if(call.query, [](const auto &one) { return one.first == "after"; });
        call.query.emplace_back("after", base::textOr(next));
    }
}

} // namespace app
