#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace exchange {

struct ResponseHead {
    int status = 200;
    std::string_view contentType{};
    std::string_view headers{}; ///< Further header lines, each complete: `name: value\r\n`. Already validated.
};

/// Hears of the client's side of an answer. Thread: the worker's.
class ClientEvents {
public:
    virtual void onDrained() = 0; ///< Everything written so far has been taken by the kernel.
    virtual void onGone() = 0;    ///< The client hung up; nothing written from now on arrives. Comes at most once.
    /// What the client sent after switchProtocol(). The answer may be ended within.
    virtual void onBytes(std::string_view) {}

protected:
    ~ClientEvents() = default;
};

/// Where one answer goes. The server implements it over one connection; tests over a string.
/// Exactly one of respond(), or begin() ... finish()/abort(), is called. After the client has gone all calls do nothing.
/// Thread: the worker's.
class ClientStream {
public:
    virtual ~ClientStream() = default;
    /// The client has shown a good key; until then it has only a small share of the connections. Before the answer.
    virtual void keyAccepted() = 0;
    /// A whole answer, in one write where the kernel takes it. Framing (length, chunking, HEAD, 1.0) is done inside.
    virtual void respond(const ResponseHead &head, std::string_view body) = 0;
    /// The same; what the kernel does not take at once is kept without being copied.
    virtual void respondLarge(const ResponseHead &head, std::string &&body) { respond(head, body); }
    /// Starts a streamed answer. The head leaves together with the first write().
    virtual void begin(const ResponseHead &head) = 0;
    virtual void write(std::string_view bytes) = 0;
    /// Last bytes (may be empty) and the proper end, in one write.
    virtual void finish(std::string_view bytes = {}) = 0;
    /// Ends a begun answer so that it cannot be taken for a whole one: no last chunk, connection closed.
    virtual void abort() = 0;
    /// Ends it at once, without what the client has not taken yet.
    virtual void cut() { abort(); }
    /// Instead of begin(): answers 101 with these further header lines; from then on bytes go both ways as they are.
    /// False, and nothing is answered, when this connection cannot.
    virtual bool switchProtocol(std::string_view) { return false; }
    /// Bytes accepted from us that the kernel has not taken yet. Writers pause above 256 KiB until onDrained().
    virtual std::size_t pending() const = 0;
    virtual bool gone() const = 0;
    /// `events` must outlive this stream or be replaced by null.
    virtual void setEvents(ClientEvents *events) = 0;
};

} // namespace exchange
