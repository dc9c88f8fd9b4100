#pragma once

#include <string_view>

#include <simdjson.h>

#include "base/json.h"

/// What splices of rules' parameters go by.
namespace dialect {

/// The bytes of a value, as it stands in the body.
inline std::string_view bytesOf(simdjson::ondemand::value value)
{
    const std::string_view token = value.raw_json_token();
    std::string_view out = token;
    simdjson::ondemand::object object;
    simdjson::ondemand::array array;
    if (token.starts_with('{') && value.get_object().get(object) == simdjson::SUCCESS)
        out = object.raw_json().value_unsafe();
    else if (token.starts_with('[') && value.get_array().get(array) == simdjson::SUCCESS)
        out = array.raw_json().value_unsafe();
    const auto last = out.find_last_not_of(" \t\r\n");
    return out.substr(0, last + 1); // a raw token reaches up to the next structural character
}

/// Whether rules set any.
inline bool holdsParameters(const base::Json *json)
{
    return json != nullptr && json->is_object() && !json->empty();
}

} // namespace dialect
