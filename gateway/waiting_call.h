#pragma once

#include <mutex>
#include <optional>
#include <utility>

#include <QEventLoop>

#include "admin/service.h"

namespace gateway {

/// One who waits in an event loop, and may be gone before the answer comes. Thread: any.
class Waiting {
public:
    explicit Waiting(QEventLoop *loop) : m_loop(loop) {}
    void take(base::Result<admin::Answer> answer)
    {
        const std::lock_guard lock(m_mutex);
        m_answer = std::move(answer);
        if (m_loop != nullptr)
            QMetaObject::invokeMethod(m_loop, &QEventLoop::quit, Qt::QueuedConnection); // it may not have begun
    }
    std::optional<base::Result<admin::Answer>> leave()
    {
        const std::lock_guard lock(m_mutex);
        m_loop = nullptr;
        return std::exchange(m_answer, std::nullopt);
    }

private:
    std::mutex m_mutex{};
    QEventLoop *m_loop;
    std::optional<base::Result<admin::Answer>> m_answer{};
};

} // namespace gateway
