#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace re2 {
class RE2;
}

namespace pricing {

/// Which names a row of the price list is for: a sign and a text. `=` equals, `^` begins, `$` ends, `~` contains,
/// `/` a regular expression; `*` alone is any. Names and texts are compared in lower case. Immutable.
class MatchRule {
public:
    /// Errors: BadRequest for a sign or an expression that is none.
    static base::Result<MatchRule> parse(std::string_view text);
    /// `name` is in lower case.
    bool matches(std::string_view name) const;
    /// The one name it is for; empty when it is not for one.
    std::string_view exactName() const { return m_sign == '=' ? std::string_view(m_text) : std::string_view(); }
    /// As it was written.
    std::string text() const { return m_sign == '*' ? "*" : m_sign + m_text; }

private:
    char m_sign = '=';
    std::string m_text{};
    std::shared_ptr<const re2::RE2> m_expression{}; ///< Of `/`.
};

/// Alternatives, each of conditions that must all hold.
using MatchRules = std::vector<std::vector<MatchRule>>;

/// A list of rules, or of lists of them. Errors: BadRequest.
base::Result<MatchRules> readRules(const base::Json &list);
bool matches(const MatchRules &rules, std::string_view name);

} // namespace pricing
