#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "model/chat.h"

/// The words of the Anthropic Messages dialect.
namespace dialect::anthropic {

inline constexpr std::string_view kId = "anthropic";

/// Stands as the signature of a thought whose model gave none (base64 of "unsigned"). Clients want one: Claude Code was
/// seen to fail on an empty signature, and the Vercel AI SDK does not send a thought back without one, which providers
/// that want their reasoning back then miss. It proves nothing and claims nothing; read again it is no signature.
inline constexpr std::string_view kUnsigned = "dW5zaWduZWQ=";

/// Holds the words of a model that were to be a tool's arguments and are no JSON object: the dialect has a place for an
/// object only, and guessing at what was meant is not ours. Read again it is those words.
inline constexpr std::string_view kRawArguments = "raw_arguments";

/// `stop_reason`; a word we do not know becomes Other.
model::FinishReason finishOf(std::string_view stopReason);
/// Never empty.
std::string_view stopReasonOf(model::FinishReason reason);

/// A tool call's arguments as the dialect's `input`, and back.
base::Json inputOf(const std::string &arguments);
std::string argumentsOf(const base::Json &input);

/// How clients of the dialect spell a parameter.
std::string_view fieldName(model::ChatField field);

} // namespace dialect::anthropic
