#pragma once

#include <string_view>

#include "base/result.h"
#include "model/call_record.h"

namespace exchange {

inline constexpr int kStatusClientLeft = 499; ///< In records only, as nginx counts it: nobody was there to be told.

/// The one place where our error codes become HTTP.
int statusFor(base::ErrorCode code);
std::string_view codeFor(base::ErrorCode code, std::string_view param = {});

/// The same for what a provider did, when it gave no answer of its own that could be shown.
int statusFor(model::FailureClass failure);
std::string_view codeFor(model::FailureClass failure);

} // namespace exchange
