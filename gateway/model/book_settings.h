#pragma once

#include <cstdint>
#include <string>

#include "model/fields.h"

namespace model {

/// How the books are kept and shown. It is set with the settings, but is no part of the plan: no call sees it.
struct BookSettings {
    std::string currency = "USD";   ///< In which costs are shown besides to whoever asks for no other.
    std::int64_t keepDays = 0;      ///< Single calls are kept so long; 0: for ever. Their sums always stay.
    std::int64_t keepMegabytes = 0; ///< The oldest calls go while usage.db is larger; 0: it may be of any size.
};

template <>
std::span<const Field<BookSettings>> fieldsOf<BookSettings>();

} // namespace model
