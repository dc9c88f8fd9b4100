#include "admin/live_call.h"

#include <utility>

namespace admin {
namespace {

constexpr std::size_t kMostUntold = std::size_t{1} << 20;

} // namespace

LiveCall::LiveCall(upstream::FetchRequest request, const std::string &dialect, HearNews hear)
    : m_hear(std::move(hear)),
      m_answer(dialect),
      m_fetch(std::make_unique<upstream::LiveFetch>(std::move(request), static_cast<upstream::LiveListener &>(*this)))
{
}

LiveCall::~LiveCall()
{
    {
        const std::lock_guard lock(m_mutex);
        m_leaving = true;
    }
    m_taken.notify_all();
    m_fetch.reset();
}

void LiveCall::announce()
{
    if (!std::exchange(m_announced, true))
        QMetaObject::invokeMethod(this, &LiveCall::tell, Qt::QueuedConnection);
}

void LiveCall::tell()
{
    AppNews news;
    {
        const std::lock_guard lock(m_mutex);
        news = std::exchange(m_news, {});
        m_announced = false;
    }
    m_taken.notify_all();
    const HearNews hear = m_hear; // who hears of the end may let go of us
    hear(std::move(news));
}

void LiveCall::sent(const std::string &head)
{
    const std::lock_guard lock(m_mutex);
    m_news.sentHead = head;
    announce();
}

void LiveCall::begun(int status, const std::string &head)
{
    m_answer.begin(status, head);
    const std::lock_guard lock(m_mutex);
    m_news.status = status;
    m_news.head = head;
    announce();
}

bool LiveCall::bytes(std::string_view bytes)
{
    model::ChatEvents events;
    m_answer.take(bytes, events);
    std::unique_lock lock(m_mutex);
    m_taken.wait(lock, [this] { return m_leaving || m_news.bytes.size() < kMostUntold; });
    m_news.bytes += bytes;
    std::move(events.begin(), events.end(), std::back_inserter(m_news.events));
    announce();
    return !m_leaving;
}

void LiveCall::ended(const upstream::LiveEnd &end)
{
    model::ChatEvents events;
    if (end.how)
        m_answer.end(events);
    const std::lock_guard lock(m_mutex);
    std::move(events.begin(), events.end(), std::back_inserter(m_news.events));
    m_news.end = AppEnd{end.how, end.connectUs, end.firstByteUs, end.totalUs};
    announce();
}

} // namespace admin
