// Sends calls at a fixed rate, whether or not earlier ones have been answered, and counts each latency from the moment
// the call was due: a server that stalls is charged for every call that had to wait.

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <sys/socket.h>

#include "arguments.h"
#include "latency_log.h"
#include "loopback.h"
#include "message_reader.h"

namespace bench {
namespace {

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
constexpr std::size_t kMostConnections = 4096;
// Connections are opened before the first call is due, so that a measured call never pays for a handshake.
constexpr std::int64_t kOpeningNanos = 300'000'000;
constexpr std::size_t kReadSize = 16'384;

struct Caller {
    Descriptor socket;
    MessageReader reader{MessageReader::Kind::Response};
    std::size_t sent = 0;
    std::int64_t dueAt = 0;
    bool calling = false;
};

std::string callRequest(const Endpoint &endpoint, const std::string &key, const std::string &bodyFile)
{
    std::ifstream file(bodyFile, std::ios::binary);
    const std::string body(std::istreambuf_iterator<char>(file), {});
    if (body.empty()) {
        std::fprintf(stderr, "nothing to read in %s\n", bodyFile.c_str());
        std::exit(2);
    }
    std::string result = "POST " + endpoint.path + " HTTP/1.1\r\nHost: " + endpoint.host + ":"
                         + std::to_string(endpoint.port) + "\r\nContent-Type: application/json\r\n";
    if (!key.empty())
        result += "Authorization: Bearer " + key + "\r\n";
    return result + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

class PacedLoad {
public:
    explicit PacedLoad(const Arguments &arguments);
    void run();
    void print();

private:
    void callDue();
    std::int64_t dueTime(std::int64_t call) const { return m_begin + call * kNanosPerSecond / m_rate; }
    Caller *openCaller();
    void startCall(Caller &caller, std::int64_t dueAt);
    void sendRequest(Caller &caller);
    void onEvent(Caller &caller, std::uint32_t events);
    void readFrom(Caller &caller);
    void finish(Caller &caller, std::int64_t now);
    void drop(Caller &caller, const std::string &why);

    const Endpoint m_endpoint;
    const std::string m_request;
    const std::int64_t m_rate;
    const std::int64_t m_warmupCalls;
    const std::int64_t m_calls;
    std::int64_t m_begin = 0;
    Poller m_poller;
    std::vector<std::unique_ptr<Caller>> m_callers;
    std::deque<Caller *> m_idle; // taken from the front, so that every connection is used in turn
    std::int64_t m_issued = 0;
    std::int64_t m_running = 0;
    std::int64_t m_answered = 0;
    std::int64_t m_reopened = 0;
    LatencyLog m_latency;
    LatencyLog m_lateness;
    std::map<std::string, int> m_errors;
};

PacedLoad::PacedLoad(const Arguments &arguments)
    : m_endpoint(parseUrl(arguments.text("url"))),
      m_request(callRequest(m_endpoint, arguments.text("key"), arguments.text("body"))),
      m_rate(std::max<std::int64_t>(1, arguments.number("rate"))),
      m_warmupCalls(m_rate * arguments.number("warmup-ms") / 1000),
      m_calls(m_rate * arguments.number("seconds") + m_warmupCalls)
{
    m_latency.reserve(static_cast<std::size_t>(m_calls));
    for (std::int64_t i = 0; i < arguments.number("connections"); ++i) {
        if (Caller *caller = openCaller())
            m_idle.push_back(caller);
    }
}

void PacedLoad::run()
{
    m_begin = steadyNanos() + kOpeningNanos;
    const std::int64_t giveUpAt = dueTime(m_calls) + 10 * kNanosPerSecond;
    std::array<epoll_event, 256> events{};
    for (callDue(); m_issued < m_calls || m_running > 0; callDue()) {
        const std::int64_t wake = m_issued < m_calls ? dueTime(m_issued) : giveUpAt;
        const int count = m_poller.wait(events.data(), static_cast<int>(events.size()), wake);
        for (const epoll_event &event : std::span(events).first(static_cast<std::size_t>(count)))
            onEvent(*static_cast<Caller *>(event.data.ptr), event.events);
        if (steadyNanos() >= giveUpAt) {
            m_errors["unanswered"] += static_cast<int>(m_running + m_calls - m_issued);
            return;
        }
    }
}

void PacedLoad::callDue()
{
    for (std::int64_t now = steadyNanos(); m_issued < m_calls && dueTime(m_issued) <= now; now = steadyNanos()) {
        const std::int64_t due = dueTime(m_issued++);
        Caller *caller = m_idle.empty() ? openCaller() : m_idle.front();
        if (!m_idle.empty())
            m_idle.pop_front();
        if (caller == nullptr) {
            ++m_errors["connect"];
            continue;
        }
        if (m_issued > m_warmupCalls)
            m_lateness.add(now - due);
        startCall(*caller, due);
    }
}

Caller *PacedLoad::openCaller()
{
    if (m_callers.size() == kMostConnections)
        return nullptr;
    auto caller = std::make_unique<Caller>();
    caller->socket = connectTo(m_endpoint);
    if (!caller->socket)
        return nullptr;
    m_poller.add(caller->socket.get(), EPOLLIN, caller.get());
    m_callers.push_back(std::move(caller));
    return m_callers.back().get();
}

void PacedLoad::startCall(Caller &caller, std::int64_t dueAt)
{
    ++m_running;
    caller.calling = true;
    caller.dueAt = dueAt;
    caller.sent = 0;
    caller.reader.reset();
    sendRequest(caller);
}

void PacedLoad::sendRequest(Caller &caller)
{
    const std::string_view rest = std::string_view(m_request).substr(caller.sent);
    const ssize_t count = send(caller.socket.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (count < 0 && errno != EAGAIN)
        return drop(caller, "send");
    caller.sent += static_cast<std::size_t>(std::max<ssize_t>(0, count));
    if (caller.sent < m_request.size())
        m_poller.change(caller.socket.get(), EPOLLIN | EPOLLOUT, &caller);
}

void PacedLoad::onEvent(Caller &caller, std::uint32_t events)
{
    if ((events & EPOLLOUT) != 0) {
        m_poller.change(caller.socket.get(), EPOLLIN, &caller);
        sendRequest(caller);
    }
    if (caller.socket && (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
        readFrom(caller);
}

void PacedLoad::readFrom(Caller &caller)
{
    std::array<char, kReadSize> buffer; // not cleared: it is on the path of every call
    const ssize_t count = recv(caller.socket.get(), buffer.data(), buffer.size(), 0);
    if (count < 0 && errno == EAGAIN)
        return;
    if (count <= 0 || !caller.calling)
        return drop(caller, count == 0 ? "closed early" : "receive");
    MessageReader &reader = caller.reader;
    for (std::string_view bytes(buffer.data(), static_cast<std::size_t>(count)); !bytes.empty();) {
        bytes.remove_prefix(reader.feed(bytes));
        if (reader.state() == MessageReader::State::Failed)
            return drop(caller, "malformed");
        if (reader.state() == MessageReader::State::Complete)
            return finish(caller, steadyNanos());
    }
}

void PacedLoad::finish(Caller &caller, std::int64_t now)
{
    if (caller.reader.status() != 200)
        return drop(caller, "status " + std::to_string(caller.reader.status()));
    ++m_answered;
    if (m_answered > m_warmupCalls)
        m_latency.add(now - caller.dueAt);
    caller.calling = false;
    --m_running;
    if (caller.reader.wantsClose()) {
        caller.socket.reset();
        ++m_reopened;
    } else {
        m_idle.push_back(&caller);
    }
}

void PacedLoad::drop(Caller &caller, const std::string &why)
{
    caller.socket.reset();
    if (caller.calling) {
        caller.calling = false;
        --m_running;
        ++m_errors[why];
        return;
    }
    std::erase(m_idle, &caller); // a server may close an idle connection at any time
    ++m_reopened;
}

void PacedLoad::print()
{
    std::string kinds;
    int errors = 0;
    for (const auto &[why, count] : m_errors) {
        kinds += (kinds.empty() ? "\"" : ", \"") + why + "\": " + std::to_string(count);
        errors += count;
    }
    std::printf("{\"rate\": %lld, \"answered\": %lld, \"reopened\": %lld, \"connections\": %zu, \"errors\": %d, "
                "\"error_kinds\": {%s},\n \"latency_us\": %s,\n \"lateness_us\": %s}\n",
                static_cast<long long>(m_rate), static_cast<long long>(m_answered), static_cast<long long>(m_reopened),
                m_callers.size(), errors, kinds.c_str(), m_latency.json().c_str(), m_lateness.json().c_str());
}

} // namespace
} // namespace bench

int main(int count, char **values)
{
    const bench::Arguments arguments(count, values,
                                     {{"url", "!"},
                                      {"key", ""},
                                      {"body", "!"},
                                      {"rate", "1000"},
                                      {"connections", "64"},
                                      {"seconds", "5"},
                                      {"warmup-ms", "500"}});
    bench::tuneProcess();
    bench::PacedLoad load(arguments);
    load.run();
    load.print();
}
