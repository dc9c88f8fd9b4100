#pragma once

#include <cstddef>

#include "upstream/call.h"
#include "upstream/sandbox_script.h"

namespace upstream {

/// The built-in provider: plays a script on the worker's own timers. No network, no key, no cost.
class SandboxCall final : public Call {
public:
    SandboxCall(base::Reactor &reactor, base::Wake &wake, const Request &request, SandboxScript script);

private:
    void play();
    void applyPause(bool paused) override;
    void stop() override { m_timer.disarm(); }

    SandboxScript m_script;
    std::size_t m_next = 0;
    bool m_paused = false;
    base::CallbackTimer m_timer;
};

} // namespace upstream
