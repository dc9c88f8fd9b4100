#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include <simdjson.h>

#include "base/json.h"

namespace base {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kKeepParserBelow = std::size_t{1} << 20;
constexpr int kSurelyNotTooDeep = kMaxJsonDepth - 8;
constexpr std::size_t kFewMembers = 8;

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

/// What the text means, or what is wrong with it.
Result<Json> readCarefully(std::string_view text)
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

bool repeatsKey(const Json::object_t &members)
{
    if (members.size() <= kFewMembers) {
        for (auto one = members.begin(); one != members.end(); ++one)
            if (std::any_of(members.begin(), one, [&](const auto &earlier) { return earlier.first == one->first; }))
                return true;
        return false;
    }
    std::vector<std::string_view> keys;
    keys.reserve(members.size());
    for (const auto &member : members)
        keys.emplace_back(member.first);
    std::ranges::sort(keys);
    return std::ranges::adjacent_find(keys) != keys.end();
}

bool build(const dom::element &from, Json &out, int depth);

bool buildObject(const dom::object &from, Json &out, int depth)
{
    out = Json::object();
    auto &members = out.get_ref<Json::object_t &>();
    members.reserve(from.size()); // its keys are const: growing would copy them
    for (const auto [key, value] : from)
        if (!build(value, members.emplace_back(std::string(key), nullptr).second, depth + 1))
            return false;
    return !repeatsKey(members);
}

bool buildArray(const dom::array &from, Json &out, int depth)
{
    out = Json::array();
    auto &items = out.get_ref<Json::array_t &>();
    items.reserve(from.size());
    for (const dom::element item : from)
        if (!build(item, items.emplace_back(), depth + 1))
            return false;
    return true;
}

/// False for what readCarefully() has to judge.
bool build(const dom::element &from, Json &out, int depth)
{
    if (depth > kSurelyNotTooDeep)
        return false;
    switch (from.type()) {
    case dom::element_type::OBJECT:
        return buildObject(from.get_object().value_unsafe(), out, depth);
    case dom::element_type::ARRAY:
        return buildArray(from.get_array().value_unsafe(), out, depth);
    case dom::element_type::STRING:
        out = std::string(from.get_string().value_unsafe());
        return true;
    case dom::element_type::INT64:
        if (const std::int64_t number = from.get_int64().value_unsafe(); number < 0)
            out = number;
        else
            out = static_cast<std::uint64_t>(number);
        return true;
    case dom::element_type::UINT64:
        out = from.get_uint64().value_unsafe();
        return true;
    case dom::element_type::DOUBLE:
        out = from.get_double().value_unsafe();
        return true;
    case dom::element_type::BOOL:
        out = from.get_bool().value_unsafe();
        return true;
    case dom::element_type::NULL_VALUE:
        break;
    }
    return true;
}

/// A text that is surely good, several times quicker than the careful reader; nothing for every other one.
std::optional<Json> readQuickly(std::string_view text)
{
    for (const std::string_view surrogate : {"\\ud", "\\uD"}) // halves of them alone would be let through
        if (text.find(surrogate) != std::string_view::npos)
            return std::nullopt;
    thread_local dom::parser parser;
    dom::element root;
    std::optional<Json> out(std::in_place);
    const bool good = parser.parse(text.data(), text.size()).get(root) == simdjson::SUCCESS && build(root, *out, 0);
    if (text.size() > kKeepParserBelow)
        parser = dom::parser();
    return good ? std::move(out) : std::nullopt;
}

} // namespace

Result<Json> parseJson(std::string_view text)
{
    if (auto value = readQuickly(text))
        return std::move(*value);
    return readCarefully(text);
}

} // namespace base
