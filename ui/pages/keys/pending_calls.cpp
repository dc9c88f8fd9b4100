#include "ui/pages/keys/pending_calls.h"

#include <algorithm>
#include <utility>

namespace ui {

PendingCalls::PendingCalls(admin::AdminClient &client, QObject *parent) : QObject(parent), m_client(client) {}

PendingCalls::~PendingCalls()
{
    for (Kept &kept : m_kept)
        m_client.call(std::move(kept.call), nullptr, {}); // nobody is left to hear the answer
}

std::vector<PendingCalls::Kept>::iterator PendingCalls::find(const QString &about)
{
    return std::ranges::find(m_kept, about, &Kept::about);
}

bool PendingCalls::has(const QString &about) const
{
    return std::ranges::find(m_kept, about, &Kept::about) != m_kept.end();
}

void PendingCalls::keep(const QString &about, admin::AdminCall call)
{
    drop(about);
    m_kept.push_back({about, std::move(call)});
}

void PendingCalls::drop(const QString &about)
{
    if (const auto hit = find(about); hit != m_kept.end())
        m_kept.erase(hit);
}

void PendingCalls::send(const QString &about)
{
    const auto hit = find(about);
    if (hit == m_kept.end())
        return;
    admin::AdminCall call = std::move(hit->call);
    m_kept.erase(hit);
    m_client.call(std::move(call), this, [this, about](const base::Result<base::Json> &answer) {
        if (!answer && answer.error().code != base::ErrorCode::NotFound) // gone already is what was wanted
            Q_EMIT failed(answer.error().code);
        Q_EMIT answered(about);
    });
}

} // namespace ui
