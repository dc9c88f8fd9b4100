#include "exchange/shown_key.h"

#include "access/client_key.h"

namespace exchange {

std::string_view queryValue(std::string_view query, std::string_view name)
{
    while (!query.empty()) {
        const auto field = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), field.size() + 1));
        if (field.starts_with(name) && field.size() > name.size() && field[name.size()] == '=')
            return field.substr(name.size() + 1);
    }
    return {};
}

base::Result<std::string_view> shownKey(const InboundCall &call)
{
    const bool gemini = call.path().starts_with("/v1beta/"); // elsewhere a key in a URL is somebody's mistake
    return auth::presentedKey(call.header("authorization"),
                              {call.header("x-api-key"), call.header("api-key"), call.header("x-goog-api-key"),
                               gemini ? queryValue(call.query(), "key") : std::string_view{}});
}

} // namespace exchange
