// Holds many streams open against an endpoint and measures how late each of their chunks is: the time of sending is
// inside the chunk, and mock upstream and client read the same clock.

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/socket.h>

#include "arguments.h"
#include "latency_log.h"
#include "loopback.h"
#include "message_reader.h"

namespace bench {
namespace {

constexpr std::int64_t kNanosPerMilli = 1'000'000;
constexpr std::int64_t kFirstStamp = 1'000'000'000'000'000'000; // the mock upstream adds it
constexpr std::size_t kStampDigits = 19;
constexpr std::size_t kReadSize = 16'384;

struct Stream {
    Descriptor socket;
    MessageReader reader{MessageReader::Kind::Response};
    std::size_t sent = 0;
    std::int64_t startedAt = 0;
    int chunks = 0;
    bool firstByteSeen = false;
    bool usageSeen = false;
    bool doneSeen = false;
};

/// What the model name promises: `bench-stream-50x200` is 50 chunks, one every 200 ms.
struct Promise {
    int chunks = 0;
    std::int64_t intervalNanos = 0;
};

Promise readPromise(const std::string &model)
{
    int chunks = 0;
    long millis = 0;
    const std::size_t dash = std::min(model.rfind('-'), model.size());
    if (std::sscanf(model.c_str() + dash, "-%dx%ld", &chunks, &millis) != 2) {
        std::fprintf(stderr, "--model must end in -CHUNKSxMILLISECONDS\n");
        std::exit(2);
    }
    return {.chunks = chunks, .intervalNanos = millis * kNanosPerMilli};
}

std::string streamRequest(const Endpoint &endpoint, const std::string &key, const std::string &model)
{
    std::string body = R"({"model":")" + model + R"(","stream":true,"stream_options":{"include_usage":true},)";
    body += R"("messages":[{"role":"user","content":")" + std::string(800, 'x') + R"("}]})";
    std::string result = "POST " + endpoint.path + " HTTP/1.1\r\nHost: " + endpoint.host + ":"
                         + std::to_string(endpoint.port) + "\r\nContent-Type: application/json\r\n";
    if (!key.empty())
        result += "Authorization: Bearer " + key + "\r\n";
    return result + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

class StreamLoad {
public:
    explicit StreamLoad(const Arguments &arguments);
    void run();
    void print();

private:
    void startDue();
    void start(Stream &stream);
    void onEvent(Stream &stream, std::uint32_t events);
    void sendRequest(Stream &stream);
    void readFrom(Stream &stream);
    void take(Stream &stream, std::string_view bytes, std::int64_t now);
    void takeLines(Stream &stream, std::int64_t now);
    void takeLine(Stream &stream, std::string_view line, std::int64_t now);
    void finish(Stream &stream);
    void fail(Stream &stream, const std::string &why);

    const Endpoint m_endpoint;
    const Promise m_promise;
    const std::string m_request;
    std::vector<std::unique_ptr<Stream>> m_streams;
    const std::int64_t m_begin = steadyNanos();
    const std::int64_t m_ramp;
    const std::int64_t m_measureFrom;
    const std::int64_t m_end;
    Poller m_poller;
    std::size_t m_started = 0;
    int m_running = 0;
    std::int64_t m_completed = 0;
    std::int64_t m_chunks = 0;
    std::int64_t m_usage = 0;
    std::int64_t m_done = 0;
    LatencyLog m_latency;
    LatencyLog m_firstByte;
    std::map<std::string, int> m_errors;
};

StreamLoad::StreamLoad(const Arguments &arguments)
    : m_endpoint(parseUrl(arguments.text("url"))),
      m_promise(readPromise(arguments.text("model"))),
      m_request(streamRequest(m_endpoint, arguments.text("key"), arguments.text("model"))),
      m_streams(static_cast<std::size_t>(arguments.number("streams"))),
      m_ramp(arguments.number("ramp-ms") == 0 ? m_promise.intervalNanos : arguments.number("ramp-ms") * kNanosPerMilli),
      m_measureFrom(m_begin + arguments.number("warmup-ms") * kNanosPerMilli),
      m_end(m_begin + arguments.number("seconds") * 1000 * kNanosPerMilli)
{
    for (auto &stream : m_streams)
        stream = std::make_unique<Stream>();
    m_latency.reserve(1'000'000);
}

void StreamLoad::run()
{
    const std::int64_t giveUpAt = m_end + m_promise.chunks * m_promise.intervalNanos + 10'000 * kNanosPerMilli;
    std::array<epoll_event, 512> events{};
    for (startDue(); m_started < m_streams.size() || m_running > 0; startDue()) {
        const std::int64_t wake = m_started < m_streams.size() ? steadyNanos() + kNanosPerMilli : giveUpAt;
        const int count = m_poller.wait(events.data(), static_cast<int>(events.size()), wake);
        for (const epoll_event &event : std::span(events).first(static_cast<std::size_t>(count)))
            onEvent(*static_cast<Stream *>(event.data.ptr), event.events);
        if (steadyNanos() >= giveUpAt) {
            m_errors["unfinished"] += m_running;
            return;
        }
    }
}

/// Starts are spread evenly over the ramp, so that chunks are spread evenly over an interval.
void StreamLoad::startDue()
{
    const auto total = static_cast<std::int64_t>(m_streams.size());
    const std::int64_t due = m_ramp == 0 ? total : std::min(total, (steadyNanos() - m_begin) * total / m_ramp + 1);
    for (; m_started < static_cast<std::size_t>(due); ++m_started) {
        ++m_running;
        start(*m_streams[m_started]);
    }
}

void StreamLoad::start(Stream &stream)
{
    stream.startedAt = steadyNanos();
    stream.sent = 0;
    stream.chunks = 0;
    stream.firstByteSeen = stream.usageSeen = stream.doneSeen = false;
    stream.reader.reset();
    if (stream.socket) {
        sendRequest(stream);
        return;
    }
    stream.socket = connectTo(m_endpoint);
    if (stream.socket)
        m_poller.add(stream.socket.get(), EPOLLIN | EPOLLOUT, &stream);
    else
        fail(stream, "connect");
}

void StreamLoad::onEvent(Stream &stream, std::uint32_t events)
{
    if ((events & EPOLLOUT) != 0 && stream.sent < m_request.size()) {
        if (connectError(stream.socket) != 0)
            fail(stream, "connect");
        else
            sendRequest(stream);
    }
    if (stream.socket && (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
        readFrom(stream);
}

void StreamLoad::sendRequest(Stream &stream)
{
    const std::string_view rest = std::string_view(m_request).substr(stream.sent);
    const ssize_t count = send(stream.socket.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (count < 0 && errno != EAGAIN) {
        fail(stream, "send");
        return;
    }
    stream.sent += static_cast<std::size_t>(std::max<ssize_t>(0, count));
    const bool more = stream.sent < m_request.size();
    m_poller.change(stream.socket.get(), more ? EPOLLIN | EPOLLOUT : EPOLLIN, &stream);
}

void StreamLoad::readFrom(Stream &stream)
{
    std::array<char, kReadSize> buffer; // not cleared: it is on the path of every chunk
    const ssize_t count = recv(stream.socket.get(), buffer.data(), buffer.size(), 0);
    if (count < 0 && errno == EAGAIN)
        return;
    if (count <= 0) {
        fail(stream, count == 0 ? "closed early" : "receive");
        return;
    }
    take(stream, {buffer.data(), static_cast<std::size_t>(count)}, steadyNanos());
}

void StreamLoad::take(Stream &stream, std::string_view bytes, std::int64_t now)
{
    MessageReader &reader = stream.reader;
    while (!bytes.empty() && reader.state() != MessageReader::State::Complete) {
        bytes.remove_prefix(reader.feed(bytes));
        if (reader.state() == MessageReader::State::Failed)
            return fail(stream, "malformed");
        if (reader.state() == MessageReader::State::Head)
            continue;
        if (reader.status() != 200)
            return fail(stream, "status " + std::to_string(reader.status()));
        if (!std::exchange(stream.firstByteSeen, true))
            m_firstByte.add(now - stream.startedAt);
        takeLines(stream, now);
    }
    if (reader.state() == MessageReader::State::Complete)
        finish(stream);
}

void StreamLoad::takeLines(Stream &stream, std::int64_t now)
{
    std::string &body = stream.reader.body();
    std::size_t from = 0;
    for (std::size_t end = body.find('\n'); end != body.npos; end = body.find('\n', from)) {
        takeLine(stream, std::string_view(body).substr(from, end - from), now);
        from = end + 1;
    }
    body.erase(0, from);
}

void StreamLoad::takeLine(Stream &stream, std::string_view line, std::int64_t now)
{
    if (!line.starts_with("data:"))
        return;
    if (const std::size_t at = line.find('@'); at != line.npos && at + kStampDigits < line.size()) {
        std::int64_t sentAt = 0;
        std::from_chars(line.data() + at + 1, line.data() + at + 1 + kStampDigits, sentAt);
        ++stream.chunks;
        ++m_chunks;
        if (now >= m_measureFrom && now <= m_end)
            m_latency.add(now - (sentAt - kFirstStamp));
    } else if (line.contains(R"("prompt_tokens")")) {
        stream.usageSeen = true;
    } else if (line.contains("[DONE]")) {
        stream.doneSeen = true;
    }
}

void StreamLoad::finish(Stream &stream)
{
    m_usage += stream.usageSeen ? 1 : 0;
    m_done += stream.doneSeen ? 1 : 0;
    if (stream.chunks != m_promise.chunks)
        return fail(stream, "chunks missing");
    if (!stream.doneSeen)
        return fail(stream, "no [DONE]");
    ++m_completed;
    if (stream.reader.wantsClose())
        stream.socket.reset();
    if (steadyNanos() < m_end)
        start(stream);
    else
        --m_running;
}

/// A stream that failed stays down: a storm of new tries would be measured instead of the others.
void StreamLoad::fail(Stream &stream, const std::string &why)
{
    stream.socket.reset();
    ++m_errors[why];
    --m_running;
}

void StreamLoad::print()
{
    std::string kinds;
    int errors = 0;
    for (const auto &[why, count] : m_errors) {
        kinds += (kinds.empty() ? "\"" : ", \"") + why + "\": " + std::to_string(count);
        errors += count;
    }
    std::printf("{\"streams\": %zu, \"completed\": %lld, \"chunks\": %lld, \"usage\": %lld, \"done\": %lld, "
                "\"errors\": %d, \"error_kinds\": {%s},\n \"latency_us\": %s,\n \"first_byte_us\": %s}\n",
                m_streams.size(), static_cast<long long>(m_completed), static_cast<long long>(m_chunks),
                static_cast<long long>(m_usage), static_cast<long long>(m_done), errors, kinds.c_str(),
                m_latency.json().c_str(), m_firstByte.json().c_str());
}

} // namespace
} // namespace bench

int main(int count, char **values)
{
    const bench::Arguments arguments(count, values,
                                     {{"url", "!"},
                                      {"key", ""},
                                      {"model", "bench-stream-50x200"},
                                      {"streams", "500"},
                                      {"seconds", "10"},
                                      {"ramp-ms", "0"},
                                      {"warmup-ms", "0"}});
    bench::tuneProcess();
    bench::StreamLoad load(arguments);
    load.run();
    load.print();
}
