#include "ledger/journal_record.h"

#include <algorithm>

#include "base/text.h"
#include "ledger/crc32c.h"
#include "ledger/tagged.h"

namespace ledger {
namespace {

using model::AttemptRecord;
using model::CallBegin;
using model::CallRecord;
using model::Usage;

constexpr char kMark = '\xA7';       ///< First byte of every body: most damage is told from a frame without a checksum.
constexpr std::size_t kBodyHead = 2; ///< Mark and kind.
constexpr std::uint32_t kIdTag = 1;
constexpr std::uint32_t kAttemptTag = 40;
constexpr std::uint32_t kDecisionTag = 50;
constexpr std::uint32_t kSessionTag = 60;
constexpr std::uint32_t kApplicationTag = 61;

// The lists of fields. Numbers are for ever: a field that is no longer used leaves a gap, a new one takes a new number
// in ascending order.

template <typename Visitor, typename Value>
void usageFields(Visitor &visit, Value &usage, std::uint32_t first)
{
    visit(first, usage.input);
    visit(first + 1, usage.cacheRead);
    visit(first + 2, usage.cacheWrite5m);
    visit(first + 3, usage.cacheWrite1h);
    visit(first + 4, usage.output);
    visit(first + 5, usage.reasoning);
    visit(first + 6, usage.reported);
}

/// What came later, at the same place in both lists.
template <typename Visitor, typename Value>
void furtherUsageFields(Visitor &visit, Value &usage)
{
    visit(32, usage.inputAudio);
    visit(33, usage.cacheReadAudio);
    visit(34, usage.outputAudio);
    visit(35, usage.images);
    visit(36, usage.characters);
    visit(37, usage.audioMs);
    visit(38, usage.toolUses);
    visit(39, usage.statedNanos, std::int64_t{-1});
}

template <typename Visitor, typename Value>
void beginFields(Visitor &visit, Value &call)
{
    visit(kIdTag, call.id);
    visit(2, call.startedMs);
    visit(3, call.clientKeyId);
    visit(4, call.endpoint);
    visit(5, call.requestedModel);
    visit(6, call.routedModel);
    visit(7, call.providerId);
    visit(8, call.providerName);
    visit(9, call.requestBytes);
    visit(10, call.clientKeyName);
    visit(11, call.stream);
    visit(30, call.reserved.value);
    visit(31, call.budgets);
    visit(32, call.tags);
}

template <typename Visitor, typename Value>
void attemptFields(Visitor &visit, Value &attempt)
{
    visit(1, attempt.providerId);
    visit(2, attempt.providerName);
    visit(3, attempt.keyId);
    visit(4, attempt.model);
    visit(5, attempt.startedMs);
    visit(6, attempt.firstByteUs, std::int64_t{-1});
    visit(7, attempt.durationUs);
    visit(8, attempt.status);
    visit.word(9, attempt.failure, model::FailureClass::HedgeLost);
    visit(10, attempt.error);
    visit(11, attempt.billedModel);
    usageFields(visit, attempt.usage, 12); // to 18
    visit(20, attempt.cost.value);
    visit.word(21, attempt.confidence, model::Confidence::Unpriced, model::Confidence::Unpriced);
    visit(30, attempt.dialect);
    visit(31, attempt.params);
    furtherUsageFields(visit, attempt.usage); // 32 to 39
    visit(50, attempt.reserved.value);
    visit(51, attempt.budgets);
    visit(52, attempt.cut);
}

template <typename Visitor, typename Value>
void recordFields(Visitor &visit, Value &call)
{
    visit(kIdTag, call.id);
    visit(2, call.startedMs);
    visit(3, call.overheadUs);
    visit(4, call.firstTokenUs, std::int64_t{-1});
    visit(5, call.durationUs);
    visit(6, call.clientKeyId);
    visit(7, call.clientKeyName);
    visit(8, call.endpoint);
    visit(9, call.stream);
    visit(10, call.requestedModel);
    visit(11, call.routedModel);
    visit(12, call.billedModel);
    visit(13, call.providerId);
    visit(14, call.providerName);
    visit(15, call.status);
    visit.word(16, call.outcome, model::Outcome::Interrupted);
    visit(17, call.errorCode);
    usageFields(visit, call.usage, 18); // to 24
    visit(26, call.cost.value);
    visit.word(27, call.confidence, model::Confidence::Unpriced, model::Confidence::Unpriced);
    visit(28, call.tags);
    furtherUsageFields(visit, call.usage); // 32 to 39
}

void writeAttempts(TagWriter &writer, const std::vector<AttemptRecord> &attempts)
{
    thread_local std::string bytes;
    for (const AttemptRecord &attempt : attempts) {
        bytes.clear();
        TagWriter inner(bytes);
        attemptFields(inner, attempt);
        writer.bytes(kAttemptTag, bytes);
    }
}

/// Over whatever `attempts` held. False for fields that are damaged.
bool readAttempts(TagReader &reader, std::vector<AttemptRecord> &attempts)
{
    std::size_t count = 0;
    while (const auto bytes = reader.bytes(kAttemptTag)) {
        if (count == attempts.size())
            attempts.emplace_back();
        TagReader inner(*bytes);
        attemptFields(inner, attempts[count++]);
        inner.finish();
        if (!inner.good())
            return false;
    }
    attempts.resize(count);
    return true;
}

void encode(std::string &out, const CallBegin &call)
{
    TagWriter writer(out);
    beginFields(writer, call);
    writeAttempts(writer, call.earlier);
    writer(kDecisionTag, call.decision);
    writer(kSessionTag, call.session);
    writer(kApplicationTag, call.application);
}

void encode(std::string &out, const CallRecord &call)
{
    TagWriter writer(out);
    recordFields(writer, call);
    writeAttempts(writer, call.attempts);
    writer(kDecisionTag, call.decision);
    writer(kSessionTag, call.session);
    writer(kApplicationTag, call.application);
}

void encode(std::string & /*out*/, const Probe & /*probe*/) {}

/// For values too large for a frame: whatever grows with someone else's words is cut, what is money stays.
void shorten(std::string &text)
{
    text.resize(base::clip(text, 1024).size());
}

void shorten(std::vector<AttemptRecord> &attempts)
{
    for (AttemptRecord &attempt : attempts)
        for (std::string *text : {&attempt.providerName, &attempt.model, &attempt.error, &attempt.billedModel})
            shorten(*text);
}

CallBegin shortened(CallBegin call)
{
    shorten(call.session);
    shorten(call.application);
    call.decision.clear(); // half a JSON text is worth nothing
    for (std::string *text : {&call.requestedModel, &call.routedModel, &call.endpoint, &call.providerName})
        shorten(*text);
    shorten(call.earlier);
    return call;
}

CallRecord shortened(CallRecord call)
{
    shorten(call.session);
    shorten(call.application);
    call.decision.clear();
    for (std::string *text : {&call.clientKeyName, &call.endpoint, &call.requestedModel, &call.routedModel,
                              &call.billedModel, &call.providerName, &call.errorCode})
        shorten(*text);
    shorten(call.attempts);
    return call;
}

void storeLittleEndian(char *to, std::uint32_t value)
{
    for (int i = 0; i < 4; ++i)
        to[i] = static_cast<char>(value >> (8 * i));
}

std::uint32_t loadLittleEndian(const char *from)
{
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i)
        value |= std::uint32_t{static_cast<unsigned char>(from[i])} << (8 * i);
    return value;
}

/// Covers the length as well.
std::uint32_t seedOf(std::size_t length, std::uint32_t salt)
{
    return salt ^ static_cast<std::uint32_t>(length) * 0x9E3779B1U;
}

std::uint32_t checksum(std::string_view body, std::uint32_t salt)
{
    return crc32c(body, seedOf(body.size(), salt));
}

template <typename Entry>
void append(std::string &out, Kind kind, const Entry &entry, std::uint32_t salt)
{
    const std::size_t begin = out.size();
    out.append(kFrameHeader, '\0');
    out += kMark;
    out += static_cast<char>(kind);
    encode(out, entry);
    if (out.size() - begin - kFrameHeader > kMaxBody)
        if constexpr (!std::is_same_v<Entry, Probe>) {
            out.resize(begin + kFrameHeader + kBodyHead);
            encode(out, shortened(entry));
        }
    const std::string_view body = std::string_view(out).substr(begin + kFrameHeader);
    storeLittleEndian(out.data() + begin, static_cast<std::uint32_t>(body.size()));
    storeLittleEndian(out.data() + begin + 4, checksum(body, salt));
}

auto notOurs(const char *what)
{
    return base::fail(base::ErrorCode::BadRequest, std::string("a journal record is damaged: ") + what);
}

base::Result<JournalEntry> decodeBegin(std::string_view fields)
{
    CallBegin call;
    TagReader reader(fields);
    beginFields(reader, call);
    if (!readAttempts(reader, call.earlier))
        return notOurs("an attempt before");
    reader(kDecisionTag, call.decision);
    reader(kSessionTag, call.session);
    reader(kApplicationTag, call.application);
    reader.finish();
    if (!reader.good() || call.id.empty())
        return notOurs("the beginning of a call");
    return JournalEntry(std::move(call));
}

base::Result<JournalEntry> decodeRecord(std::string_view body)
{
    CallRecord call;
    if (auto done = readRecord(body, call); !done)
        return base::fail(std::move(done.error()));
    return JournalEntry(std::move(call));
}

} // namespace

