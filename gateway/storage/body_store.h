#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

struct sqlite3;

namespace storage {

enum class BodyPart : std::uint8_t { Request, Answer };

/// The numbers are stored.
enum class BodyState : std::uint8_t {
    Kept,
    Withheld, ///< What should not be in it could not be taken out.
    NotText,
};

struct StoredBody {
    std::string callId{};
    std::int64_t startedMs = 0; ///< Of the call.
    BodyPart part = BodyPart::Request;
    BodyState state = BodyState::Kept;
    std::int64_t bytes = 0; ///< As it came.
    bool cut = false;
    std::string sealed{}; ///< Encrypted by whoever puts it here; empty unless Kept.
};

/// What calls said and were answered, in `bodies.db`: a file of its own, because it is large, goes early and may be
/// thrown away. Thread: any, one at a time. Errors: Storage.
class BodyStore {
public:
    /// Makes the file where there is none.
    static base::Result<std::unique_ptr<BodyStore>> open(const std::filesystem::path &directory);
    /// Whether there is a file.
    static bool isThere(const std::filesystem::path &directory);
    /// The file with all it holds. While it is not open.
    static void remove(const std::filesystem::path &directory);
    ~BodyStore();
    BodyStore(const BodyStore &) = delete;
    BodyStore &operator=(const BodyStore &) = delete;

    base::Result<> put(std::span<const StoredBody> bodies);
    /// Of one call: the request first.
    base::Result<std::vector<StoredBody>> of(std::string_view callId);
    /// Those of calls that began before, then the oldest while there is more than `mostBytes`. How many went.
    base::Result<std::int64_t> forget(std::int64_t beforeMs, std::int64_t mostBytes);
    base::Result<> clear();

private:
    explicit BodyStore(sqlite3 *handle) : m_handle(handle) {}
    base::Result<> execute(const std::string &sql);
    base::Result<std::int64_t> number(const std::string &sql);
    base::Result<std::int64_t> bytes();

    sqlite3 *m_handle;
};

} // namespace storage
