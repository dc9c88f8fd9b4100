#include "secrets/keychain_index.h"

#include <fstream>

#include <QSaveFile>

#include "base/text.h"

namespace secrets {
namespace {

constexpr std::string_view kPlan = "plan ";

} // namespace

KeychainIndex::KeychainIndex(std::filesystem::path file) : m_file(std::move(file))
{
    std::ifstream lines(m_file);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(kPlan))
            m_plan = base::parseInteger(std::string_view(line).substr(kPlan.size())).value_or(0);
        else if (!line.empty())
            m_entries.insert(line);
}

base::Result<> KeychainIndex::add(const std::string &entry)
{
    auto longer = m_entries;
    longer.insert(entry);
    return save(longer, m_plan);
}

base::Result<> KeychainIndex::strike(const std::string &entry)
{
    auto shorter = m_entries;
    shorter.erase(entry);
    return save(shorter, m_plan);
}

base::Result<> KeychainIndex::notePlan(std::int64_t version)
{
    if (m_entries.empty()) // it goes in with the first entry
        m_plan = version;
    return version == m_plan ? base::Result<>() : save(m_entries, version);
}

base::Result<> KeychainIndex::save(const std::set<std::string> &entries, std::int64_t plan)
{
    QByteArray text = QByteArray(kPlan.data()) + QByteArray::number(plan) + '\n';
    for (const std::string &entry : entries)
        text.append(entry.data(), static_cast<qsizetype>(entry.size())).append('\n');
    QSaveFile file(QString::fromStdString(m_file.string())); // writes aside, syncs, renames
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(text) != text.size() || !file.commit())
        return base::fail(base::ErrorCode::Storage,
                          "the list of keychain entries cannot be written to " + m_file.string());
    m_entries = entries;
    m_plan = plan;
    return {};
}

} // namespace secrets
