#pragma once

#include <string_view>

namespace server {

/// The grammar of a request's head, as pure functions. Source: RFC 9110 section 5.6, RFC 9112, RFC 3986.

bool isToken(std::string_view text);
/// No control characters but the tab.
bool isFieldText(std::string_view text);
/// No control characters, no space, ASCII only: what a request line may hold between its spaces.
bool isVisible(char c);
/// `host`, `host:port` or `[v6]:port`; says nothing about whether that host is ours.
bool isHostSyntax(std::string_view value);
/// One of the methods some operation of ours may have.
bool isServedMethod(std::string_view method);
/// False for a path that two readers may take for different ones (dot segments, empty segments, parameters, escaped
/// separators, escapes that are no UTF-8): decided on the raw text, before anything decodes it.
bool isPlainPath(std::string_view path);
/// Where a WebSocket may begin.
bool isEventsPath(std::string_view path);

} // namespace server
