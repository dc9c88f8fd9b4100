#include "app/people_options.h"

#include "base/text.h"

namespace app {

base::Result<> putSharedOptions(base::Json &body, const Arguments &arguments)
{
    if (arguments.has("tag"))
        body["tags"] = arguments.all("tag");
    for (const auto &[option, name] : {std::pair("rpm", "requests_per_minute"), std::pair("tpm", "tokens_per_minute"),
                                       std::pair("concurrent", "concurrent_calls")}) {
        if (!arguments.has(option))
            continue;
        const auto number = base::parseInteger(arguments.value(option));
        if (!number)
            return base::fail(base::ErrorCode::BadRequest, std::string("--") + option + " takes a whole number");
        body["limits"][name] = *number;
    }
    return {};
}

} // namespace app
