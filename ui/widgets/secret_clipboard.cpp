#include "ui/widgets/secret_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace ui {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

SecretClipboard::SecretClipboard(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer); // a coarse one would begin at 0:31
    connect(&m_timer, &QTimer::timeout, this, &SecretClipboard::takeBack);
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this, [this] {
        if (m_timer.isActive() && !isOurs())
            takeBack();
    });
}

SecretClipboard::~SecretClipboard()
{
    if (isOurs())
        QGuiApplication::clipboard()->clear();
}

void SecretClipboard::lend(const QString &text)
{
    auto *data = new QMimeData;
    data->setText(text);
    data->setData(u"x-kde-passwordManagerHint"_s, "secret");
    m_lent = data;
    QGuiApplication::clipboard()->setMimeData(data);
    m_timer.start(m_stay);
}

std::chrono::seconds SecretClipboard::left() const
{
    return m_timer.isActive() ? std::chrono::ceil<std::chrono::seconds>(m_timer.remainingTimeAsDuration()) : 0s;
}

/// By the object and not by the text: reading what another program copied means to wait for it.
bool SecretClipboard::isOurs() const
{
    return m_lent && QGuiApplication::clipboard()->mimeData() == m_lent;
}

void SecretClipboard::takeBack()
{
    m_timer.stop();
    const bool ours = isOurs();
    m_lent.clear();
    if (ours)
        QGuiApplication::clipboard()->clear();
    Q_EMIT ended();
}

} // namespace ui
