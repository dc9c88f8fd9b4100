#pragma once

#include <string_view>

#include "dialect/dialect.h"

namespace dialect {

/// What a Chat Completions answer says: usage by the table of relatives, content, finish, an error in a 200.
base::Result<AnswerFacts> readOpenaiAnswer(std::string_view body);

/// The same for one chunk of a stream.
base::Result<AnswerFacts> readOpenaiEvent(std::string_view event, std::string_view data);

} // namespace dialect
