#include "storage/audit_chain.h"

#include <algorithm>
#include <string_view>

#include <QByteArrayView>
#include <QCryptographicHash>

namespace storage {
namespace {

/// Another layout of an entry needs another word here.
constexpr std::string_view kLayout = "switchyard audit entry 1";

void addNumber(QCryptographicHash &to, std::int64_t number)
{
    unsigned char bytes[sizeof number];
    auto left = static_cast<std::uint64_t>(number);
    for (std::size_t i = sizeof bytes; i > 0; left >>= 8)
        bytes[--i] = static_cast<unsigned char>(left & 0xff);
    to.addData(QByteArrayView(bytes, sizeof bytes));
}

void addText(QCryptographicHash &to, std::string_view text)
{
    addNumber(to, static_cast<std::int64_t>(text.size()));
    to.addData(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
}

} // namespace

model::AuditHash sealOf(const model::AuditHash &before, const model::AuditEntry &entry)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    addText(hash, kLayout);
    hash.addData(QByteArrayView(before.data(), static_cast<qsizetype>(before.size())));
    addNumber(hash, entry.seq);
    addNumber(hash, entry.atMs);
    for (const std::string *field :
         {&entry.actorKind, &entry.actorId, &entry.actorName, &entry.origin, &entry.operation, &entry.targetKind,
          &entry.targetId, &entry.targetName, &entry.outcome, &entry.before, &entry.after})
        addText(hash, *field);
    const QByteArray result = hash.result();
    model::AuditHash out{};
    std::copy_n(result.begin(), out.size(), out.begin());
    return out;
}

void ChainCheck::breakAt(std::int64_t seq, ChainBreak how)
{
    m_state.broken = how;
    m_state.brokenSeq = seq;
}

bool ChainCheck::take(const model::AuditEntry &entry)
{
    const std::int64_t expected = m_state.headSeq + 1;
    if (entry.seq != expected)
        breakAt(expected, ChainBreak::Missing);
    else if (entry.hash != sealOf(m_state.head, entry))
        breakAt(expected, ChainBreak::Changed);
    if (m_state.broken != ChainBreak::None)
        return false;
    ++m_state.entries;
    m_state.headSeq = entry.seq;
    m_state.head = entry.hash;
    return true;
}

ChainState ChainCheck::finish(std::int64_t lastSeq)
{
    if (m_state.broken == ChainBreak::None && lastSeq > m_state.headSeq)
        breakAt(m_state.headSeq + 1, ChainBreak::Missing);
    return m_state;
}

} // namespace storage
