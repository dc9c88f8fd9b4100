// An OpenAI-shaped upstream that costs far less than what is measured in front of it: one thread, one epoll set.
// The model name in a body chooses the answer: `bench` is one JSON document, `bench-stream-50x200` with
// `"stream": true` is 50 chunks, one every 200 ms, each with the time at which it was sent.

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <queue>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/socket.h>

#include "arguments.h"
#include "loopback.h"
#include "message_reader.h"

namespace bench {
namespace {

constexpr std::size_t kAnswerSize = 1010;
constexpr std::size_t kStampDigits = 19;
// Added to every time, which is shorter in the first years of uptime, so that a stamp always has its 19 digits.
constexpr std::int64_t kFirstStamp = 1'000'000'000'000'000'000;
constexpr std::size_t kReadSize = 262'144;
constexpr std::int64_t kNanosPerMilli = 1'000'000;

constexpr std::string_view kEventStart = R"(data: {"id":"chatcmpl-bench","object":"chat.completion.chunk",)"
                                         R"("created":1750000000,"model":"bench","choices":[)";
constexpr std::string_view kUsage = R"("usage":{"prompt_tokens":212,"completion_tokens":187,"total_tokens":399,)"
                                    R"("prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},)"
                                    R"("completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}})";

struct StreamPlan {
    int chunks = 0;
    std::int64_t intervalNanos = 0;
};

struct Connection {
    Descriptor socket;
    MessageReader reader{MessageReader::Kind::Request};
    std::string waiting; // requests that came in during an answer
    std::string unsent;
    std::int64_t serial = 0;
    int chunksLeft = -1; // -1: no stream runs
    std::int64_t intervalNanos = 0;
};

struct Timer {
    std::int64_t due = 0;
    int fd = -1;
    std::int64_t serial = 0; // a descriptor number is used again, a serial is not
    bool operator>(const Timer &other) const { return due > other.due; }
};

std::string httpAnswer(std::string_view status, std::string_view body)
{
    std::string result = "HTTP/1.1 ";
    result.append(status).append("\r\nContent-Type: application/json\r\nContent-Length: ");
    return result.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
}

std::string completion()
{
    std::string start = R"({"id":"chatcmpl-bench","object":"chat.completion","created":1750000000,"model":"bench",)"
                        R"("choices":[{"index":0,"message":{"role":"assistant","content":")";
    std::string end = R"(","refusal":null},"logprobs":null,"finish_reason":"stop"}],)";
    end.append(kUsage).append(R"(,"service_tier":"default","system_fingerprint":"fp_bench"})");
    constexpr std::string_view kWords = "A gateway reads the answer only far enough to count what it cost. ";
    while (start.size() + end.size() < kAnswerSize)
        start.push_back(kWords[start.size() % kWords.size()]);
    return start + end;
}

/// One event per HTTP chunk, as most providers send them.
std::string httpChunk(std::string_view event)
{
    char size[20];
    std::snprintf(size, sizeof size, "%zx\r\n", event.size());
    return std::string(size).append(event).append("\r\n");
}

std::string deltaChunk()
{
    std::string event(kEventStart);
    event.append(R"({"index":0,"delta":{"content":" @)").append(kStampDigits, '0');
    return httpChunk(
        event.append("@ and a few words more to fill it\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n"));
}

std::string streamEnd()
{
    std::string finish(kEventStart);
    finish.append("{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}\n\n");
    std::string usage(kEventStart);
    usage.append("],").append(kUsage).append("}\n\n");
    return httpChunk(finish) + httpChunk(usage) + httpChunk("data: [DONE]\n\n") + "0\r\n\r\n";
}

bool contains(const std::string &body, std::string_view word)
{
    return memmem(body.data(), body.size(), word.data(), word.size()) != nullptr;
}

