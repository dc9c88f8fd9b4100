#include "ledger/journal_reader.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ledger {

std::optional<std::string_view> FrameScanner::next()
{
    while (m_position < m_bytes.size()) {
        const FrameView frame = frameAt(m_bytes.substr(m_position), m_salt);
        if (frame.state == FrameState::Valid) {
            m_position += kFrameHeader + frame.body.size();
            return frame.body;
        }
        if (frame.state == FrameState::Incomplete && m_after == After::More)
            return std::nullopt; // the next piece begins here and has the whole of it
        if (!stepOverDamage())
            return std::nullopt;
    }
    return std::nullopt;
}

/// Looks for the next valid frame. A frame that is cut off by the end of the piece may be one too; without any, all
/// is damage if nothing can follow, and perhaps just unfinished if the writer lives. False when the scan is over.
bool FrameScanner::stepOverDamage()
{
    if (!m_windows)
        m_windows.emplace(m_bytes);
    for (std::size_t at = m_position + 1; at < m_bytes.size(); ++at) {
        const FrameView frame = frameAt(*m_windows, at, m_salt);
        if (frame.state == FrameState::Valid || (frame.state == FrameState::Incomplete && m_after == After::More)) {
            skipTo(at);
            return true;
        }
    }
    if (m_after != After::Growing)
        skipTo(m_bytes.size());
    return false;
}

void FrameScanner::skipTo(std::size_t position)
{
    m_damagedBytes += static_cast<std::int64_t>(position - m_position);
    ++m_damagedPlaces;
    m_position = position;
}

base::Result<JournalReader> JournalReader::open(const std::filesystem::path &file)
{
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return base::fail(base::ErrorCode::Storage, "cannot read " + file.string() + ": " + std::strerror(errno));
    return JournalReader(fd);
}

JournalReader::JournalReader(JournalReader &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

JournalReader::~JournalReader()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

base::Result<std::int64_t> JournalReader::size() const
{
    struct stat about{};
    if (::fstat(m_fd, &about) != 0)
        return base::fail(base::ErrorCode::Storage,
                          std::string("cannot look at a journal file: ") + std::strerror(errno));
    return std::int64_t{about.st_size};
}

base::Result<JournalReader::Piece> JournalReader::read(std::int64_t offset, std::string &buffer)
{
    const auto total = size();
    if (!total)
        return base::fail(total.error());
    const std::int64_t left = std::max<std::int64_t>(0, *total - offset);
    buffer.resize(std::min(static_cast<std::size_t>(left), kPieceBytes));
    std::size_t have = 0;
    while (have < buffer.size()) {
        const ssize_t got = ::pread(m_fd, buffer.data() + have, buffer.size() - have,
                                    static_cast<off_t>(offset) + static_cast<off_t>(have));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return base::fail(base::ErrorCode::Storage,
                              std::string("cannot read the journal: ") + std::strerror(errno));
        if (got == 0)
            break;
        have += static_cast<std::size_t>(got);
    }
    return Piece{std::string_view(buffer).substr(0, have), offset + static_cast<std::int64_t>(have) >= *total};
}

} // namespace ledger
