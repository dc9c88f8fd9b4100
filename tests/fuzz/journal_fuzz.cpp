// The journal's bytes: what was written whole is found whatever stands between, and reads as what was written.

#include <algorithm>
#include <string>
#include <vector>

#include "fuzz.h"
#include "ledger/crc32c.h"
#include "ledger/journal_reader.h"
#include "ledger/journal_record.h"

namespace {

using ledger::After;

/// A journal made as the input says: whole records, torn ones, and bytes that are none.
struct Written {
    std::string bytes{};
    std::vector<std::string> bodies{}; ///< Of the whole records, in order.
    bool damaged = false;
    bool judged = true; ///< False: a torn record became whole by chance.
};

std::string frameOf(std::string_view body, std::uint32_t salt)
{
    std::string out;
    const auto number = [&out](std::uint32_t value) {
        for (int i = 0; i < 4; ++i)
            out += static_cast<char>(value >> (8 * i));
    };
    number(static_cast<std::uint32_t>(body.size()));
    number(ledger::crc32cByTables(body, salt ^ static_cast<std::uint32_t>(body.size()) * 0x9E3779B1U));
    return out.append(body);
}

/// Whether a torn record is made whole again by the first bytes of what was written behind it. It then reads as what it
/// was and takes the next one with it; the format cannot tell, and it needs a write cut one byte before its end.
bool completedByChance(std::string_view bytes, const std::vector<std::pair<std::size_t, std::string>> &torn)
{
    return std::ranges::any_of(torn, [&](const auto &one) { return bytes.substr(one.first).starts_with(one.second); });
}

/// Pieces of `op, size, bytes`. The salt hangs on all of the input, so no fuzzer can compute a checksum ahead.
Written build(std::string_view script, std::uint32_t salt)
{
    Written out;
    std::vector<std::pair<std::size_t, std::string>> torn;
    while (script.size() >= 2) {
        const auto op = static_cast<unsigned char>(script[0]);
        const auto size = std::min<std::size_t>(static_cast<unsigned char>(script[1]), script.size() - 2);
        const std::string_view piece = script.substr(2, size);
        script.remove_prefix(2 + size);
        const std::string body = std::string("\xA7") + static_cast<char>(1 + op / 4 % 4) + std::string(piece);
        const std::string frame = frameOf(body, salt);
        if (op % 4 <= 1) {
            out.bytes += frame;
            out.bodies.push_back(body);
        } else if (op % 4 == 2) { // torn
            torn.emplace_back(out.bytes.size(), frame);
            out.bytes += frame.substr(0, op / 4 % frame.size());
            out.damaged = true;
        } else {
            out.bytes += piece;
            out.damaged = out.damaged || !piece.empty();
        }
    }
    out.judged = !completedByChance(out.bytes, torn);
    return out;
}

struct Scanned {
    std::vector<std::string> bodies{};
    std::int64_t damaged = 0;
    std::size_t position = 0;
};

void scanOnce(std::string_view bytes, std::uint32_t salt, After after, Scanned &out)
{
    ledger::FrameScanner scanner(bytes, salt, after);
    std::size_t last = 0;
    while (const auto body = scanner.next()) {
        fuzz::require(scanner.position() > last, "a scan that does not move");
        last = scanner.position();
        out.bodies.emplace_back(*body);
    }
    fuzz::require(scanner.position() >= last && scanner.position() <= bytes.size(), "a scan left its bytes");
    out.damaged += scanner.damagedBytes();
    out.position += scanner.position();
}

/// As the folder reads: piece by piece, each scan beginning where the last one stopped.
Scanned scanInPieces(std::string_view bytes, std::uint32_t salt, const std::vector<std::size_t> &cuts)
{
    Scanned out;
    std::size_t end = 0;
    for (const std::size_t size : cuts) {
        end += size;
        scanOnce(bytes.substr(out.position, end - out.position), salt,
                 end == bytes.size() ? After::Nothing : After::More, out);
    }
    return out;
}

void scansAgree(const Written &journal, std::uint32_t salt)
{
    const std::string_view bytes = journal.bytes;
    Scanned whole;
    scanOnce(bytes, salt, After::Nothing, whole);
    fuzz::require(whole.bodies == journal.bodies, "a whole record was lost, or one was made up");
    std::size_t framed = 0;
    for (const auto &body : whole.bodies)
        framed += ledger::kFrameHeader + body.size();
    fuzz::require(whole.position == bytes.size() && framed + static_cast<std::size_t>(whole.damaged) == bytes.size(),
                  "bytes are neither record nor damage");
    fuzz::require(journal.damaged || whole.damaged == 0, "damage in a sound journal");

    for (const auto &cuts :
         {fuzz::slices(bytes.size(), fuzz::hashOf(bytes)), std::vector<std::size_t>(bytes.size(), 1)}) {
        const Scanned pieces = scanInPieces(bytes, salt, cuts);
        fuzz::require(pieces.bodies == whole.bodies && pieces.damaged == whole.damaged,
                      "the pieces decide what is read");
    }
    Scanned growing;
    scanOnce(bytes, salt, After::Growing, growing);
    fuzz::require(growing.bodies == whole.bodies && growing.damaged <= whole.damaged, "a living journal loses records");
    scanOnce(bytes.substr(growing.position), salt, After::Nothing, growing);
    fuzz::require(growing.bodies == whole.bodies && growing.damaged == whole.damaged, "the torn tail was misjudged");
}

/// Reading and writing again may drop what is unknown, and changes nothing the second time.
void decodesToItself(std::string_view body)
{
    const auto first = ledger::decodeBody(body);
    if (!first)
        return;
    const auto write = [](const ledger::JournalEntry &entry) {
        std::string out;
        std::visit([&](const auto &value) { ledger::appendFrame(out, value, 7); }, entry);
        return out;
    };
    const std::string once = write(*first);
    const auto frame = ledger::frameAt(once, 7);
    fuzz::require(frame.state == ledger::FrameState::Valid, "our own frame is not valid");
    fuzz::require(ledger::frameAt(once, 8).state != ledger::FrameState::Valid, "another file's frame is valid");
    const auto second = ledger::decodeBody(frame.body);
    fuzz::require(second && write(*second) == once, "a record changed on its way");
    fuzz::require(std::holds_alternative<ledger::Probe>(*first) || !ledger::idOf(frame.body).empty(), "no id");
}

void decodeAll(std::string_view input)
{
    decodesToItself(input);
    for (const char kind : {'\x01', '\x02', '\x03', '\x7F'})
        decodesToItself(std::string("\xA7") + kind + std::string(input));
    fuzz::require(ledger::crc32c(input, 5) == ledger::crc32cByTables(input, 5), "two checksums of the same bytes");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), std::min<std::size_t>(size, 4096));
    decodeAll(input);
    const auto salt = static_cast<std::uint32_t>(fuzz::hashOf(input) >> 16);
    if (const Written journal = build(input, salt); journal.judged)
        scansAgree(journal, salt);
    Scanned raw;
    scanOnce(input, salt, After::Nothing, raw);
    fuzz::require(raw.position == input.size(), "a scan gave up before the end");
    return 0;
}
