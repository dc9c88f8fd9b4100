#pragma once

#include <filesystem>
#include <memory>

#include "admin/admin_client.h"
#include "gateway.h"
#include "instance_file.h"

namespace app {

/// How a command acts on a data directory: through the running instance if there is one, else directly on the stores.
/// Thread: the main thread; call() waits.
class Reach {
public:
    /// Errors: Conflict when another process holds the directory but does not answer, Storage.
    static base::Result<Reach> open(const std::filesystem::path &dataDirectory);

    base::Result<base::Json> call(const admin::AdminCall &call);
    bool running() const { return m_gateway == nullptr; }
    const std::string &url() const { return m_url; }

private:
    Reach() = default;
    std::unique_ptr<gateway::Gateway> m_gateway{}; ///< Null: through `m_url`.
    std::string m_url{};
    secrets::SharedSecret m_token{};
};

} // namespace app
