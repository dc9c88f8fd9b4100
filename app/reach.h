#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "admin/admin_client.h"
#include "app/message_log.h"
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
    /// Of an operation that answers with text: gives it to `take`, which says whether there may be more, in pieces.
    base::Result<> text(admin::AdminCall call, const std::function<bool(std::string_view)> &take);
    bool running() const { return m_gateway == nullptr; }
    const std::string &url() const { return m_url; }

private:
    Reach() = default;
    base::Result<std::string> ask(const admin::AdminCall &call);
    std::unique_ptr<MessageLog> m_messages{};      ///< While it is this process that has the stores.
    std::unique_ptr<gateway::Gateway> m_gateway{}; ///< Null: through `m_url`.
    std::string m_pin{};                           ///< Of its certificate's key; empty for plain HTTP.
    std::string m_url{};
    secrets::SharedSecret m_token{};
};

} // namespace app
