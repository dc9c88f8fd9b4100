#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bench {

/// Takes chunked transfer coding off. Source: RFC 9112 section 7.1.
class ChunkedDecoder {
public:
    /// Appends what it decodes to `out`; returns how many of `bytes` it used, which is all until the last chunk.
    std::size_t feed(std::string_view bytes, std::string &out);
    bool finished() const { return m_state == State::Finished; }
    bool failed() const { return m_state == State::Failed; }

private:
    enum class State { Size, Data, DataEnd, Trailer, Finished, Failed };
    void endLine();

    State m_state = State::Size;
    std::size_t m_left = 0;
    std::string m_line;
};

/// Reads HTTP/1.1 messages of a well-behaved peer, one after another, from bytes as they come.
class MessageReader {
public:
    enum class Kind { Request, Response };
    enum class State { Head, Body, Complete, Failed };

    explicit MessageReader(Kind kind) : m_kind(kind) {}

    /// Returns how many of `bytes` belong to this message; the rest is the next one's.
    std::size_t feed(std::string_view bytes);
    /// The peer closed: that ends a response of no declared length, and breaks everything else.
    void feedEnd();
    /// Forgets the message, keeps the memory.
    void reset();

    State state() const { return m_state; }
    bool started() const { return m_state != State::Head || !m_head.empty(); }
    std::string_view firstLine() const;
    /// Of a response; 0 when the head has none.
    int status() const;
    bool wantsClose() const { return m_close; }
    /// Decoded; the reader may empty it between feeds.
    std::string &body() { return m_body; }

private:
    enum class Framing { Length, Chunked, UntilClose };
    std::size_t feedHead(std::string_view bytes);
    std::size_t feedBody(std::string_view bytes);
    void readHead();
    void readField(std::string_view line);

    Kind m_kind;
    State m_state = State::Head;
    Framing m_framing = Framing::Length;
    std::size_t m_left = 0;
    bool m_close = false;
    ChunkedDecoder m_chunks;
    std::string m_head;
    std::string m_body;
};

} // namespace bench
