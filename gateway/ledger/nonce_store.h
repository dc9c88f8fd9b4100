#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_set>

#include "base/result.h"

namespace ledger {

/// The nonces of signed requests, each good for once. One is kept for as long as a request that shows it could pass for
/// new: until its time is more than the window ago. All workers share it, and it takes a lock, of about 2 us, for
/// signed requests alone: a nonce that two of them show at once must be spent by one.
/// Each is appended to a file, in one write(), before its request goes on: no kill and no restart opens a replay. Only a
/// power cut may take those of its last seconds along.
/// Thread: any.
class NonceStore {
public:
    /// Reads what earlier instances have spent. Errors: Storage.
    static base::Result<std::unique_ptr<NonceStore>> open(std::filesystem::path directory, std::int64_t nowMs);
    ~NonceStore();
    NonceStore(const NonceStore &) = delete;
    NonceStore &operator=(const NonceStore &) = delete;

    /// Spends the nonce of a request that was signed at `signedMs`, within auth::kSignatureWindowMs of `nowMs`.
    /// Errors: Unauthorized when it was spent before, or when that cannot be known any more; Unavailable when kMost are
    /// kept, or the disk takes no more.
    base::Result<> spend(std::string_view keyId, std::string_view nonce, std::int64_t signedMs, std::int64_t nowMs);
    std::size_t kept() const;

    static constexpr std::size_t kMost = 500'000; ///< For ten minutes: more than 800 signed requests a second.

private:
    using Mark = std::array<unsigned char, 16>; ///< Of key and nonce: the first half of a SHA-256.
    struct MarkHash {
        std::size_t operator()(const Mark &mark) const
        {
            std::size_t out = 0;
            std::memcpy(&out, mark.data(), sizeof out); // the digest is uniform already
            return out;
        }
    };
    /// Those that were signed within the same five minutes, which are forgotten together.
    struct Span {
        std::unordered_set<Mark, MarkHash> marks{};
        int fd = -1;
        std::int64_t bytes = 0;
    };

    explicit NonceStore(std::filesystem::path directory) : m_directory(std::move(directory)) {}
    base::Result<> readAll();
    base::Result<Span *> spanOf(std::int64_t number);
    void forget(std::int64_t nowMs);
    std::filesystem::path fileOf(std::string_view start, std::int64_t number) const;
    static Mark markOf(std::string_view keyId, std::string_view nonce);
    static base::Result<> append(Span &span, const Mark &mark);

    std::filesystem::path m_directory;
    mutable std::mutex m_mutex{};
    std::map<std::int64_t, Span> m_spans{}; ///< By m_mutex, as the rest.
    std::int64_t m_forgotten = -1;          ///< The last span that was; what was signed until then is refused.
    std::size_t m_kept = 0;
};

} // namespace ledger
