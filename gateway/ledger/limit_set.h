#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "ledger/minute_window.h"
#include "model/limits.h"

namespace ledger {

/// Whom a limit holds for.
enum class LimitScope : std::uint8_t { Key, User, Team, Model, Provider };
/// What it counts.
enum class LimitKind : std::uint8_t { Requests, Tokens, Calls };

/// What came in of one subject. It outlives plans; which limits hold is said anew each time. Thread: any.
struct LimitMeter {
    std::unique_ptr<MinuteWindow> requests{}; ///< Null until there was a limit of that kind; made before it holds.
    std::unique_ptr<MinuteWindow> tokens{};
    std::atomic<std::int64_t> open{0};
};

/// Limits that hold, and their meter.
struct LiveLimit {
    LimitScope scope = LimitScope::Key;
    std::string name{}; ///< Of the subject, for words.
    model::Limits terms{};
    std::shared_ptr<LimitMeter> meter{};
};

/// What one call, or one attempt, has taken of the limits it counts in. Ends once: settled with the tokens it used in
/// truth, or given back as if it had never been. The set it is of outlives it. Thread: one at a time.
class Charge {
public:
    Charge() = default; ///< Of nothing.
    ~Charge() { giveBack(); }
    Charge(Charge &&other) noexcept : m_shares(other.m_shares), m_size(std::exchange(other.m_size, 0)) {}
    Charge &operator=(Charge &&other) noexcept;

    bool empty() const { return m_size == 0; }
    /// It is over: the request counts, the tokens are corrected, its place among the open calls is free. A second time
    /// does nothing.
    void settle(std::int64_t tokens, std::int64_t nowMs);
    /// It was not made after all.
    void giveBack();

private:
    friend class LimitSet;
    struct Share {
        LimitMeter *meter = nullptr;
        std::optional<MinuteWindow::Slice> request{};
        std::optional<MinuteWindow::Slice> token{};
        std::int64_t tokens = 0; ///< Reserved.
        bool open = false;
    };
    static constexpr std::size_t kMost = 3; ///< Key, user and team.
    std::array<Share, kMost> m_shares{};
    std::size_t m_size = 0;
};

/// Why nothing was taken.
struct OverLimit {
    const LiveLimit *limit = nullptr;
    LimitKind kind = LimitKind::Requests;
    std::int64_t most = 0;
    std::int64_t wanted = 1;
    /// Until it would fit; nothing: it never does, or, of open calls, nobody knows. Unit: milliseconds.
    std::optional<std::int64_t> waitMs{};
};

/// What is left of the tightest limit of one kind.
struct LimitLeft {
    std::int64_t most = 0;
    std::int64_t left = 0;
    std::int64_t fullInMs = 0; ///< Until all of it is there again.
};

/// The limits of one plan. Immutable but for the meters it points at. Subjects stand from the narrow to the wide, so
/// that who is refused by one is not so because of another who takes it only to be refused by the next.
/// Thread: any; no lock is taken. Time: milliseconds on the boot clock.
class LimitSet {
public:
    using Limits = std::span<const LiveLimit>;

    /// Of a client key, its user and its team.
    void addCaller(std::string keyId, std::vector<LiveLimit> limits);
    /// Of a provider (`model` empty), or of one of its models and then its own.
    void addTarget(std::string providerId, std::string model, std::vector<LiveLimit> limits);
    bool empty() const { return m_callers.empty() && m_targets.empty(); }

    Limits ofCaller(std::string_view keyId) const;
    Limits ofTarget(std::string_view providerId, std::string_view model) const;
    /// Whether a target has any.
    bool anyTarget() const { return !m_targets.empty(); }

    /// Takes a request, so many tokens, and a place of all of them, or nothing of any.
    static std::variant<Charge, OverLimit> charge(Limits limits, std::int64_t tokens, std::int64_t nowMs);
    /// Whether that would be refused now.
    static std::optional<OverLimit> refuses(Limits limits, std::int64_t tokens, std::int64_t nowMs);
    /// Of requests or tokens; nothing where none holds.
    static std::optional<LimitLeft> left(Limits limits, LimitKind kind, std::int64_t nowMs);
    static bool countsTokens(Limits limits);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    std::unordered_map<std::string, std::vector<LiveLimit>, Hash, std::equal_to<>> m_callers{};
    /// By the provider's id, then the model's name; that of the provider alone has none.
    std::map<std::string, std::map<std::string, std::vector<LiveLimit>, std::less<>>, std::less<>> m_targets{};
};

} // namespace ledger
