#include "log_ties.h"

#include <utility>

namespace gateway {

LogTies::LogTies(std::shared_ptr<logs::Log> log, const secrets::SecretStore &secrets, jobs::Events &events)
    : m_log(std::move(log))
{
    m_log->hide([&secrets] { return secrets.known(); });
    m_log->tell([&events](const logs::Line &line) {
        if (events.watched())
            events.publish(jobs::Topic::Logs, logs::toJson(line));
    });
}

LogTies::~LogTies()
{
    m_log->tell(nullptr);
    m_log->hide(nullptr);
}

} // namespace gateway
