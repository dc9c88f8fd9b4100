#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "dialect/dialect.h"
#include "dialect/splice.h"

namespace dialect {

/// What a rewrite changes of a Gemini body: the model wherever it names one, and a rule's parameters, most of which stand
/// in `generationConfig`. Owns the texts its edits show.
class GeminiEdits {
public:
    GeminiEdits(std::string_view body, const RequestPeek &peek, const Rewrite &rewrite);
    GeminiEdits(const GeminiEdits &) = delete;
    GeminiEdits &operator=(const GeminiEdits &) = delete;

    std::vector<Edit> take() { return std::move(m_edits); }

private:
    enum class Wins : std::uint8_t { Ours, Theirs };
    /// An object of the body and its fields, under their camelCase names.
    struct Fields {
        struct ChatField {
            std::string name{};
            Range value{};
        };
        Range whole{};
        bool there = false;
        std::vector<ChatField> fields{};
        std::vector<std::string> added{};
        std::string news{}; ///< Fields to add, each with a comma behind it.
    };
    void locate(std::string_view body);
    void set(const base::Json &parameters, Wins wins, std::string_view model);
    void put(Fields &fields, const std::string &name, const base::Json &value, Wins wins);
    void addNews();
    void nameModels(std::string_view name);
    void nameModel(std::string_view token, std::string_view name);
    bool isNull(Range value) const { return m_body.substr(value.at, value.size) == "null"; }

    std::string_view m_body;
    Fields m_top{};
    Fields m_config{};
    std::deque<std::string> m_texts{};
    std::vector<Edit> m_edits{};
};

} // namespace dialect
