#include "server/application_desk.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include <unistd.h>

#include "server/connection_slots.h"

namespace server {
namespace {

using namespace std::chrono_literals;

constexpr int kRestPerWork = 9;
constexpr std::chrono::nanoseconds kLongestRest = 1s;

} // namespace

ApplicationDesk::ApplicationDesk(std::filesystem::path proc) : m_sockets(proc), m_owners(proc), m_names(proc) {}

ApplicationDesk::~ApplicationDesk()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

std::shared_ptr<const exchange::CallingApplication> ApplicationDesk::ask(int fd, std::string_view peer)
{
    if (!isLoopback(peer))
        return nullptr;
    const auto ends = endsOf(fd);
    if (!ends)
        return nullptr;
    auto application = std::make_shared<exchange::CallingApplication>();
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() >= kMostWaiting)
            return nullptr;
        m_waiting.push_back({application, *ends});
        if (!m_thread.joinable())
            m_thread = std::thread([this] { run(); });
    }
    m_changed.notify_one();
    return application;
}

void ApplicationDesk::run()
{
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_ending || !m_waiting.empty(); });
        if (m_ending)
            return;
        const std::vector<Job> jobs = std::exchange(m_waiting, {});
        lock.unlock();
        const auto begun = std::chrono::steady_clock::now();
        resolve(jobs);
        const std::chrono::nanoseconds rest = (std::chrono::steady_clock::now() - begun) * kRestPerWork;
        lock.lock();
        m_changed.wait_for(lock, std::min(rest, kLongestRest), [this] { return m_ending; });
    }
}

void ApplicationDesk::resolve(const std::vector<Job> &jobs)
{
    std::vector<std::uint64_t> inodes(jobs.size());
    std::set<std::uint64_t> wanted;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (jobs[i].application.use_count() == 1)
            continue; // the connection is over
        const auto socket = m_sockets.find(jobs[i].ends);
        if (!socket || socket->user != ::geteuid())
            continue;
        inodes[i] = socket->inode;
        wanted.insert(socket->inode);
    }
    const auto owners = m_owners.find(std::move(wanted));
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const auto owner = owners.find(inodes[i]);
        jobs[i].application->tell(owner == owners.end() ? std::string() : m_names.of(owner->second));
    }
}

} // namespace server
