#include "server/event_desk.h"

#include <algorithm>

#include "base/clock.h"
#include "server/admin_route.h"
#include "server/websocket.h"

namespace server {
namespace {

constexpr std::int64_t kGatherNanos = 20'000'000; ///< A burst of events wakes a worker once.
constexpr std::int64_t kBeatNanos = 15'000'000'000;
constexpr std::size_t kMostPending = 64 * 1024;
constexpr std::size_t kAtOnce = 64; ///< Events.
constexpr std::string_view kSseHeaders = "cache-control: no-store\r\nx-accel-buffering: no\r\n";

void refuseVersion(exchange::ClientStream &client, const base::Error &error, std::string_view requestId)
{
    const base::Json body = {{"error",
                              {{"code", "upgrade_not_supported"},
                               {"message", error.detail},
                               {"param", error.param},
                               {"request_id", requestId}}}};
    client.respond({426, "application/json", "sec-websocket-version: 13\r\n"}, base::dump(body));
}

void refuseCrowd(exchange::ClientStream &client, std::string_view requestId)
{
    const base::Json body = {{"error",
                              {{"code", "too_many_watchers"},
                               {"message", "events are watched on as many connections as there may be"},
                               {"param", nullptr},
                               {"request_id", requestId}}}};
    client.respond({429, "application/json", "retry-after: 5\r\n"}, base::dump(body));
}

} // namespace

EventStream::EventStream(EventDesk &desk, Watcher watcher)
    : m_desk(desk), m_watcher(std::move(watcher)), m_seat(m_watcher.caller.id)
{
    m_watcher.client->setEvents(this);
}

EventStream::~EventStream()
{
    m_watcher.client->setEvents(nullptr);
    m_desk.seats().leave(m_seat);
}

void EventStream::start()
{
    admin::EventTerms &terms = m_watcher.terms;
    const std::uint64_t newest = m_desk.events().newest();
    const bool unknown = terms.after > newest; // the clock went back over a restart
    if (terms.after == 0 || unknown)
        terms.after = newest;
    m_text.clear();
    m_watcher.wire->ready(m_text, terms.after);
    if (unknown)
        m_watcher.wire->lost(m_text, newest);
    m_watcher.client->write(m_text);
    pump();
}

void EventStream::pump()
{
    admin::EventTerms &terms = m_watcher.terms;
    while (!m_over && m_watcher.client->pending() <= kMostPending) {
        const jobs::EventsSince news = m_desk.events().since(terms.after, kAtOnce);
        if (news.events.empty() && !news.lost)
            return;
        m_text.clear();
        if (news.lost)
            m_watcher.wire->lost(m_text, news.events.empty() ? m_desk.events().newest() : news.events.front()->id - 1);
        for (const jobs::SharedEvent &event : news.events)
            if (terms.wants(*event))
                m_watcher.wire->event(m_text, *event);
        terms.after = news.events.empty() ? m_desk.events().newest() : news.events.back()->id;
        if (!m_text.empty())
            m_watcher.client->write(m_text);
    }
}

void EventStream::beat()
{
    if (m_watcher.client->pending() > 0)
        return; // it has enough to read
    m_text.clear();
    if (!m_watcher.wire->beat(m_text))
        return end(Farewell::Unheard);
    m_watcher.client->write(m_text);
}

void EventStream::end(Farewell why)
{
    m_text.clear();
    m_watcher.wire->end(m_text, why);
    finish(m_text);
}

/// One that has not read what it was sent is not waited for.
void EventStream::finish(std::string_view lastWords)
{
    if (std::exchange(m_over, true))
        return;
    m_watcher.client->setEvents(nullptr);
    if (m_watcher.client->pending() > 0)
        m_watcher.client->cut();
    else
        m_watcher.client->finish(lastWords);
    m_desk.forget(*this);
}

void EventStream::onGone()
{
    if (!std::exchange(m_over, true))
        m_desk.forget(*this);
}

void EventStream::onBytes(std::string_view bytes)
{
    if (m_over)
        return;
    m_text.clear();
    if (!m_watcher.wire->take(m_text, bytes))
        return finish(m_text);
    if (m_watcher.client->pending() > kMostPending) // asks for answers and does not read them
        return finish({});
    if (!m_text.empty())
        m_watcher.client->write(m_text);
}

EventDesk::EventDesk(admin::Backstage &gateway, base::Reactor &reactor, const CallerCheck &callers, WatchSeats &seats)
    : m_gateway(gateway),
      m_reactor(reactor),
      m_callers(callers),
      m_seats(seats),
      m_pump(reactor, [this] { pump(); }),
      m_beat(reactor, [this] { beat(); })
{
}

EventDesk::~EventDesk() = default;

void EventDesk::watch(const exchange::InboundCall &call, const admin::Request &request,
                      std::shared_ptr<exchange::ClientStream> client)
{
    const std::string_view id = call.header("last-event-id");
    const auto terms = admin::eventTerms(request.caller, request.queryValue("topics"),
                                         id.empty() ? request.queryValue("last_event_id") : id);
    if (!terms)
        return answerAdminError(*client, terms.error(), call.requestId);
    const bool upgrade = asksForWebSocket(call);
    const auto accepted = upgrade ? acceptWebSocket(call) : base::Result<std::string>();
    if (!accepted && accepted.error().code == base::ErrorCode::Unsupported)
        return refuseVersion(*client, accepted.error(), call.requestId);
    if (!accepted)
        return answerAdminError(*client, accepted.error(), call.requestId);
    if (call.method() == "HEAD")
        return client->respond({200, "text/event-stream", kSseHeaders}, {});
    if (m_closed)
        return answerAdminError(*client, {base::ErrorCode::Unavailable, "the gateway is being stopped", {}, {}},
                                call.requestId);
    if (!m_seats.take(request.caller.id))
        return refuseCrowd(*client, call.requestId);
    EventStream::Watcher watcher{call, request.caller, *terms, client, nullptr};
    if (!upgrade) {
        client->begin({200, "text/event-stream", kSseHeaders});
        watcher.wire = std::make_unique<SseWire>();
    } else if (client->switchProtocol(*accepted)) {
        watcher.wire = std::make_unique<WebSocketWire>();
    } else {
        m_seats.leave(request.caller.id);
        return answerAdminError(
            *client, {base::ErrorCode::BadRequest, "nothing may be sent before the answer to the handshake", {}, {}},
            call.requestId);
    }
    open(std::move(watcher));
}

void EventDesk::open(EventStream::Watcher watcher)
{
    if (!m_watch)
        m_watch = events().watch([this] { m_reactor.post([this] { onNews(); }); });
    if (m_streams.empty()) {
        m_plan = m_gateway.plan.current()->version;
        m_beat.arm(base::systemClock().steadyNanos() + kBeatNanos);
    }
    m_streams.push_back(std::make_unique<EventStream>(*this, std::move(watcher)));
    m_streams.back()->start();
}

void EventDesk::onNews()
{
    if (!m_pump.armed() && !m_streams.empty())
        m_pump.arm(base::systemClock().steadyNanos() + kGatherNanos);
}

std::vector<EventStream *> EventDesk::all() const
{
    std::vector<EventStream *> out;
    for (const auto &stream : m_streams)
        out.push_back(stream.get());
    return out;
}

void EventDesk::pump()
{
    m_gone.clear();
    if (!m_watch)
        return;
    m_watch->rearm();
    if (m_gateway.plan.current()->version != m_plan)
        checkAll();
    for (EventStream *stream : all())
        stream->pump();
}

void EventDesk::beat()
{
    checkAll();
    for (EventStream *stream : all())
        stream->beat();
    if (!m_streams.empty())
        m_beat.arm(base::systemClock().steadyNanos() + kBeatNanos);
}

/// A key may have been revoked, a token may have run out, a user may have changed teams.
void EventDesk::checkAll()
{
    m_plan = m_gateway.plan.current()->version;
    for (EventStream *stream : all())
        if (!stillMay(*stream))
            stream->end(Farewell::NotAllowed);
}

bool EventDesk::stillMay(const EventStream &stream) const
{
    const EventStream::Watcher &watcher = stream.watcher();
    exchange::InboundCall call = watcher.call;
    call.receivedMillis = m_gateway.clock.wallMillis();
    const auto caller = m_callers.identify(call, *m_gateway.plan.current());
    if (!caller || caller->role != watcher.caller.role || caller->team != watcher.caller.team)
        return false;
    return auth::mayCall(auth::permission::kWatchEvents, caller->standing());
}

void EventDesk::forget(EventStream &stream)
{
    const auto at = std::ranges::find(m_streams, &stream, &std::unique_ptr<EventStream>::get);
    if (at == m_streams.end())
        return;
    m_gone.push_back(std::move(*at));
    m_streams.erase(at);
    m_pump.arm(base::systemClock().steadyNanos());
    if (m_streams.empty()) {
        m_watch.reset();
        m_beat.disarm();
    }
}

void EventDesk::close()
{
    m_closed = true;
    for (EventStream *stream : all())
        stream->end(Farewell::Stopping);
}

} // namespace server
