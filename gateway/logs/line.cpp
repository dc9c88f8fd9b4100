#include "logs/line.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace logs {
namespace {

constexpr std::pair<Level, std::string_view> kWords[] = {
    {Level::Debug, "debug"}, {Level::Info, "info"}, {Level::Warning, "warning"}, {Level::Error, "error"}};

} // namespace

std::string_view toWord(Level level)
{
    return std::ranges::find(kWords, level, &std::pair<Level, std::string_view>::first)->second;
}

std::optional<Level> levelNamed(std::string_view word)
{
    const auto *hit = std::ranges::find(kWords, word, &std::pair<Level, std::string_view>::second);
    return hit == std::end(kWords) ? std::nullopt : std::optional(hit->first);
}

base::Json toJson(const Line &line)
{
    return {{"id", line.id},
            {"time", base::rfc3339(line.atMs)},
            {"level", toWord(line.level)},
            {"category", line.category},
            {"message", line.message},
            {"fields", line.fields}};
}

std::optional<Line> parseLine(std::string_view text)
{
    const auto json = base::parseJson(text);
    if (!json || !json->is_object())
        return std::nullopt;
    const auto id = base::integerIn(base::at(*json, "id"));
    const auto at = base::parseRfc3339(base::textOr(base::at(*json, "time")));
    const auto level = levelNamed(base::textOr(base::at(*json, "level")));
    const base::Json &fields = base::at(*json, "fields");
    if (!id || *id < 1 || !at || !level || !fields.is_object())
        return std::nullopt;
    return Line{.id = static_cast<std::uint64_t>(*id),
                .atMs = *at,
                .level = *level,
                .category = base::textOr(base::at(*json, "category")),
                .message = base::textOr(base::at(*json, "message")),
                .fields = fields};
}

} // namespace logs
