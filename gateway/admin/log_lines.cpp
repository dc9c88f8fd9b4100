#include <limits>

#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/query.h"

namespace admin {
namespace {

using base::Json;

constexpr std::int64_t kMostRows = 1000;
constexpr std::int64_t kAnyId = std::numeric_limits<std::int64_t>::max();

base::Result<logs::LogQuery> queryOf(const Request &request)
{
    const auto limit = numberOf(request, "limit", 1, kMostRows, 100);
    const auto before = numberOf(request, "after", 1, kAnyId, 0);
    const auto since = numberOf(request, "since", 0, kAnyId, 0);
    if (!limit || !before || !since)
        return base::fail(!limit ? limit.error() : !before ? before.error() : since.error());
    const std::string_view word = request.queryValue("level");
    const auto level = word.empty() ? logs::Level::Debug : logs::levelNamed(word);
    if (!level)
        return wrongParameter("level", "must be debug, info, warning or error");
    return logs::LogQuery{.least = *level,
                          .category = std::string(request.queryValue("category")),
                          .text = std::string(request.queryValue("q")),
                          .before = static_cast<std::uint64_t>(*before),
                          .since = static_cast<std::uint64_t>(*since),
                          .limit = static_cast<std::size_t>(*limit)};
}

Json filesJson(const logs::LogState &state)
{
    return {{"state", state.failing ? "failing" : "ok"},
            {"message", state.problem},
            {"lost", state.lost},
            {"directory", state.directory.string()}};
}

} // namespace

Outcome listLogLines(const Context &context)
{
    const auto query = queryOf(context.request);
    if (!query)
        return base::fail(query.error());
    const logs::Log &log = *context.gateway.log;
    const logs::LogPage newest = log.page({.limit = 1});
    const logs::LogPage page = log.page(*query);
    Json rows = Json::array();
    for (const logs::SharedLine &line : page.lines)
        rows.push_back(logs::toJson(*line));
    Json out = listOf(std::move(rows), page.more ? Json(std::to_string(page.lines.back()->id)) : Json(nullptr));
    out["categories"] = log.categories();
    out["newest"] = newest.lines.empty() ? 0 : newest.lines.front()->id;
    out["files"] = filesJson(log.state());
    return out;
}

Json logLinesListed()
{
    const Json text = {{"type", "string"}};
    const Json number = {{"type", "integer"}};
    Json line = {{"type", "object"},
                 {"properties",
                  {{"id", number},
                   {"time", {{"type", "string"}, {"format", "date-time"}}},
                   {"level", {{"type", "string"}, {"enum", {"debug", "info", "warning", "error"}}}},
                   {"category", text},
                   {"message", text},
                   {"fields", {{"type", "object"}}}}}};
    return {{"type", "object"},
            {"properties",
             {{"data", {{"type", "array"}, {"items", std::move(line)}}},
              {"next", {{"type", {"string", "null"}}}},
              {"categories", {{"type", "array"}, {"items", text}}},
              {"newest", number},
              {"files", {{"type", "object"}}}}}};
}

} // namespace admin
