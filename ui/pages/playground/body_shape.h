#pragma once

#include <optional>

#include "ui/pages/playground/prompt_form.h"

/// Where a dialect has what the form knows. Pure.
namespace ui {

/// Members by their way from the body: `generationConfig/temperature`; empty for what a dialect does not have.
struct BodyShape {
    std::string_view turns{};  ///< The list of messages.
    std::string_view prompt{}; ///< A text in place of a list.
    std::string_view system{}; ///< Empty where the system prompt is one of the messages.
    std::string_view temperature{};
    std::string_view maxTokens{};
    std::string_view maxTokensBefore{}; ///< An older name, kept where a body has it.
    std::string_view tools{};
    std::string_view schema{};
    std::string_view schemaHolder{}; ///< What goes when there is no schema any more.
    std::string_view assistant = "assistant";
};
const BodyShape &shapeOf(const ClientDialect &dialect);

/// Null when it is not there.
const base::Json &memberAt(const base::Json &body, std::string_view way);
/// Null removes it, with the objects around it that are empty then. Nothing happens where something else is in the way.
void setMember(base::Json &body, std::string_view way, base::Json value);

/// The text of a message's content; nothing when it is more than a text.
std::optional<QString> plainText(const ClientDialect &dialect, const base::Json &message);
/// `origin` with that text; a new message without one.
base::Json messageWith(const ClientDialect &dialect, const base::Json &origin, std::string_view role,
                       const QString &text);

} // namespace ui
