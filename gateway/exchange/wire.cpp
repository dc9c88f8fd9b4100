#include "exchange/wire.h"

#include "base/text.h"
#include "upstream/presets.h"

namespace exchange {

std::optional<Wire> wireFor(const model::Provider &provider, const dialect::Dialect &client, bool jsonArray)
{
    const upstream::Preset *preset = upstream::findPreset(provider.type);
    std::string_view spoken = preset != nullptr ? preset->dialect : provider.type;
    if (spoken.empty())
        spoken = dialect::openaiChat.id; // the sandbox
    const dialect::Dialect *other = nullptr;
    for (std::string_view rest = spoken; !rest.empty();) {
        const auto space = rest.find(' ');
        const dialect::Dialect *one = dialect::findDialect(rest.substr(0, space));
        rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
        if (one == &client)
            return Wire{one, jsonArray && one->call != nullptr};
        if (other == nullptr && one != nullptr && one->call != nullptr && client.serve != nullptr)
            other = one;
    }
    return other == nullptr ? std::nullopt : std::optional(Wire{other, true});
}

} // namespace exchange
