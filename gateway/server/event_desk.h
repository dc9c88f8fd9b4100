#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "admin/backstage.h"
#include "admin/event_terms.h"
#include "base/reactor.h"
#include "exchange/client_stream.h"
#include "exchange/inbound_call.h"
#include "server/caller.h"
#include "server/event_wire.h"
#include "server/watch_seats.h"

namespace server {

class EventDesk;

/// One who watches: reads the ring of events at its own speed, so that a slow one loses the oldest and nobody else
/// anything. Thread: the worker's.
class EventStream final : public exchange::ClientEvents {
public:
    struct Watcher {
        exchange::InboundCall call{}; ///< With the key, to ask again whether it may.
        admin::Caller caller{};
        admin::EventTerms terms{};
        std::shared_ptr<exchange::ClientStream> client{};
        std::unique_ptr<EventWire> wire{};
    };
    EventStream(EventDesk &desk, Watcher watcher);
    ~EventStream();
    EventStream(const EventStream &) = delete;
    EventStream &operator=(const EventStream &) = delete;

    void start();
    /// Writes what is new, as far as the client takes it.
    void pump();
    void beat();
    void end(Farewell why);
    const Watcher &watcher() const { return m_watcher; }
    const std::string &seat() const { return m_seat; }

    void onDrained() override { pump(); }
    void onGone() override;
    void onBytes(std::string_view bytes) override;

private:
    void finish(std::string_view lastWords);

    EventDesk &m_desk;
    Watcher m_watcher;
    std::string m_seat; ///< For whom it was taken.
    std::string m_text{};
    bool m_over = false;
};

/// All who watch events at one worker: as server-sent events, or over WebSockets. Thread: the worker's.
class EventDesk {
public:
    /// All outlive it.
    EventDesk(admin::Backstage &gateway, base::Reactor &reactor, const CallerCheck &callers, WatchSeats &seats);
    ~EventDesk();
    EventDesk(const EventDesk &) = delete;
    EventDesk &operator=(const EventDesk &) = delete;

    /// For a caller that may. Answers at once, for as long as the client stays.
    void watch(const exchange::InboundCall &call, const admin::Request &request,
               std::shared_ptr<exchange::ClientStream> client);
    /// Everybody is sent home, and nobody comes in any more.
    void close();

    jobs::Events &events() { return m_gateway.events; }
    WatchSeats &seats() { return m_seats; }
    /// It is over; deleted once nothing of it runs.
    void forget(EventStream &stream);

private:
    void open(EventStream::Watcher watcher);
    void onNews();
    void pump();
    void beat();
    void checkAll();
    bool stillMay(const EventStream &stream) const;
    std::vector<EventStream *> all() const;

    admin::Backstage &m_gateway;
    base::Reactor &m_reactor;
    const CallerCheck &m_callers;
    WatchSeats &m_seats;
    base::CallbackTimer m_pump;
    base::CallbackTimer m_beat;
    std::int64_t m_plan = 0; ///< Version of the one by which all were let in.
    bool m_closed = false;
    std::vector<std::unique_ptr<EventStream>> m_streams{};
    std::vector<std::unique_ptr<EventStream>> m_gone{}; ///< May be on the stack still.
    std::unique_ptr<jobs::Events::Watch> m_watch{};     ///< While there are some. Goes first.
};

} // namespace server
