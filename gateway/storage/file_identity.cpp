#include "storage/file_identity.h"

#include <sys/stat.h>

namespace storage {

std::optional<FileIdentity> FileIdentity::of(const std::filesystem::path &file)
{
    struct stat about{};
    if (::stat(file.c_str(), &about) != 0)
        return std::nullopt;
    return FileIdentity{static_cast<std::uint64_t>(about.st_dev), static_cast<std::uint64_t>(about.st_ino)};
}

} // namespace storage
