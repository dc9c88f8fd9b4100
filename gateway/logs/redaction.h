#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

/// What must not be in a log, taken out of it. `***` stands in its place. Pure. Thread: any.
namespace logs {

/// Takes out one secret that is known: as it is, percent-encoded, in base64 and hexadecimal, its long pieces when it
/// has several (a service account's file, an id and its secret), and its first or last twelve characters when the rest
/// was cut off. One of less than six characters stays: it stands in many a word.
void hideSecret(std::string &text, std::string_view secret);

/// Takes out what looks like a secret: keys of known forms, tokens, private keys, values of headers and parameters that
/// carry credentials, passwords in addresses. What is in doubt is taken out.
void hideKnownForms(std::string &text);

/// Whether a field of that name holds a credential or what people wrote; its value is never kept.
bool isUnspeakable(std::string_view fieldName);

} // namespace logs
