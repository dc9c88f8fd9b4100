#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QString>

#include "base/json.h"
#include "base/result.h"
#include "ui/pages/playground/client_dialect.h"

namespace ui {

/// One message of a conversation.
struct Turn {
    enum class Who : std::uint8_t { User, Assistant };
    Who who = Who::User;
    QString text{};
    base::Json origin = nullptr; ///< As it stood in the body; null for a new one.
    bool fixed = false;          ///< More than a text (images, tool results): only the body itself can change it.
    friend bool operator==(const Turn &, const Turn &) = default;
};

/// What of a request's body can be filled in without writing JSON. The body stays the one value: a form is read from it
/// and put back into it, and what the form does not know stays as it was.
struct PromptForm {
    QString model{};
    QString system{};
    bool systemFixed = false; ///< More than a text, as Turn::fixed.
    std::vector<Turn> turns{};
    std::optional<double> temperature{};
    std::optional<std::int64_t> maxTokens{};
    QString tools{};  ///< JSON, as the dialect has it; empty for none.
    QString schema{}; ///< JSON schema of the answer; empty for none.
    bool stream = false;
    friend bool operator==(const PromptForm &, const PromptForm &) = default;
};

/// Never fails: what is of another shape is left to the body.
PromptForm readForm(const ClientDialect &dialect, const base::Json &body);

/// Errors: BadRequest for tools or a schema that are no JSON, with `param` naming which and the place in `detail`.
base::Result<base::Json> writeForm(const ClientDialect &dialect, const PromptForm &form, base::Json body);

/// The same request in another dialect, as far as the form knows it.
PromptForm carriedOver(const PromptForm &form, const ClientDialect &from, const ClientDialect &to);

} // namespace ui
