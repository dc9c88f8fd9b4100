#pragma once

#include <memory>

#include "jobs/events.h"
#include "logs/log.h"
#include "secrets/secret_store.h"

namespace gateway {

/// While it lives, a log takes the secrets of a store out of its lines and tells watchers of events about them.
/// Thread: that of its maker. Store and events outlive it.
class LogTies {
public:
    LogTies(std::shared_ptr<logs::Log> log, const secrets::SecretStore &secrets, jobs::Events &events);
    ~LogTies();
    LogTies(const LogTies &) = delete;
    LogTies &operator=(const LogTies &) = delete;

private:
    std::shared_ptr<logs::Log> m_log;
};

} // namespace gateway
