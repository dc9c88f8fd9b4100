#include "admin/query.h"

#include "base/text.h"

namespace admin {

tl::unexpected<base::Error> wrongParameter(std::string_view name, std::string_view what)
{
    return base::fail(base::ErrorCode::Unprocessable, std::string(name) + " " + std::string(what), std::string(name));
}

base::Result<std::int64_t> numberOf(const Request &request, std::string_view name, std::int64_t low, std::int64_t high,
                                    std::int64_t fallback)
{
    const std::string_view given = request.queryValue(name);
    if (given.empty())
        return fallback;
    const auto number = base::parseInteger(given);
    if (!number || *number < low || *number > high)
        return wrongParameter(name,
                              "must be a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    return *number;
}

base::Result<std::optional<std::int64_t>> timeOf(const Request &request, std::string_view name)
{
    const std::string_view given = request.queryValue(name);
    if (given.empty())
        return std::optional<std::int64_t>();
    const auto time = base::parseRfc3339(given);
    if (!time)
        return wrongParameter(name, "must be a time such as 2026-11-20T09:30:00Z or a date");
    return time;
}

std::optional<std::string> textOf(const Request &request, std::string_view name)
{
    const std::string_view given = request.queryValue(name);
    return given.empty() ? std::nullopt : std::optional(std::string(given));
}

base::Result<std::optional<bool>> truthOf(const Request &request, std::string_view name)
{
    const std::string_view given = request.queryValue(name);
    if (given.empty())
        return std::optional<bool>();
    if (given != "true" && given != "false")
        return wrongParameter(name, "must be true or false");
    return std::optional(given == "true");
}

} // namespace admin
