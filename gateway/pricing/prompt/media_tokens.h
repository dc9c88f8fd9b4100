#pragma once

#include <cstdint>
#include <string_view>

#include "model/chat.h"

namespace pricing {

/// What a picture, document, sound or film of a request comes to, by the formulas that its model's maker publishes; of
/// what is not there to be looked at (a URL, a file the provider keeps) what is usual. `media.text` is not in it: that is
/// text. `model` as familyOf() takes it. Unit: tokens.
std::int64_t mediaTokens(model::PartKind kind, const model::Media &media, std::string_view model);

} // namespace pricing
