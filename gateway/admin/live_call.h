#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>

#include <QObject>

#include "admin/app_client.h"
#include "admin/live_answer.h"
#include "upstream/live_fetch.h"

namespace admin {

/// A call of an app under way: what its fetch hears is read in the call's dialect there, gathered, and told in as few
/// pieces as its owner's thread has time for. While that one is busy, whoever sends waits.
/// Thread: made, told and ended on its owner's; the listener's functions on the fetch's.
class LiveCall final : public QObject, public RunningCall, private upstream::LiveListener {
    Q_OBJECT
public:
    LiveCall(upstream::FetchRequest request, const std::string &dialect, HearNews hear);
    ~LiveCall() override;
    Q_DISABLE_COPY_MOVE(LiveCall)

private:
    void sent(const std::string &head) override;
    void begun(int status, const std::string &head) override;
    bool bytes(std::string_view bytes) override;
    void ended(const upstream::LiveEnd &end) override;
    /// With m_mutex held: has the news told.
    void announce();
    void tell();

    HearNews m_hear;
    LiveAnswer m_answer; ///< The fetch's thread alone.
    std::mutex m_mutex{};
    std::condition_variable m_taken{};
    AppNews m_news{}; ///< By m_mutex, as those below.
    bool m_announced = false;
    bool m_leaving = false;
    std::unique_ptr<upstream::LiveFetch> m_fetch; ///< Goes first.
};

} // namespace admin
