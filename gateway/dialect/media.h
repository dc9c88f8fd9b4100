#pragma once

#include <string>
#include <string_view>

#include "model/chat.h"

namespace dialect {

/// A URL as a medium: one that holds its data (`data:image/png;base64,...`) comes apart, others stay.
void setUrl(model::Media &media, std::string url);

/// The medium's URL, or its data as one; empty when it has neither. Data of no known type stays as it is.
std::string urlOf(const model::Media &media);

/// OpenAI's names of sound formats: `wav`, `mp3`; of others what follows the slash of their MIME type.
std::string audioFormat(std::string_view mimeType);
std::string audioMimeType(std::string_view format);

} // namespace dialect