void appendFrame(std::string &out, const CallBegin &call, std::uint32_t salt)
{
    append(out, Kind::Begin, call, salt);
}

void appendFrame(std::string &out, const CallRecord &call, std::uint32_t salt)
{
    append(out, Kind::Record, call, salt);
}

void appendFrame(std::string &out, const Probe &probe, std::uint32_t salt)
{
    append(out, Kind::Probe, probe, salt);
}

std::optional<Kind> kindOf(std::string_view body)
{
    if (body.size() < kBodyHead || body.front() != kMark)
        return std::nullopt;
    const auto kind = static_cast<Kind>(body[1]);
    return kind == Kind::Begin || kind == Kind::Record ? kind : Kind::Probe;
}

std::string_view idOf(std::string_view body)
{
    TagReader reader(body.substr(kBodyHead));
    return reader.bytes(kIdTag).value_or(std::string_view());
}

base::Result<> readRecord(std::string_view body, CallRecord &call)
{
    TagReader reader(body.substr(kBodyHead));
    recordFields(reader, call);
    if (!readAttempts(reader, call.attempts))
        return notOurs("an attempt");
    reader(kDecisionTag, call.decision);
    reader(kSessionTag, call.session);
    reader(kApplicationTag, call.application);
    reader.finish();
    if (!reader.good() || call.id.empty())
        return notOurs("a call");
    return {};
}

