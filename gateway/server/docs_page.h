#pragma once

#include <string_view>

#include "exchange/client_stream.h"

namespace server {

/// Whether `path` is the API reference page or one of its files.
bool isDocsPath(std::string_view path);
/// Answers with it. The page has everything from here, may ask nobody else and be shown in nobody's frame.
/// Thread: the worker's.
void answerDocs(std::string_view path, exchange::ClientStream &client);

} // namespace server
