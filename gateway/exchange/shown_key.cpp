#include "exchange/shown_key.h"

#include "access/client_key.h"

namespace exchange {

bool isGeminiPath(std::string_view path)
{
    const auto begins = [path](std::string_view start) { return path.starts_with(start); };
    const auto ends = [path](std::string_view verb) { return path.ends_with(verb); }; // names may hold colons, too
    return (begins("/v1beta/models/") || begins("/v1/models/") || begins("/v1alpha/models/"))
           && (ends(":generateContent") || ends(":streamGenerateContent") || ends(":countTokens")
               || ends(":embedContent") || ends(":batchEmbedContents"));
}

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
    const std::string_view path = call.path(); // elsewhere a key in a URL is somebody's mistake
    const bool gemini = isGeminiPath(path) || path.starts_with("/v1beta/");
    return auth::presentedKey(call.header("authorization"),
                              {call.header("x-api-key"), call.header("api-key"), call.header("x-goog-api-key"),
                               gemini ? queryValue(call.query(), "key") : std::string_view{}});
}

} // namespace exchange
