#pragma once

#include <functional>
#include <memory>

#include "app/command_line.h"
#include "gateway.h"

namespace app {

/// What the window and the headless gateway have in common. Thread: the main thread.

/// `--listen`, `--port`, `--workers` or their variables. Errors: BadRequest.
base::Result<server::ServerOptions> serverOptions(const Arguments &arguments);

/// Opens the data directory and listens; says so on standard output, one line an address.
base::Result<std::unique_ptr<gateway::Gateway>> startGateway(const Arguments &arguments,
                                                             std::shared_ptr<logs::Log> log = nullptr);

/// SIGTERM, SIGINT and SIGHUP end the event loop, so that open answers can finish, or do what `leave` does.
void quitOnSignals(std::function<void()> leave = {});

/// How long open answers may take after that.
inline constexpr std::chrono::seconds kDrain{10};

} // namespace app
