#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/plan.h"
#include "upstream/presets.h"

/// Where a provider is, once what its type asks for is filled in. Pure.
namespace upstream {

/// The option's value, or what the preset has in its place.
std::string optionOf(const model::Provider &provider, std::string_view name);

/// `{name}` replaced by the provider's options; what has no value stays as it is.
std::string filledIn(std::string_view pattern, const model::Provider &provider);

/// The base URL a provider is called at.
std::string baseUrlOf(const model::Provider &provider);

/// The address of a call: `path` is below the base URL, percent-encoded, perhaps with a query.
std::string urlOf(const model::Provider &provider, std::string_view path, std::string_view model);

/// Where the provider lists its models; empty when it has no such list.
std::string modelListOf(const model::Provider &provider);

/// What stands for text in a path. Slashes are encoded, too.
std::string percentEncoded(std::string_view text);

/// Errors: Unprocessable naming the field `options.NAME`, for names the type does not ask for, missing values, and values
/// that do not belong in an address.
base::Result<> checkOptions(const model::Provider &provider);

} // namespace upstream
