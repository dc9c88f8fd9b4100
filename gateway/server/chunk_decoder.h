#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/edge_limits.h"

namespace server {

/// Takes the chunked framing off a body as it comes; a byte of framing that is not exactly as it should be is refused,
/// for it is where two readers disagree about where the next request starts. Extensions and trailers are checked and
/// dropped. Thread: one. Source: RFC 9112 section 7.1.
class ChunkDecoder {
public:
    enum class State : std::uint8_t { Reading, Done, Refused };

    /// Appends content to `body`; returns how much was taken, less than all only when no longer Reading.
    std::size_t feed(std::string_view bytes, std::string &body, const EdgeLimits &limits);
    State state() const { return m_state; }
    const Refusal &refusal() const { return m_refusal; }

private:
    enum class Part : std::uint8_t { Size, Extension, SizeEnd, Data, DataCr, DataLf, Trailer };
    /// Where in `;name`, `;name=token` or `;name="text"` it is.
    enum class ExtensionPart : std::uint8_t { NameStart, Name, ValueStart, Token, Quoted, Escaped, Closed };

    void feedFraming(char c, std::size_t had, const EdgeLimits &limits);
    void onSizeByte(char c);
    void onExtensionByte(char c);
    static std::optional<ExtensionPart> after(ExtensionPart part, char c);
    static bool mayEnd(ExtensionPart part);
    void onSizeEnd(std::size_t had, const EdgeLimits &limits);
    void onTrailerByte(char c, const EdgeLimits &limits);
    void onTrailerLine(std::string_view line, const EdgeLimits &limits);
    void expect(char c, char wanted, Part next);
    void refuse(const Refusal &why);

    std::uint64_t m_size = 0; ///< Of the chunk; what is left of it while it is read.
    std::size_t m_digits = 0;
    std::size_t m_extensionBytes = 0; ///< Of all chunks: each may be small and their sum a flood.
    ExtensionPart m_extension = ExtensionPart::NameStart;
    std::size_t m_trailerBytes = 0;
    std::size_t m_trailerCount = 0;
    std::string m_line{}; ///< The trailer line being read.
    Refusal m_refusal{};
    State m_state = State::Reading;
    Part m_part = Part::Size;
};

} // namespace server
