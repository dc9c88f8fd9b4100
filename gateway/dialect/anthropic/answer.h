#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "dialect/translate.h"

namespace dialect::anthropic {

base::Result<model::ChatAnswer> readAnswer(std::string_view body);
std::string writeAnswer(const model::ChatAnswer &answer, const AnswerFor &client);

std::unique_ptr<StreamReader> makeReader();
std::unique_ptr<StreamWriter> makeWriter(const AnswerFor &client);

/// What ended the message, in the dialect's word: a client acts on `tool_use` and `refusal`, and others say `stop` when
/// they called a tool or refused.
std::string_view stopReasonFor(model::FinishReason reason, bool calls, bool refuses);

/// For a tool call without an id, as relatives may send it.
std::string madeUpId(std::string_view answerId, std::int64_t part);

} // namespace dialect::anthropic
