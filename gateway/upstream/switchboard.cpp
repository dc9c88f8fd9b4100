#include "upstream/switchboard.h"

#include "base/clock.h"
#include "base/text.h"
#include "upstream/endpoint.h"
#include "upstream/outbound_rules.h"
#include "upstream/sandbox_call.h"

namespace upstream {
namespace {

/// What the header `x-sandbox` of a provider says goes for all its models.
std::string optionsOf(const model::Provider &provider)
{
    for (const auto &[name, value] : provider.headers)
        if (base::equalsIgnoringCase(name, "x-sandbox"))
            return "|" + value;
    return {};
}

} // namespace

std::unique_ptr<Call> Switchboard::start(Request request, base::Wake &wake)
{
    if (request.provider->type != "sandbox" && !isPlayedHere(baseUrlOf(*request.provider)))
        return m_network.start(std::move(request), wake);
    const std::string model = request.model + optionsOf(*request.provider);
    auto script = sandboxScript(request.body, model, base::systemClock().wallMillis());
    return std::make_unique<SandboxCall>(m_reactor, wake, request, std::move(script));
}

} // namespace upstream
