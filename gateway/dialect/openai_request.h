#pragma once

#include <string>
#include <string_view>

#include "dialect/dialect.h"
#include "dialect/openai_parameters.h"

namespace dialect {

/// Reads what routing needs of a Chat Completions request, as peekBody() says.
base::Result<RequestPeek> peekOpenaiChat(std::string_view body, const PathFacts &path = {});

/// Splices the model name, `stream_options.include_usage` and parameters into the body; every other byte stays.
std::string rewriteOpenaiChat(std::string_view body, const RequestPeek &peek, const Rewrite &rewrite);
/// The same where rules' parameters are called otherwise.
std::string rewriteOpenai(std::string_view body, const RequestPeek &peek, const Rewrite &rewrite,
                          const ParameterNames &names);

} // namespace dialect
