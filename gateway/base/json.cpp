#include "base/json.h"

#include <limits>
#include <set>
#include <vector>

namespace base {
namespace {

/// Refuses what the DOM would silently accept: great depth and repeated keys.
class StrictFilter {
public:
    bool operator()(int depth, Json::parse_event_t event, Json &parsed)
    {
        using Event = Json::parse_event_t;
        if (depth > kMaxJsonDepth) {
            m_problem = "it is nested too deep";
            return false;
        }
        if (event == Event::object_start) {
            m_keys.emplace_back();
        } else if (event == Event::object_end) {
            m_keys.pop_back();
        } else if (event == Event::key) {
            const auto name = parsed.get<std::string>();
            if (!m_keys.back().insert(name).second)
                m_problem = "the key \"" + name + "\" appears twice";
        }
        return true;
    }
    const std::string &problem() const { return m_problem; }

private:
    std::vector<std::set<std::string>> m_keys{};
    std::string m_problem{};
};

} // namespace

Result<Json> parseJson(std::string_view text)
{
    StrictFilter filter;
    const auto callback = [&filter](int depth, Json::parse_event_t event, Json &parsed) {
        return filter(depth, event, parsed);
    };
    Json value = Json::parse(text, callback, /*allow_exceptions=*/false);
    if (!filter.problem().empty())
        return fail(ErrorCode::BadRequest, "the JSON is not acceptable: " + filter.problem());
    if (value.is_discarded())
        return fail(ErrorCode::BadRequest, "this is not valid JSON");
    return value;
}

const Json &at(const Json &value, std::string_view key)
{
    static const Json null;
    if (!value.is_object())
        return null;
    const auto hit = value.find(key);
    return hit == value.end() ? null : *hit;
}

std::string textOr(const Json &value, std::string_view fallback)
{
    return value.is_string() ? value.get<std::string>() : std::string(fallback);
}

std::optional<std::int64_t> integerIn(const Json &value)
{
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!value.is_number_integer() || (value.is_number_unsigned() && value.get<std::uint64_t>() > kMost))
        return std::nullopt;
    return value.get<std::int64_t>();
}

std::int64_t integerOr(const Json &value, std::int64_t fallback)
{
    return integerIn(value).value_or(fallback);
}

bool truthOr(const Json &value, bool fallback)
{
    return value.is_boolean() ? value.get<bool>() : fallback;
}

std::string dump(const Json &value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void appendQuoted(std::string &out, std::string_view text)
{
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += "\\u00";
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

} // namespace base