base::Result<JournalEntry> decodeBody(std::string_view body)
{
    const auto kind = kindOf(body);
    if (!kind)
        return notOurs("no mark");
    switch (*kind) {
    case Kind::Begin:
        return decodeBegin(body.substr(kBodyHead));
    case Kind::Record:
        return decodeRecord(body);
    case Kind::Probe:
        break;
    }
    return JournalEntry(Probe{});
}

std::uint32_t saltOf(std::string_view fileName)
{
    return crc32c(fileName);
}

namespace {

/// `check(body)` is the checksum of the body.
template <typename Check>
FrameView frameIn(std::string_view bytes, Check check)
{
    if (bytes.size() < 4)
        return {FrameState::Incomplete, {}};
    const std::size_t length = loadLittleEndian(bytes.data());
    if (length < kBodyHead || length > kMaxBody || (bytes.size() > kFrameHeader && bytes[kFrameHeader] != kMark))
        return {FrameState::Invalid, {}};
    if (bytes.size() < kFrameHeader + length)
        return {FrameState::Incomplete, {}};
    const std::string_view body = bytes.substr(kFrameHeader, length);
    if (loadLittleEndian(bytes.data() + 4) != check(body))
        return {FrameState::Invalid, {}};
    return {FrameState::Valid, body};
}

} // namespace

FrameView frameAt(std::string_view bytes, std::uint32_t salt)
{
    return frameIn(bytes, [salt](std::string_view body) { return checksum(body, salt); });
}

FrameView frameAt(Crc32cWindows &windows, std::size_t at, std::uint32_t salt)
{
    return frameIn(windows.bytes().substr(at), [&](std::string_view body) {
        return windows.of(at + kFrameHeader, body.size(), seedOf(body.size(), salt));
    });
}

} // namespace ledger
