#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"
#include "dialect/splice.h"

namespace dialect {

/// What a rewrite changes of a Chat Completions request's parameters. Those that have another way to be chosen (model,
/// messages, stream, stream_options) are never touched. Owns the texts its edits show.
class ParameterEdits {
public:
    ParameterEdits(std::string_view body, const Rewrite &rewrite);
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
    const Parameter *find(std::string_view name) const;

    std::size_t m_start = 0;           ///< Behind the body's first brace.
    std::deque<std::string> m_names{}; ///< The body's own.
    std::vector<Parameter> m_parameters{};
    std::vector<std::string> m_set{}; ///< Names dealt with.
    std::deque<std::string> m_texts{};
    std::vector<Edit> m_edits{};
};

} // namespace dialect
