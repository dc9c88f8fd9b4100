#pragma once

#include <memory>

#include "logs/log.h"

namespace app {

/// Everything that goes through Qt's messages (`qWarning()` and the like, ours and Qt's own) goes to the log while this
/// lives, and to where it went before as the log let it through: without secrets.
/// Thread: made and destroyed on the main thread, before and after all others; one at a time.
class MessageLog {
public:
    explicit MessageLog(std::shared_ptr<logs::Log> log);
    ~MessageLog();
    MessageLog(const MessageLog &) = delete;
    MessageLog &operator=(const MessageLog &) = delete;

private:
    std::shared_ptr<logs::Log> m_log;
};

} // namespace app
