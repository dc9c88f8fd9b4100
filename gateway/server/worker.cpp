#include "server/worker.h"

#include <semaphore>

#include "base/free_lists.h"
#include "exchange/exchanges.h"
#include "server/edge_server.h"
#include "server/router.h"
#include "upstream/switchboard.h"

namespace server {

/// What lives on the worker's thread, made and destroyed there.
struct Worker::Inside {
    Inside(const WorkerSetup &setup, base::Reactor &reactor)
        : upstream(reactor, setup.secrets, &setup.service.gateway().proxies),
          signatures(setup.secrets, setup.ledger.nonces()),
          exchanges({reactor, base::Snapshot<model::Plan>::Reader(setup.service.gateway().plan), upstream, setup.ledger,
                     base::Snapshot<pricing::Catalogue>::Reader(setup.prices),
                     routing::Health::Reader(setup.service.gateway().health), setup.counts, setup.thoughts, &signatures,
                     setup.bodies}),
          router(exchanges, setup.service, reactor, setup.callers, *setup.watchSeats),
          edge(reactor, router, setup.limits, setup.entrance)
    {
        edge.reportTo(setup.slots);
        edge.attributeBy(*setup.applications);
    }
    upstream::Switchboard upstream;
    exchange::SignatureCheck signatures;
    exchange::Exchanges exchanges;
    Router router;
    EdgeServer edge;
};

Worker::Worker(const WorkerSetup &setup) : m_setup(setup), m_dispatcher(new EpollDispatcher)
{
    setObjectName(QStringLiteral("worker"));
    setEventDispatcher(m_dispatcher);
}

Worker::~Worker()
{
    stop();
}

void Worker::begin()
{
    std::binary_semaphore ready(0);
    m_dispatcher->post([this, &ready] {
        m_inside = std::make_unique<Inside>(m_setup, *m_dispatcher);
        ready.release();
    });
    start();
    ready.acquire();
}

void Worker::run()
{
    base::keepFreedBlocks();
    exec();
    m_inside.reset();
    m_ended.release();
}

void Worker::adopt(int fd, std::string peer, std::uint16_t peerPort)
{
    m_dispatcher->post([this, fd, peer = std::move(peer), peerPort] { m_inside->edge.adopt(fd, peer, peerPort); });
}

void Worker::moveTo(const Entrance &entrance)
{
    m_dispatcher->post([this, entrance] { m_inside->edge.moveTo(entrance); });
}

void Worker::renew(const Entrance &entrance)
{
    m_dispatcher->post([this, entrance] { m_inside->edge.renew(entrance); });
}

void Worker::lay(std::shared_ptr<const auth::Door> rules)
{
    m_dispatcher->post([this, rules = std::move(rules)] { m_inside->edge.lay(rules); });
}

void Worker::drain()
{
    m_dispatcher->post([this] {
        m_inside->router.drain();
        m_inside->edge.drain();
    });
}

void Worker::cut()
{
    std::binary_semaphore done(0);
    m_dispatcher->post([this, &done] {
        m_inside->exchanges.stop(); // they say why, still in this turn; what is open in the next one is cut
        m_dispatcher->post([this, &done] {
            m_inside->edge.closeAll();
            // Calls hear of it in this turn and end in the next: only then is nothing of theirs left to run.
            m_dispatcher->post([&done] { done.release(); });
        });
    });
    done.acquire();
}

void Worker::stop()
{
    if (!isRunning())
        return;
    quit();
    wait();
    m_ended.acquire(); // what QThread::wait() orders is hidden from ThreadSanitizer
}

int Worker::openCalls() const
{
    return m_inside ? m_inside->exchanges.open() : 0;
}

} // namespace server
