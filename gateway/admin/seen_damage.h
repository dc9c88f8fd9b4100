#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

#include "storage/file_identity.h"

namespace admin {

/// Damage of a store that was met while reading: it holds until another file is in that place, because what else can
/// be read of it says nothing about the rows that cannot. Thread: any.
class SeenDamage {
public:
    void note(const std::filesystem::path &file, std::string words);
    /// What is damaged and the way out; empty when nothing was met.
    std::string words() const;

private:
    mutable std::mutex m_mutex{};
    std::filesystem::path m_file{}; // these three by m_mutex
    std::optional<storage::FileIdentity> m_identity{};
    std::string m_words{};
};

} // namespace admin
