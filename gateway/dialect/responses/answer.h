#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "dialect/translate.h"

namespace dialect {

/// Errors: Upstream for what is no response object, and for one that failed.
base::Result<model::ChatAnswer> readResponsesAnswer(std::string_view body);

/// The whole `response` object.
std::string writeResponsesAnswer(const model::ChatAnswer &answer, const AnswerFor &client);

std::unique_ptr<StreamReader> makeResponsesReader();
std::unique_ptr<StreamWriter> makeResponsesWriter(const AnswerFor &client);

/// What an answer says beyond the middle form and beyond repeating its request; null for nothing.
base::Json responsesExtra(base::Json &&response);

} // namespace dialect
