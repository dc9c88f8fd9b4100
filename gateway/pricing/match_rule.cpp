#include "pricing/match_rule.h"

#include <algorithm>

#include <re2/re2.h>

#include "base/text.h"

namespace pricing {
namespace {

auto unreadable(std::string_view text)
{
    return base::fail(base::ErrorCode::BadRequest, "no rule to match names by: \"" + std::string(text) + "\"");
}

} // namespace

base::Result<MatchRule> MatchRule::parse(std::string_view text)
{
    constexpr std::string_view kSigns = "=^$~/";
    MatchRule out;
    if (text == "*") {
        out.m_sign = '*';
        return out;
    }
    if (text.size() < 2 || kSigns.find(text.front()) == std::string_view::npos)
        return unreadable(text);
    out.m_sign = text.front();
    text.remove_prefix(1);
    if (out.m_sign != '/') {
        out.m_text = base::lowerAscii(text);
        return out;
    }
    out.m_text = text;
    auto expression = std::make_shared<re2::RE2>(out.m_text, re2::RE2::Quiet);
    if (!expression->ok())
        return unreadable(text);
    out.m_expression = std::move(expression);
    return out;
}

bool MatchRule::matches(std::string_view name) const
{
    switch (m_sign) {
    case '=':
        return name == m_text;
    case '^':
        return name.starts_with(m_text);
    case '$':
        return name.ends_with(m_text);
    case '~':
        return name.find(m_text) != std::string_view::npos;
    case '/':
        return re2::RE2::PartialMatch(re2::StringPiece(name.data(), name.size()), *m_expression);
    default:
        return true;
    }
}

base::Result<MatchRules> readRules(const base::Json &list)
{
    MatchRules out;
    for (const base::Json &one : list) {
        auto &conditions = out.emplace_back();
        for (const base::Json &condition : one.is_array() ? one : base::Json::array({one})) {
            auto rule = MatchRule::parse(base::textOr(condition));
            if (!rule)
                return base::fail(rule.error());
            conditions.push_back(std::move(*rule));
        }
    }
    return out;
}

bool matches(const MatchRules &rules, std::string_view name)
{
    return std::ranges::any_of(rules, [&](const auto &conditions) {
        return std::ranges::all_of(conditions, [&](const MatchRule &rule) { return rule.matches(name); });
    });
}

} // namespace pricing
