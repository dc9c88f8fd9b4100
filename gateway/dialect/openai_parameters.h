#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dialect/dialect.h"
#include "dialect/splice.h"

namespace dialect {

/// How a dialect names the parameters that rules set.
struct ParameterNames {
    using Pair = std::pair<std::string_view, std::string_view>;
    std::span<const std::string_view> untouched{}; ///< Chosen in another way.
    std::span<const Pair>
        synonyms{}; ///< The same parameter's older and newer name: a provider refuses both at once, and
                    ///< some know only the one that the client chose.
    std::span<const Pair> spellings{}; ///< A rule's name, which is OpenAI's, and this dialect's.
};
extern const ParameterNames openaiParameters;

/// What a rewrite changes of a request's parameters. Owns the texts its edits show.
class ParameterEdits {
public:
    ParameterEdits(std::string_view body, const Rewrite &rewrite, const ParameterNames &names = openaiParameters);
    ParameterEdits(const ParameterEdits &) = delete;
    ParameterEdits &operator=(const ParameterEdits &) = delete;

    const std::vector<Edit> &edits() const { return m_edits; }

private:
    enum class Wins : std::uint8_t { Ours, Theirs };
    struct Parameter {
        std::string_view name{};
        Range value{};
        bool null = false;
    };
    void locate(std::string_view body);
    void set(const base::Json &parameters, Wins wins);
    std::string_view otherNameOf(std::string_view name) const;
    bool isUntouched(std::string_view name) const;
    const Parameter *find(std::string_view name) const;

    const ParameterNames &m_rules;
    std::size_t m_start = 0;           ///< Behind the body's first brace.
    std::deque<std::string> m_names{}; ///< The body's own.
    std::vector<Parameter> m_parameters{};
    std::vector<std::string> m_set{}; ///< Names dealt with.
    std::deque<std::string> m_texts{};
    std::vector<Edit> m_edits{};
};

} // namespace dialect
