#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "model/prompt_facts.h"

namespace routing {

/// Looks up a request header by name, whatever its case; empty when there is none.
class HeaderSource {
public:
    virtual ~HeaderSource() = default;
    virtual std::string_view header(std::string_view name) const = 0;
};

/// What kind of request it is, as its client names it. Source: protocol-facts section 12. The list of classes is open.
inline constexpr std::string_view kRequestClassHeader = "x-claude-code-request-class";

/// Looks up how much of a budget is left. Thread: any.
class BudgetView {
public:
    virtual ~BudgetView() = default;
    /// Less than `percent` of the limit. False for a budget that there is not. By id or name.
    virtual bool leftBelow(std::string_view named, std::int64_t percent) const = 0;
};

/// What the client key of a call may use. Empty: all. Views live as long as the call.
struct KeyBounds {
    std::span<const std::string> models{};    ///< Names as they are asked for.
    std::span<const std::string> providers{}; ///< Ids.

    bool allowsModel(std::string_view name) const
    {
        return models.empty() || std::ranges::find(models, name) != models.end();
    }
    bool allowsProvider(std::string_view id) const
    {
        return providers.empty() || std::ranges::find(providers, id) != providers.end();
    }
};

/// Whose a client key is, by id and name. Empty: nobody's.
struct CallOwner {
    std::string_view userId{};
    std::string_view userName{};
    std::string_view teamId{};
    std::string_view teamName{};
};

/// What rules and strategies may know of a call. Views live as long as the call.
struct CallFacts {
    std::string_view model{};    ///< As requested.
    std::string_view dialect{};  ///< `openai`
    std::string_view endpoint{}; ///< `chat.completions`
    bool stream = false;
    std::string_view clientKeyId{};
    std::string_view clientKeyName{};
    CallOwner owner{};
    KeyBounds bounds{};
    std::span<const std::string> keyTags{}; ///< Tags that the key puts on all its calls.
    std::string_view session{};             ///< Empty when the client names none.
    std::string_view application{};         ///< Program of this computer that calls; empty when it is not known.
    std::int64_t estimatedTokens = 0;       ///< Of the input.
    std::int64_t wallMs = 0;                ///< When the call came. Unix milliseconds.
    const HeaderSource *headers = nullptr;
    const BudgetView *budgets = nullptr;        ///< Null: there are none.
    const model::PromptFacts *prompt = nullptr; ///< Never null where rules are matched.
};

} // namespace routing
