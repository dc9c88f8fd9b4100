#include <algorithm>
#include <fstream>
#include <iterator>

#include <QSaveFile>

#include "admin/backstage.h"
#include "admin/handlers.h"
#include "base/id.h"
#include "base/text.h"

/// The calls that somebody made in the playground, newest first, in one file of the data directory. They are no part of
/// the configuration: it is neither versioned nor exported with them. No key is ever in them.
namespace admin {
namespace {

using base::Json;

constexpr std::size_t kMostTries = 50;
constexpr std::size_t kLongestBody = std::size_t{256} << 10;
constexpr std::string_view kTexts[] = {"dialect", "path", "model", "key_id", "body", "request_id"};
constexpr std::string_view kSecretHeaders[] = {"authorization", "x-api-key", "api-key", "x-goog-api-key", "cookie"};

std::filesystem::path fileOf(const Context &context)
{
    return context.gateway.dataDirectory / "playground.json";
}

/// A file that is missing or cannot be read is an empty one: what is in it can be done without.
Json readTries(const Context &context)
{
    std::ifstream file(fileOf(context), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    auto json = base::parseJson(text);
    return json && json->is_array() ? std::move(*json) : Json::array();
}

base::Result<> writeTries(const Context &context, const Json &tries)
{
    const QByteArray text = QByteArray::fromStdString(base::dump(tries));
    QSaveFile file(QString::fromStdString(fileOf(context).string())); // writes aside, syncs, renames
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(text) != text.size() || !file.commit())
        return base::fail(base::ErrorCode::Storage, "the calls of the playground cannot be written");
    return {};
}

base::Result<Json> headersOf(const Json &given)
{
    if (given.is_null())
        return Json::object();
    if (!given.is_object())
        return base::fail(base::ErrorCode::Unprocessable, "headers must be an object of texts", "headers");
    for (const auto &[name, value] : given.items()) {
        if (!value.is_string())
            return base::fail(base::ErrorCode::Unprocessable, "headers must be an object of texts", "headers");
        if (std::ranges::any_of(kSecretHeaders, [&name = name](std::string_view secret) {
                return base::equalsIgnoringCase(name, secret);
            }))
            return base::fail(base::ErrorCode::Unprocessable, "a header that shows a key is not kept", "headers");
    }
    return given;
}

base::Result<Json> tryOf(const Json &body)
{
    Json out = Json::object();
    for (const std::string_view name : kTexts)
        out[std::string(name)] = base::textOr(base::at(body, name));
    if (out["dialect"] == "" || out["path"] == "")
        return base::fail(base::ErrorCode::Unprocessable, "say the dialect and the path", "dialect");
    if (out["body"].get_ref<const std::string &>().size() > kLongestBody)
        return base::fail(base::ErrorCode::TooLarge, "a body of more than 256 KiB is not kept", "body");
    auto headers = headersOf(base::at(body, "headers"));
    if (!headers)
        return base::fail(headers.error());
    out["headers"] = std::move(*headers);
    out["status"] = base::integerOr(base::at(body, "status"));
    return out;
}

} // namespace

base::Json trySchema()
{
    Json properties = Json::object();
    for (const std::string_view name : kTexts)
        properties[std::string(name)] = {{"type", "string"}};
    properties["headers"] = {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}};
    properties["status"] = {{"type", "integer"}, {"description", "What the call was answered with; 0: nothing."}};
    return {{"type", "object"}, {"properties", std::move(properties)}, {"required", {"dialect", "path"}}};
}

Outcome listTries(const Context &context)
{
    return Json{{"data", readTries(context)}, {"next", nullptr}};
}

Outcome keepTry(const Context &context)
{
    auto kept = tryOf(context.request.body);
    if (!kept)
        return base::fail(kept.error());
    const std::int64_t now = context.gateway.clock.wallMillis();
    (*kept)["id"] = base::makeId("try_", now);
    (*kept)["at"] = base::rfc3339(now);
    Json tries = Json::array({*kept});
    for (Json &older : readTries(context))
        if (tries.size() < kMostTries)
            tries.push_back(std::move(older));
    if (auto done = writeTries(context, tries); !done)
        return base::fail(done.error());
    return std::move(*kept);
}

Outcome clearTries(const Context &context)
{
    if (auto done = writeTries(context, Json::array()); !done)
        return base::fail(done.error());
    return Json(nullptr);
}

} // namespace admin