/// Looks for the two words it needs instead of parsing: a 500 KB body must stay cheap here.
std::optional<StreamPlan> streamPlan(const std::string &body)
{
    constexpr std::string_view kModel = "bench-stream-";
    if (!contains(body, R"("stream":true)") && !contains(body, R"("stream": true)"))
        return {};
    StreamPlan result{.chunks = 50, .intervalNanos = 20 * kNanosPerMilli};
    const char *end = body.data() + body.size();
    const void *name = memmem(body.data(), body.size(), kModel.data(), kModel.size());
    if (name == nullptr)
        return result;
    const auto chunks = std::from_chars(static_cast<const char *>(name) + kModel.size(), end, result.chunks);
    std::int64_t millis = 0;
    if (chunks.ec == std::errc{} && chunks.ptr != end && std::from_chars(chunks.ptr + 1, end, millis).ec == std::errc{})
        result.intervalNanos = millis * kNanosPerMilli;
    return result;
}

class MockUpstream {
public:
    explicit MockUpstream(Descriptor listener);
    [[noreturn]] void run();

private:
    void acceptAll();
    void readFrom(Connection &connection);
    void handle(Connection &connection, std::string_view bytes);
    void answer(Connection &connection);
    void answerGet(Connection &connection, std::string_view path);
    void startStream(Connection &connection, StreamPlan plan);
    void fire(const Timer &timer);
    void send(Connection &connection, std::string_view bytes);
    void flush(Connection &connection);
    void remove(Connection &connection);

    Poller m_poller;
    Descriptor m_listener;
    std::vector<std::unique_ptr<Connection>> m_connections; // by descriptor
    std::priority_queue<Timer, std::vector<Timer>, std::greater<>> m_timers;
    std::vector<char> m_buffer = std::vector<char>(kReadSize);
    std::int64_t m_nextSerial = 1;
    std::int64_t m_calls = 0;
    std::int64_t m_bytes = 0;
    const std::string m_completion = httpAnswer("200 OK", completion());
    const std::string m_streamEnd = streamEnd();
    std::string m_delta = deltaChunk();
    const std::size_t m_stampAt = m_delta.find('@') + 1;
};

MockUpstream::MockUpstream(Descriptor listener) : m_listener(std::move(listener))
{
    m_poller.add(m_listener.get(), EPOLLIN, nullptr);
}

void MockUpstream::run()
{
    std::array<epoll_event, 512> events{};
    for (;;) {
        const std::int64_t due = m_timers.empty() ? -1 : m_timers.top().due;
        const int count = m_poller.wait(events.data(), static_cast<int>(events.size()), due);
        for (const epoll_event &event : std::span(events).first(static_cast<std::size_t>(count))) {
            if (event.data.ptr == nullptr) {
                acceptAll();
                continue;
            }
            // A connection is only removed by its own event: one event per descriptor and turn.
            auto &connection = *static_cast<Connection *>(event.data.ptr);
            if ((event.events & EPOLLOUT) != 0)
                flush(connection);
            if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
                readFrom(connection);
        }
        for (const std::int64_t now = steadyNanos(); !m_timers.empty() && m_timers.top().due <= now;) {
            const Timer timer = m_timers.top();
            m_timers.pop();
            fire(timer);
        }
    }
}

