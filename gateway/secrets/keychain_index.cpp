#include "secrets/keychain_index.h"

#include <fstream>

#include <QSaveFile>

namespace secrets {

KeychainIndex::KeychainIndex(std::filesystem::path file) : m_file(std::move(file))
{
    std::ifstream lines(m_file);
    for (std::string line; std::getline(lines, line);)
        if (!line.empty())
            m_entries.insert(line);
}

base::Result<> KeychainIndex::add(const std::string &entry)
{
    auto longer = m_entries;
    longer.insert(entry);
    if (auto saved = save(longer); !saved)
        return saved;
    m_entries = std::move(longer);
    return {};
}

base::Result<> KeychainIndex::strike(const std::string &entry)
{
    auto shorter = m_entries;
    shorter.erase(entry);
    if (auto saved = save(shorter); !saved)
        return saved;
    m_entries = std::move(shorter);
    return {};
}

base::Result<> KeychainIndex::save(const std::set<std::string> &entries) const
{
    QByteArray text;
    for (const std::string &entry : entries)
        text.append(entry.data(), static_cast<qsizetype>(entry.size())).append('\n');
    QSaveFile file(QString::fromStdString(m_file.string())); // writes aside, syncs, renames
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(text) != text.size() || !file.commit())
        return base::fail(base::ErrorCode::Storage,
                          "the list of keychain entries cannot be written to " + m_file.string());
    return {};
}

} // namespace secrets
