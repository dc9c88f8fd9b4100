#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "admin/local_client.h"
#include "base/result.h"
#include "logs/log.h"
#include "server/server.h"

namespace gateway {

/// The whole gateway over one data directory: stores, books, admin operations, and, once it listens, the server.
/// "Stopped" means it does not listen; stores and operations stay up.
/// Thread: made, used and destroyed on one (the main thread).
class Gateway {
public:
    /// Takes the directory for this process alone. Errors: Conflict when another process has it, Storage.
    /// What it says about itself goes to `log`, which then has its files there; null: to one of its own.
    static base::Result<std::unique_ptr<Gateway>> open(const std::filesystem::path &dataDirectory,
                                                       std::shared_ptr<logs::Log> log = nullptr);
    ~Gateway();
    Gateway(const Gateway &) = delete;
    Gateway &operator=(const Gateway &) = delete;

    /// Errors: Conflict for a taken port, with `param` naming it; listenTrouble() then knows more, and the admin
    /// operation settings.rebind can still find another one.
    base::Result<> listen(const server::ServerOptions &options);
    /// Why nothing listens; nothing when something does.
    std::optional<admin::PortTrouble> listenTrouble() const;
    /// Takes no new calls and lets the open ones go on; stopListening() follows when they are done.
    void stopAccepting();
    /// Lets open answers finish for at most `drain`. The stores stay open.
    void stopListening(std::chrono::milliseconds drain);
    std::vector<std::string> addresses() const;

    /// How reports become PDF; without it nobody gets one. Before anything is asked for.
    void printWith(std::function<base::Result<std::string>(const base::Json &report)> print);
    /// Puts the variables that were blanked back, for the program that takes the place of this one.
    void restoreEnvironment();

    /// For the UI of this process.
    admin::AdminClient &client();
    /// One operation, waiting for it; for the command line. Errors: the operation's; Cancelled when the program is told
    /// to end meanwhile.
    base::Result<base::Json> call(admin::AdminCall call);

private:
    struct Parts;
    explicit Gateway(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace gateway
