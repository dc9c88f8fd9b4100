#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <semaphore>
#include <string>
#include <string_view>
#include <vector>

#include <QThread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "edge_wire.h"
#include "server/edge_server.h"
#include "server/epoll_dispatcher.h"
#include "server/listener.h"

namespace edge_test {

/// What the sink saw; read from the test's thread.
struct Counts {
    std::atomic<int> requests = 0;
    std::atomic<int> gone = 0;
    std::atomic<int> drained = 0;
    std::atomic<std::size_t> mostPending = 0;
    std::atomic<std::size_t> bytesWritten = 0;
};

/// One answer in the making, of the routes below.
class Answer final : public exchange::ClientEvents {
public:
    Answer(base::Reactor &reactor, Counts &seen, exchange::InboundCall &&inbound,
           std::unique_ptr<exchange::ClientStream> out)
        : call(std::move(inbound)), stream(std::move(out)), counts(seen), timer(reactor, [this] { tick(); })
    {
        stream->setEvents(this);
    }
    void after(std::int64_t millis) { timer.arm(base::systemClock().steadyNanos() + millis * 1'000'000); }
    void start()
    {
        const std::string_view path = call.path();
        if (path == "/slow") {
            after(60);
        } else if (path == "/stream") {
            stream->begin({200, "text/event-stream", "x-extra: 1\r\n"});
            after(5);
        } else if (path == "/forever") {
            stream->begin({200, "text/event-stream", {}});
            stream->write("data: 0\n\n");
        } else if (path == "/flood") {
            stream->begin({200, "text/plain", {}});
            flood();
        }
    }
    void onDrained() override
    {
        ++counts.drained;
        if (call.path() == "/flood")
            flood();
    }
    void onGone() override { ++counts.gone; }

    exchange::InboundCall call;
    std::unique_ptr<exchange::ClientStream> stream;

private:
    static constexpr std::size_t kFlood = 24 * 1024 * 1024;

    void tick()
    {
        if (call.path() == "/slow")
            return stream->respond({200, "text/plain", {}}, std::string("slow ") + std::string(call.query()));
        if (++m_ticks == 5)
            return stream->finish("end");
        stream->write("tick" + std::to_string(m_ticks) + ",");
        after(5);
    }
    void flood()
    {
        const std::string block(64 * 1024, 'f');
        while (stream->pending() <= 256 * 1024 && m_flooded < kFlood && !stream->gone()) {
            stream->write(block);
            m_flooded += block.size();
            counts.bytesWritten = m_flooded;
            counts.mostPending = std::max(counts.mostPending.load(), stream->pending());
        }
        if (m_flooded >= kFlood)
            stream->finish({});
    }

    Counts &counts;
    base::CallbackTimer timer;
    int m_ticks = 0;
    std::size_t m_flooded = 0;
};

/// Routes that answer at once, later, in pieces, never, or wrongly.
class TestSink final : public server::RequestSink {
public:
    explicit TestSink(base::Reactor &reactor) : m_reactor(reactor) {}
    void onRequest(exchange::InboundCall &&call, std::unique_ptr<exchange::ClientStream> stream) override
    {
        ++counts.requests;
        const std::string path(call.path());
        if (path == "/known")
            stream->keyAccepted();
        if (path == "/hello" || path == "/known")
            return stream->respond({200, "text/plain", {}}, "hello");
        if (path == "/echo")
            return stream->respond({200, "application/octet-stream", {}}, call.body);
        if (path == "/peer")
            return stream->respond({200, "text/plain", {}}, call.peer + " " + call.requestId);
        if (path == "/big")
            return stream->respond({200, "text/plain", {}}, std::string(8 * 1024 * 1024, 'b'));
        if (path == "/empty")
            return stream->respond({204, {}, {}}, {});
        if (path == "/drop")
            return;
        if (path == "/abort" || path == "/dropbegun") {
            stream->begin({200, "text/plain", {}});
            stream->write("half");
            return path == "/abort" ? stream->abort() : stream.reset();
        }
        answers.push_back(std::make_unique<Answer>(m_reactor, counts, std::move(call), std::move(stream)));
        answers.back()->start();
    }
    Counts counts{};
    std::vector<std::unique_ptr<Answer>> answers{}; ///< Kept to the end: most outlive their connection.

private:
    base::Reactor &m_reactor;
};

/// A whole edge on a free port: listener, one worker thread, the sink above.
class Edge {
public:
    explicit Edge(server::EdgeLimits limits = {}, server::ListenOptions options = {.port = 0},
                  std::shared_ptr<const server::TlsContext> tls = overTls() ? freshTls() : nullptr)
        : listener(std::move(options)), sink(*dispatcher)
    {
        port = listener.open().value();
        m_worker.setEventDispatcher(dispatcher);
        QObject::connect(&m_worker, &QThread::finished, &m_worker, [this] { m_ended.release(); }, Qt::DirectConnection);
        m_worker.start();
        run([&] {
            server = std::make_unique<server::EdgeServer>(
                *dispatcher, sink, limits, server::Entrance{std::make_shared<server::HostPolicy>(port), tls});
            server->reportTo(listener.slots());
        });
        listener.start({[this](int fd, std::string peer, std::uint16_t peerPort) {
            dispatcher->post([this, fd, peer, peerPort] { server->adopt(fd, peer, peerPort); });
        }});
    }
    ~Edge()
    {
        listener.close();
        run([&] {
            server.reset();
            sink.answers.clear();
        });
        m_worker.quit();
        m_worker.wait();
        m_ended.acquire(); // what QThread::wait() orders is hidden from ThreadSanitizer
    }
    void run(std::function<void()> work)
    {
        std::promise<void> done;
        dispatcher->post([&] {
            work();
            done.set_value();
        });
        done.get_future().wait();
    }
    std::size_t connections()
    {
        std::size_t count = 0;
        run([&] { count = server->connections(); });
        return count;
    }

