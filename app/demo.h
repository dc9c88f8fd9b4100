#pragma once

#include <memory>

#include <QTemporaryDir>

#include "app/command_line.h"
#include "app/demo_traffic.h"
#include "gateway.h"

namespace app {

/// What `--demo` asks for: made-up calls in a data directory that is given, or in one that goes with this object.
/// Thread: the main thread.
class Demo {
public:
    /// Without `--demo` it does nothing. With it, and without a data directory, `arguments` get one.
    explicit Demo(Arguments &arguments);

    /// Needs a QCoreApplication. Errors: BadRequest, Conflict for a directory with something else in it, Storage.
    base::Result<> fill() const;
    /// A call now and then, until it goes. Null without `--demo` and with `--demo-quiet`.
    std::unique_ptr<DemoTraffic> traffic(const gateway::Gateway &gateway) const;

private:
    Arguments &m_arguments;
    std::unique_ptr<QTemporaryDir> m_directory{};
};

} // namespace app
