#include "ledger/decision_head.h"

#include <algorithm>

namespace ledger {
namespace {

// None of these can stand within a text: there each quote has a backslash before it.
constexpr std::string_view kCandidates = R"("candidates":[)";
constexpr std::string_view kStrategy = R"("strategy":")";
constexpr std::string_view kOff = R"("routing":false)";
constexpr std::string_view kRules = R"("rules":[)";
constexpr std::string_view kTags = R"("tags":[)";
constexpr std::string_view kAlias = R"("alias":")";
constexpr std::string_view kRule = R"({"id":")";
constexpr std::string_view kName = R"(","name":")";
constexpr std::string_view kNext = R"("},)";

std::string_view upToQuote(std::string_view text, std::size_t from)
{
    const auto end = text.find('"', from);
    return end == std::string_view::npos ? std::string_view() : text.substr(from, end - from);
}

/// Where a text that begins at `at` ends: at its quote.
std::size_t endOfText(std::string_view text, std::size_t at)
{
    while (at < text.size() && text[at] != '"')
        at += text[at] == '\\' ? 2 : 1;
    return std::min(at, text.size());
}

/// What stands between the brackets of a list of texts that begins at `from`.
std::string_view textsFrom(std::string_view text, std::size_t from)
{
    std::size_t at = from;
    while (at < text.size() && text[at] == '"') {
        at = endOfText(text, at + 1) + 1;
        if (at < text.size() && text[at] == ',')
            ++at;
    }
    return at < text.size() && text[at] == ']' ? text.substr(from, at - from) : std::string_view();
}

/// Takes one rule from the front of `list`; empty when there is none.
std::string_view takeRule(std::string_view &list)
{
    if (!list.starts_with(kRule))
        return {};
    const std::string_view id = upToQuote(list, kRule.size());
    list.remove_prefix(kRule.size() + id.size());
    if (!list.starts_with(kName))
        return {};
    const std::size_t at = endOfText(list, kName.size()); // the name may hold anything
    list.remove_prefix(std::min(list.size(), at + kNext.size()));
    return id;
}

} // namespace

void readHead(DecisionHead &out, std::string_view trace)
{
    out.rules.clear();
    out.strategy = {};
    out.alias = {};
    out.tags = {};
    const std::string_view head = trace.substr(0, trace.find(kCandidates));
    // A rule may want a strategy, too; what was taken stands behind that.
    if (const auto at = head.rfind(kStrategy); at != std::string_view::npos)
        out.strategy = upToQuote(head, at + kStrategy.size());
    else if (head.find(kOff) != std::string_view::npos)
        out.strategy = "off";
    if (const auto at = head.rfind(kAlias); at != std::string_view::npos)
        out.alias = head.substr(at + kAlias.size(), endOfText(head, at + kAlias.size()) - at - kAlias.size());
    if (const auto at = head.find(kTags); at != std::string_view::npos)
        out.tags = textsFrom(head, at + kTags.size());
    const auto at = head.find(kRules);
    if (at == std::string_view::npos)
        return;
    std::string_view list = head.substr(at + kRules.size());
    for (std::string_view rule = takeRule(list); !rule.empty(); rule = takeRule(list))
        out.rules.push_back(rule);
}

} // namespace ledger
