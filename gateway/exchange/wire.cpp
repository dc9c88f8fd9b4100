#include "exchange/wire.h"

#include "base/text.h"
#include "upstream/presets.h"

namespace exchange {
namespace {

/// Whether calls that come in the one can be sent on in the other.
bool translates(const dialect::Dialect &client, const dialect::Dialect &provider)
{
    return (client.serve != nullptr && provider.call != nullptr)
           || (client.serveEmbeddings != nullptr && provider.callEmbeddings != nullptr)
           || (client.serveCount != nullptr && provider.callCount != nullptr);
}

class ProviderWires final : public routing::WireView {
public:
    bool speaks(const model::Provider &provider, std::string_view clientDialect) const override
    {
        const dialect::Dialect *client = dialect::findDialect(clientDialect);
        return client == nullptr || wireFor(provider, *client).has_value();
    }
};

} // namespace

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
        if (other == nullptr && one != nullptr && translates(client, *one))
            other = one;
    }
    return other == nullptr ? std::nullopt : std::optional(Wire{other, true});
}

const routing::WireView &providerWires()
{
    static const ProviderWires wires; // it knows nothing but the tables of dialects and presets
    return wires;
}

} // namespace exchange