void MockUpstream::acceptAll()
{
    for (;;) {
        Descriptor socket(accept4(m_listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (!socket)
            return;
        disableNagle(socket.get());
        const auto slot = static_cast<std::size_t>(socket.get());
        if (m_connections.size() <= slot)
            m_connections.resize(slot + 1);
        auto connection = std::make_unique<Connection>();
        connection->socket = std::move(socket);
        connection->serial = m_nextSerial++;
        m_poller.add(connection->socket.get(), EPOLLIN, connection.get());
        m_connections[slot] = std::move(connection);
    }
}

void MockUpstream::readFrom(Connection &connection)
{
    const ssize_t got = recv(connection.socket.get(), m_buffer.data(), m_buffer.size(), 0);
    if (got < 0 && errno == EAGAIN)
        return;
    if (got <= 0) {
        remove(connection);
        return;
    }
    m_bytes += got;
    handle(connection, {m_buffer.data(), static_cast<std::size_t>(got)});
}

void MockUpstream::handle(Connection &connection, std::string_view bytes)
{
    MessageReader &reader = connection.reader;
    while (!bytes.empty() && connection.chunksLeft < 0) {
        bytes.remove_prefix(reader.feed(bytes));
        if (reader.state() == MessageReader::State::Failed) {
            send(connection, httpAnswer("400 Bad Request", "{}"));
            reader.reset();
            return;
        }
        if (reader.state() == MessageReader::State::Complete) {
            answer(connection);
            reader.reset();
        }
    }
    connection.waiting.append(bytes);
}

void MockUpstream::answer(Connection &connection)
{
    const std::string_view line = connection.reader.firstLine();
    if (line.starts_with("GET ")) {
        answerGet(connection, line.substr(4, line.find(' ', 4) - 4));
    } else if (line.starts_with("POST ") && line.contains("/chat/completions ")) {
        ++m_calls;
        if (const auto plan = streamPlan(connection.reader.body()))
            startStream(connection, *plan);
        else
            send(connection, m_completion);
    } else {
        send(connection, httpAnswer("404 Not Found", R"({"error":{"message":"no such path","code":"not_found"}})"));
    }
}

void MockUpstream::answerGet(Connection &connection, std::string_view path)
{
    if (path == "/stats")
        send(connection, httpAnswer("200 OK", "{\"calls\": " + std::to_string(m_calls)
                                                  + ", \"bytes\": " + std::to_string(m_bytes) + "}"));
    else if (path.ends_with("/models"))
        send(connection, httpAnswer("200 OK", R"({"object":"list","data":[{"id":"bench","object":"model"}]})"));
    else
        send(connection, httpAnswer("200 OK", R"({"status":"ok"})"));
}

void MockUpstream::startStream(Connection &connection, StreamPlan plan)
{
    send(connection, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
                     "Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n");
    connection.chunksLeft = plan.chunks;
    connection.intervalNanos = plan.intervalNanos;
    m_timers.push(
        {.due = steadyNanos() + plan.intervalNanos, .fd = connection.socket.get(), .serial = connection.serial});
}

void MockUpstream::fire(const Timer &timer)
{
    Connection *connection = m_connections[static_cast<std::size_t>(timer.fd)].get();
    if (connection == nullptr || connection->serial != timer.serial)
        return;
    if (connection->chunksLeft > 0) {
        --connection->chunksLeft;
        std::to_chars(m_delta.data() + m_stampAt, m_delta.data() + m_stampAt + kStampDigits,
                      kFirstStamp + steadyNanos());
        send(*connection, m_delta);
        m_timers.push({.due = timer.due + connection->intervalNanos, .fd = timer.fd, .serial = timer.serial});
        return;
    }
    send(*connection, m_streamEnd);
    connection->chunksLeft = -1;
    handle(*connection, std::exchange(connection->waiting, {}));
}

void MockUpstream::send(Connection &connection, std::string_view bytes)
{
    ssize_t sent = 0;
    if (connection.unsent.empty())
        sent = std::max<ssize_t>(0, ::send(connection.socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL));
    bytes.remove_prefix(static_cast<std::size_t>(sent));
    if (bytes.empty())
        return;
    // A broken connection also ends up here: its read event, which always follows, removes it.
    connection.unsent.append(bytes);
    m_poller.change(connection.socket.get(), EPOLLIN | EPOLLOUT, &connection);
}

void MockUpstream::flush(Connection &connection)
{
    const std::string &unsent = connection.unsent;
    const ssize_t sent = ::send(connection.socket.get(), unsent.data(), unsent.size(), MSG_NOSIGNAL);
    connection.unsent.erase(0, static_cast<std::size_t>(std::max<ssize_t>(0, sent)));
    if (connection.unsent.empty())
        m_poller.change(connection.socket.get(), EPOLLIN, &connection);
}

void MockUpstream::remove(Connection &connection)
{
    m_connections[static_cast<std::size_t>(connection.socket.get())].reset();
}

} // namespace
} // namespace bench

int main(int count, char **values)
{
    const bench::Arguments arguments(count, values, {{"port", "0"}});
    bench::tuneProcess();
    std::signal(SIGPIPE, SIG_IGN);
    bench::Descriptor listener = bench::listenOn(static_cast<std::uint16_t>(arguments.number("port")));
    if (!listener) {
        std::perror("listen");
        return EXIT_FAILURE;
    }
    std::printf("listening on http://127.0.0.1:%d\n", bench::localPort(listener));
    std::fflush(stdout);
    bench::MockUpstream(std::move(listener)).run();
}
