#pragma once

#include <memory>

#include "dialect/dialect.h"

namespace dialect {

/// Reads the chunks of OpenAI and its relatives.
std::unique_ptr<StreamReader> makeOpenaiReader();

/// Writes chunks that the official SDKs take.
std::unique_ptr<StreamWriter> makeOpenaiWriter(const AnswerFor &client);

} // namespace dialect
