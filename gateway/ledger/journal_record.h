#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "ledger/crc32c_windows.h"
#include "model/call_record.h"

/// The bytes of the journal. A frame is `u32 length, u32 CRC-32C, body` (little-endian, length and CRC of the body);
/// a body is a mark, a kind and tagged fields in ascending order; unknown tags and kinds are skipped, so an older
/// program reads what a newer one wrote. Pure. Thread: any.
namespace ledger {

/// Written to find out whether the disk takes bytes again; means nothing.
struct Probe {};
using JournalEntry = std::variant<model::CallBegin, model::CallRecord, Probe>;

inline constexpr std::size_t kFrameHeader = 8;
inline constexpr std::size_t kMaxBody = std::size_t{1} << 20; ///< Longer bodies are not written and not believed.

/// Appends one frame to `out`. `salt` comes from the file's name, so bytes that a client planted inside a record can
/// never pass for a frame of their own. A decision or error text that would break kMaxBody is cut.
void appendFrame(std::string &out, const model::CallBegin &call, std::uint32_t salt);
void appendFrame(std::string &out, const model::CallRecord &call, std::uint32_t salt);
void appendFrame(std::string &out, const Probe &probe, std::uint32_t salt);

enum class Kind : std::uint8_t { Begin = 1, Record = 2, Probe = 3 };

/// Nothing for bytes that are no body of ours. A kind from the future reads as Probe.
std::optional<Kind> kindOf(std::string_view body);
/// The id that a Begin's or a Record's body starts with, without reading the rest. Empty when the fields are damaged.
std::string_view idOf(std::string_view body);
/// Reads a Record's body over whatever `call` held, so that its memory is used again.
/// Errors: BadRequest for fields that are damaged; `call` is then worth nothing.
base::Result<> readRecord(std::string_view body, model::CallRecord &call);

/// Errors: BadRequest for bytes that are not a body of ours. A kind from the future reads as Probe.
base::Result<JournalEntry> decodeBody(std::string_view body);

std::uint32_t saltOf(std::string_view fileName);

/// What the bytes at the start of `bytes` are.
enum class FrameState : std::uint8_t {
    Valid,      ///< A whole frame with the right checksum.
    Incomplete, ///< May become one with more bytes.
    Invalid,    ///< Never a frame.
};
struct FrameView {
    FrameState state = FrameState::Invalid;
    std::string_view body{}; ///< When Valid.
};
FrameView frameAt(std::string_view bytes, std::uint32_t salt);
/// The same for one of many places in the same bytes, whose bodies may overlap.
FrameView frameAt(Crc32cWindows &windows, std::size_t at, std::uint32_t salt);

} // namespace ledger
