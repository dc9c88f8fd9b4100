#include "ledger/nonce_store.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "access/client_key.h"
#include "access/signature.h"

namespace ledger {
namespace {

constexpr std::string_view kFileStart = "nonces-";
constexpr std::string_view kForgottenStart = "forgotten-";
constexpr std::int64_t kSpanMs = auth::kSignatureWindowMs;

/// -1 for a file whose name does not begin so.
std::int64_t numberIn(const std::filesystem::path &file, std::string_view start)
{
    const std::string name = file.filename().string();
    std::int64_t out = -1;
    if (!name.starts_with(start))
        return -1;
    const auto read = std::from_chars(name.data() + start.size(), name.data() + name.size(), out);
    return read.ec == std::errc() && read.ptr == name.data() + name.size() ? out : -1;
}

auto unwritten()
{
    return base::fail(base::ErrorCode::Unavailable,
                      "signed requests cannot be taken at the moment: their nonces cannot be written down (is the disk "
                      "full?)",
                      "nonce");
}

} // namespace

base::Result<std::unique_ptr<NonceStore>> NonceStore::open(std::filesystem::path directory, std::int64_t nowMs)
{
    auto out = std::unique_ptr<NonceStore>(new NonceStore(std::move(directory)));
    if (auto read = out->readAll(); !read)
        return base::fail(std::move(read.error()));
    out->forget(nowMs);
    return out;
}

NonceStore::~NonceStore()
{
    for (auto &[number, span] : m_spans)
        if (span.fd >= 0)
            ::close(span.fd);
}

std::filesystem::path NonceStore::fileOf(std::string_view start, std::int64_t number) const
{
    return m_directory / std::string(start).append(std::to_string(number));
}

base::Result<> NonceStore::readAll()
{
    std::error_code failed;
    std::vector<std::int64_t> numbers;
    for (const auto &entry : std::filesystem::directory_iterator(m_directory, failed)) {
        if (const std::int64_t number = numberIn(entry.path(), kFileStart); number >= 0)
            numbers.push_back(number);
        m_forgotten = std::max(m_forgotten, numberIn(entry.path(), kForgottenStart));
    }
    for (const std::int64_t number : numbers)
        if (auto span = spanOf(number); !span)
            return base::fail(base::ErrorCode::Storage, span.error().detail);
    return {};
}

/// Opens and reads its file when it is seen first. What a kill has cut in the middle goes.
base::Result<NonceStore::Span *> NonceStore::spanOf(std::int64_t number)
{
    Span &span = m_spans[number];
    if (span.fd >= 0)
        return &span;
    std::error_code failed;
    std::filesystem::create_directories(m_directory, failed); // a failure shows when a file is opened there
    span.fd = ::open(fileOf(kFileStart, number).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (span.fd < 0)
        return unwritten();
    Mark mark{};
    while (::pread(span.fd, mark.data(), mark.size(), span.bytes) == static_cast<ssize_t>(mark.size())) {
        span.bytes += static_cast<std::int64_t>(mark.size());
        m_kept += span.marks.insert(mark).second ? 1 : 0;
    }
    return &span;
}

NonceStore::Mark NonceStore::markOf(std::string_view keyId, std::string_view nonce)
{
    const model::Digest digest = auth::digestOf(std::string(keyId).append("\n").append(nonce));
    Mark out{};
    std::copy_n(digest.begin(), out.size(), out.begin());
    return out;
}

/// At the place where the last whole one ended, so that one that was cut short harms no other.
base::Result<> NonceStore::append(Span &span, const Mark &mark)
{
    if (::pwrite(span.fd, mark.data(), mark.size(), span.bytes) != static_cast<ssize_t>(mark.size()))
        return unwritten();
    span.bytes += static_cast<std::int64_t>(mark.size());
    return {};
}

/// Nothing that was signed in these spans can pass for new any more. Of their files the last stays, empty and by another
/// name: should the clock be put back, also over a restart, it says up to where nothing is known.
void NonceStore::forget(std::int64_t nowMs)
{
    while (!m_spans.empty() && (m_spans.begin()->first + 2) * kSpanMs < nowMs) {
        const auto [number, span] = std::move(*m_spans.begin());
        m_spans.erase(m_spans.begin());
        m_kept -= span.marks.size();
        if (span.fd >= 0) {
            static_cast<void>(::ftruncate(span.fd, 0));
            ::close(span.fd);
        }
        const auto before = std::exchange(m_forgotten, std::max(m_forgotten, number));
        static_cast<void>(::rename(fileOf(kFileStart, number).c_str(), fileOf(kForgottenStart, number).c_str()));
        if (const auto gone = std::min(before, number); gone >= 0 && before != number)
            ::unlink(fileOf(kForgottenStart, gone).c_str());
    }
}

base::Result<> NonceStore::spend(std::string_view keyId, std::string_view nonce, std::int64_t signedMs,
                                 std::int64_t nowMs)
{
    const Mark mark = markOf(keyId, nonce);
    const std::int64_t number = signedMs / kSpanMs;
    const std::lock_guard lock(m_mutex);
    forget(nowMs);
    if (number <= m_forgotten)
        return base::fail(base::ErrorCode::Unauthorized,
                          "`x-switchyard-timestamp` lies before a time that is forgotten here: the clock was put back",
                          std::string(auth::kTimestampHeader));
    const bool spent =
        std::ranges::any_of(m_spans, [&](const auto &entry) { return entry.second.marks.contains(mark); });
    if (spent)
        return base::fail(base::ErrorCode::Unauthorized,
                          "`x-switchyard-nonce` was used before: every request needs one of its own",
                          std::string(auth::kNonceHeader));
    if (m_kept >= kMost)
        return base::fail(base::ErrorCode::Unavailable,
                          "too many signed requests came within ten minutes; try again in some minutes", "nonce");
    auto span = spanOf(number);
    if (!span)
        return base::fail(std::move(span.error()));
    if (auto written = append(**span, mark); !written)
        return written;
    (*span)->marks.insert(mark);
    ++m_kept;
    return {};
}

std::size_t NonceStore::kept() const
{
    const std::lock_guard lock(m_mutex);
    return m_kept;
}

} // namespace ledger
