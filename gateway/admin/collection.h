#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "admin/handlers.h"
#include "base/text.h"
#include "model/resources.h"

/// What every collection does alike: the shape of a list, `if_version`, batches.
namespace admin {

inline base::Json listOf(base::Json rows, base::Json next = nullptr)
{
    return {{"data", std::move(rows)}, {"next", std::move(next)}};
}

/// A small collection as a page: `q` looks into names, `limit` and `after` (the last id seen) cut.
/// Errors: Unprocessable for a limit that is no number.
template <typename T>
Outcome pageOf(const Context &context, const std::vector<T> &all)
{
    const std::string wanted = base::lowerAscii(context.request.queryValue("q"));
    const std::string_view after = context.request.queryValue("after");
    const std::string_view given = context.request.queryValue("limit");
    const auto limit = given.empty() ? std::optional<std::int64_t>(1000) : base::parseInteger(given);
    if (!limit || *limit < 1 || *limit > 1000)
        return base::fail(base::ErrorCode::Unprocessable, "limit must be a whole number from 1 to 1000", "limit");
    base::Json rows = base::Json::array();
    bool started = after.empty();
    for (const T &item : all) {
        if (!started) {
            started = item.id == after;
            continue;
        }
        if (!wanted.empty() && base::lowerAscii(item.name).find(wanted) == std::string::npos)
            continue;
        if (std::ssize(rows) == *limit) {
            base::Json next = rows.back()["id"];
            return listOf(std::move(rows), std::move(next));
        }
        rows.push_back(model::toJson(item));
    }
    return listOf(std::move(rows));
}

/// Errors: Conflict when `if_version` is given and has passed.
inline base::Result<> checkVersion(const Context &context, std::int64_t current)
{
    const base::Json &wanted = base::at(context.request.body, "if_version");
    if (wanted.is_null() || wanted == current)
        return {};
    return base::fail(base::ErrorCode::Conflict,
                      "it was changed meanwhile; it is at version " + std::to_string(current), "if_version");
}

/// `{"ids":[…],"set":{…}}` or `{"ids":[…],"delete":true}`: each id by the same functions as a single request, and a
/// report per id. One that fails does not undo the others.
template <typename Update, typename Remove>
Outcome batch(const Context &context, Update update, Remove remove)
{
    const base::Json &body = context.request.body;
    const base::Json &ids = base::at(body, "ids");
    const bool removing = base::truthOr(base::at(body, "delete"));
    const base::Json &set = base::at(body, "set");
    if (!ids.is_array() || ids.empty() || ids.size() > 1000)
        return base::fail(base::ErrorCode::Unprocessable, "\"ids\" must be a list of 1 to 1000 ids", "ids");
    if (removing == set.is_object())
        return base::fail(base::ErrorCode::Unprocessable, "give either \"set\" or \"delete\": true", "set");
    base::Json report = base::Json::array();
    for (const base::Json &id : ids) {
        Request one = context.request;
        one.path["id"] = base::textOr(id);
        one.body = set;
        const Context inner{context.db, context.gateway, one};
        const Outcome done = removing ? remove(inner) : update(inner);
        base::Json row = {{"id", id}, {"ok", done.has_value()}};
        if (!done)
            row["error"] = {{"message", done.error().detail}, {"param", done.error().param}};
        report.push_back(std::move(row));
    }
    return listOf(std::move(report));
}

} // namespace admin