    server::EpollDispatcher *dispatcher = new server::EpollDispatcher; ///< Owned by the thread.
    server::Listener listener;
    TestSink sink;
    std::unique_ptr<server::EdgeServer> server{}; ///< Made, used and destroyed on the worker.
    std::uint16_t port = 0;

private:
    QThread m_worker{};
    std::binary_semaphore m_ended{0};
};

/// Deadlines short enough to wait for.
inline server::EdgeLimits quickLimits()
{
    server::EdgeLimits limits;
    limits.headerMillis = 300;
    limits.idleMillis = 400;
    limits.bodyWindowMillis = 300;
    limits.stallMillis = 500;
    limits.lingerMillis = 300;
    return limits;
}

struct Response {
    int status = 0; ///< 0: none came.
    std::string head{};
    std::map<std::string, std::string> headers{};
    std::string body{};
    bool whole = false;
};

/// A raw blocking client. Every read gives up after three seconds.
class Client {
public:
    explicit Client(std::uint16_t port, int receiveBuffer = 0, bool tls = overTls())
    {
        m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (receiveBuffer > 0)
            ::setsockopt(m_fd, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::connect(m_fd, reinterpret_cast<sockaddr *>(&to), sizeof to);
        m_host = "127.0.0.1:" + std::to_string(port);
        m_wire.begin(m_fd, tls);
    }
    ~Client() { close(); }
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    const std::string &host() const { return m_host; }
    /// As much as goes out soon.
    std::int64_t sendNow(std::string_view bytes) const { return m_wire.sendNow(bytes); }
    std::string request(std::string_view line, std::string_view headers = {}, std::string_view body = {}) const
    {
        return std::string(line) + " HTTP/1.1\r\nHost: " + m_host + "\r\n" + std::string(headers) + "\r\n"
               + std::string(body);
    }
    void send(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            const auto sent = m_wire.send(bytes);
            if (sent <= 0)
                return;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    void get(std::string_view path, std::string_view headers = {}) const
    {
        send(request("GET " + std::string(path), headers));
    }
    void halfClose() const { m_wire.halfClose(); }
    void close()
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = -1;
    }
    void reset()
    {
        const struct linger hard{1, 0};
        ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        close();
    }
    /// The next answer; `toHead` for one without a body.
    Response read(bool toHead = false)
    {
        Response out;
        std::size_t end = 0;
        while ((end = m_bytes.find("\r\n\r\n")) == std::string::npos)
            if (!more())
                return out;
        parseHead(out, m_bytes.substr(0, end + 4));
        m_bytes.erase(0, end + 4);
        if (toHead || out.status == 100 || out.status == 204)
            out.whole = true;
        else if (out.headers.contains("content-length"))
            readCounted(out, std::stoul(out.headers["content-length"]));
        else if (out.headers.contains("transfer-encoding"))
            readChunks(out);
        else
            readToEnd(out);
        return out;
    }
    /// True when the server closes, without another byte, in time.
    bool closed(int millis = 3000) { return m_bytes.empty() && !more(millis) && !m_timedOut; }
    bool wasReset() const { return m_reset; }
    std::string &bytes() { return m_bytes; }
    /// False at the end, upon an error and when nothing came in time.
    bool more(int millis = 3000)
    {
        m_timedOut = !m_wire.waitForBytes(millis);
        if (m_timedOut)
            return false;
        std::array<char, 65536> buffer;
        const auto got = m_wire.receive(buffer.data(), buffer.size());
        m_reset = got < 0;
        if (got > 0)
            m_bytes.append(buffer.data(), static_cast<std::size_t>(got));
        return got > 0;
    }

private:
    static void parseHead(Response &out, std::string head)
    {
        out.head = std::move(head);
        out.status = std::stoi(out.head.substr(9, 3));
        for (std::size_t at = out.head.find("\r\n") + 2; at < out.head.size() - 2;) {
            const std::size_t end = out.head.find("\r\n", at);
            const std::string line = out.head.substr(at, end - at);
            const std::size_t colon = line.find(": ");
            out.headers[line.substr(0, colon)] = line.substr(colon + 2);
            at = end + 2;
        }
    }
    bool need(std::size_t size)
    {
        while (m_bytes.size() < size)
            if (!more())
                return false;
        return true;
    }
    void readCounted(Response &out, std::size_t size)
    {
        out.whole = need(size);
        out.body = m_bytes.substr(0, size);
        m_bytes.erase(0, size);
    }
    void readChunks(Response &out)
    {
        for (;;) {
            std::size_t end = 0;
            while ((end = m_bytes.find("\r\n")) == std::string::npos)
                if (!more())
                    return;
            const std::size_t size = std::stoul(m_bytes.substr(0, end), nullptr, 16);
            if (!need(end + 2 + size + 2))
                return;
            out.body += m_bytes.substr(end + 2, size);
            m_bytes.erase(0, end + 2 + size + 2);
            if (size == 0) {
                out.whole = true;
                return;
            }
        }
    }
    void readToEnd(Response &out)
    {
        while (more()) {
        }
        out.whole = !m_timedOut && !m_reset;
        out.body = std::exchange(m_bytes, {});
    }

    int m_fd = -1;
    Wire m_wire{};
    std::string m_host{};
    std::string m_bytes{};
    bool m_timedOut = false;
    bool m_reset = false;
};

} // namespace edge_test
