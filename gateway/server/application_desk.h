#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

#include "exchange/calling_application.h"
#include "server/peer_socket.h"
#include "server/program_name.h"
#include "server/socket_owners.h"

namespace server {

/// Finds out which programs of this computer connect, on a thread of its own that is made with the first of them: once
/// for a connection, all that wait at once, and never for more than a tenth of one core; calls do not wait for it.
/// Programs of other users, and of other systems than Linux, stay unknown. Thread: any.
class ApplicationDesk {
public:
    explicit ApplicationDesk(std::filesystem::path proc = "/proc");
    /// What has not begun is left.
    ~ApplicationDesk();
    ApplicationDesk(const ApplicationDesk &) = delete;
    ApplicationDesk &operator=(const ApplicationDesk &) = delete;

    /// Of an accepted connection. Null for who is not on this computer, and when too many wait already.
    std::shared_ptr<const exchange::CallingApplication> ask(int fd, std::string_view peer);

private:
    struct Job {
        std::shared_ptr<exchange::CallingApplication> application{};
        ConnectionEnds ends{};
    };
    static constexpr std::size_t kMostWaiting = 1024;
    void run();
    void resolve(const std::vector<Job> &jobs);

    SocketFinder m_sockets; ///< These three are the thread's.
    SocketOwners m_owners;
    ProgramNames m_names;
    std::mutex m_mutex{};
    std::condition_variable m_changed{};
    std::vector<Job> m_waiting{};
    bool m_ending = false;
    std::thread m_thread{};
};

} // namespace server
