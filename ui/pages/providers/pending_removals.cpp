#include "ui/pages/providers/pending_removals.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include "ui/widgets/toast.h"

namespace ui {

using namespace std::chrono_literals;

PendingRemovals::PendingRemovals(admin::AdminClient &client, QWidget &page, QObject *parent)
    : QObject(parent), m_client(client), m_page(page), m_timeToUndo(10500ms) // a little longer than the toast offers it
{
}

PendingRemovals::~PendingRemovals()
{
    for (auto &[id, waiting] : m_waiting)
        m_client.call(std::move(waiting.removal.erase), nullptr, [](const auto &) {});
}

void PendingRemovals::begin(Removal removal)
{
    const QString id = removal.id;
    if (m_waiting.contains(id))
        return;
    if (!removal.stop.operation.empty())
        send(removal.stop, id);
    auto *timer = new QTimer(this);
    timer->setSingleShot(true);
    connect(timer, &QTimer::timeout, this, [this, id] { finish(id); });
    timer->start(m_timeToUndo);
    const QString text = removal.text;
    m_waiting.emplace(id, Waiting{std::move(removal), timer});
    if (auto *toast = m_page.window()->findChild<Toast *>())
        toast->offerUndo(text, [self = QPointer(this), id] {
            if (self)
                self->undo(id);
        });
    Q_EMIT changed();
}

void PendingRemovals::undo(const QString &id)
{
    const auto hit = m_waiting.find(id);
    if (hit == m_waiting.end())
        return;
    admin::AdminCall back = std::move(hit->second.removal.back);
    delete hit->second.timer;
    m_waiting.erase(hit);
    if (!back.operation.empty())
        send(std::move(back), id);
    Q_EMIT changed();
}

void PendingRemovals::finish(const QString &id)
{
    const auto hit = m_waiting.find(id);
    if (hit == m_waiting.end())
        return;
    hit->second.timer->deleteLater();
    send(hit->second.removal.erase, id);
}

/// Once the removal itself is answered the thing no longer waits: it is gone, or it is back in the list.
void PendingRemovals::send(admin::AdminCall call, const QString &id)
{
    const bool last = m_waiting.contains(id) && call.operation == m_waiting.at(id).removal.erase.operation;
    m_client.call(std::move(call), this, [this, id, last](const base::Result<base::Json> &answer) {
        if (last)
            m_waiting.erase(id);
        if (!answer && answer.error().code != base::ErrorCode::NotFound)
            Q_EMIT refused(answer.error());
        Q_EMIT changed();
    });
}

} // namespace ui
