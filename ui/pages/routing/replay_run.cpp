#include "ui/pages/routing/replay_run.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::int64_t kPiece = 20'000; ///< Calls: a fraction of a second.

} // namespace

ReplayRun::ReplayRun(admin::AdminClient &client, QObject *parent) : QObject(parent), m_client(client) {}

void ReplayRun::start(base::Json body)
{
    m_body = std::move(body);
    m_begun = false;
    m_sums = {};
    ask();
}

void ReplayRun::cancel()
{
    m_asking.reset();
}

void ReplayRun::ask()
{
    base::Json body = m_body;
    body["limit"] = kPiece;
    if (m_begun) {
        body["to"] = m_sums.until.toStdString();
        body["after"] = m_sums.next.toStdString();
    } else {
        body["count"] = true;
    }
    m_asking = std::make_unique<QObject>();
    m_client.call({.operation = "router.replay", .body = std::move(body)}, m_asking.get(),
                  [this](const base::Result<base::Json> &answer) { take(answer); });
}

void ReplayRun::take(const base::Result<base::Json> &answer)
{
    m_asking.release()->deleteLater(); // it is what called us
    if (!answer) {
        Q_EMIT failed(answer.error());
        return;
    }
    const ReplaySums piece = parseReplay(*answer);
    if (m_begun && piece.plan != m_sums.plan)
        return start(m_body);
    if (m_begun)
        m_sums.add(piece);
    else
        m_sums = piece;
    m_begun = true;
    const auto total = static_cast<double>(std::max<std::int64_t>(1, m_sums.total.value_or(m_sums.calls)));
    if (m_sums.next.isEmpty()) {
        Q_EMIT finished();
        return;
    }
    ask();
    Q_EMIT progressed(std::min(1.0, static_cast<double>(m_sums.calls) / total));
}

} // namespace ui
