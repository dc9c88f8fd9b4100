#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace upstream {

/// Reads one HTTP/1.1 answer to a POST as its bytes come: framing only, strictly, so that no two readers of the same
/// bytes can differ on where it ends. Interim heads (1xx) are skipped, trailers dropped.
/// Pure. Thread: any.
class AnswerReader {
public:
    /// What it finds. The views live as long as the bytes that were fed.
    class Sink {
    public:
        virtual void onHeader(std::string_view name, std::string_view value) = 0;
        /// `length`: -1 when it is not announced. False: nothing more is wanted of it.
        virtual bool onHead(int status, std::int64_t length) = 0;
        virtual bool onBody(std::string_view bytes) = 0;
        /// Another head follows: what came so far was an interim one.
        virtual void onInterim() = 0;

    protected:
        ~Sink() = default;
    };

    /// Stopped: by the sink. Broken: these bytes are no answer.
    enum class State : std::uint8_t { Head, Body, Done, Stopped, Broken, HeadTooLarge };

    explicit AnswerReader(Sink &sink) : m_sink(sink) {}

    /// Returns how many bytes belong to the answer.
    std::size_t feed(std::string_view bytes);
    /// The far end has closed the connection. Done when that is how the answer ends.
    void end();
    State state() const { return m_state; }
    /// Of the head that is being read, or was; 0 before.
    int status() const { return m_status; }
    /// Whether another request may follow on the connection.
    bool keepsAlive() const { return m_keepAlive && m_framing != Framing::UntilClose; }
    /// No byte has come yet.
    bool untouched() const { return m_untouched; }

    static constexpr std::size_t kLargestHead = 64UZ * 1024;

private:
    enum class Framing : std::uint8_t { None, Length, Chunked, UntilClose };
    enum class Chunk : std::uint8_t { Size, Bytes, End, Trailer };

    std::optional<std::string_view> takeLine(std::string_view &bytes);
    void onHeadLine(std::string_view line);
    bool onStatusLine(std::string_view line);
    void onField(std::string_view name, std::string_view value);
    void onLength(std::string_view digits);
    void onHeadEnd();
    void onChunkLine(std::string_view line);
    void feedBody(std::string_view &bytes);
    void pass(std::string_view &bytes);
    void become(State state) { m_state = state; }

    Sink &m_sink;
    State m_state = State::Head;
    Framing m_framing = Framing::UntilClose;
    Chunk m_chunk = Chunk::Size;
    bool m_untouched = true;
    bool m_statusRead = false;
    bool m_keepAlive = true;
    bool m_chunked = false;
    int m_status = 0;
    std::int64_t m_length = -1;  ///< As announced.
    std::uint64_t m_left = 0;    ///< Of the body, or of its chunk.
    std::size_t m_lineBytes = 0; ///< Of the head, a chunk's line or the trailers so far.
    std::string m_line{};        ///< The beginning of a line whose end has not come.
};

} // namespace upstream
