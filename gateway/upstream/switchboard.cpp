#include "upstream/switchboard.h"

#include "base/clock.h"
#include "upstream/sandbox_call.h"

namespace upstream {

std::unique_ptr<Call> Switchboard::start(Request request, base::Wake &wake)
{
    if (request.provider->type != "sandbox")
        return m_network.start(std::move(request), wake);
    auto script = sandboxScript(request.body, request.model, base::systemClock().wallMillis());
    return std::make_unique<SandboxCall>(m_reactor, wake, request, std::move(script));
}

} // namespace upstream
