#include "admin/seen_damage.h"

#include <QLoggingCategory>

namespace admin {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.storage")

} // namespace

void SeenDamage::note(const std::filesystem::path &file, std::string words)
{
    const auto identity = storage::FileIdentity::of(file);
    const std::lock_guard lock(m_mutex);
    if (m_words.empty() || file != m_file || identity != m_identity)
        qCWarning(ownLog, "%s is damaged: %s", file.c_str(), words.c_str()); // once: a page may be read again and again
    m_file = file;
    m_identity = identity;
    m_words = file.string()
              + " is damaged and some of its rows cannot be read: stop Switchyard, keep a copy of it, and "
                "try `sqlite3 FILE .recover` or put a backup in its place; "
              + words;
}

std::string SeenDamage::words() const
{
    const std::lock_guard lock(m_mutex);
    return m_words.empty() || storage::FileIdentity::of(m_file) != m_identity ? std::string() : m_words;
}

} // namespace admin
