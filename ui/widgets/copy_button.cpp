#include "ui/widgets/copy_button.h"

#include <chrono>

#include <QClipboard>
#include <QGuiApplication>
#include <QTimer>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kFeedback = 1600ms;

} // namespace

CopyButton::CopyButton(Label label, const QString &accessibleName, QWidget *parent)
    : Button(label == Label::Word ? Kind::Secondary : Kind::Plain, {}, parent),
      m_label(label),
      m_timer(new QTimer(this))
{
    setAccessibleName(accessibleName);
    setIconName(u"copy"_s);
    if (label == Label::IconOnly) {
        setToolTip(accessibleName);
    } else {
        // Both words are measured once, so that the button has the width of the wider one from the start.
        setText(tr("Copy"));
        const int idle = sizeHint().width();
        setText(tr("Copied"));
        setFixedWidth(qMax(idle, sizeHint().width()));
    }
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &CopyButton::showIdle);
    connect(this, &QAbstractButton::clicked, this, &CopyButton::copy);
    showIdle();
    setEnabled(false);
}

void CopyButton::setCopyText(const QString &text)
{
    m_copyText = text;
    setEnabled(!text.isEmpty());
}

void CopyButton::copy()
{
    QGuiApplication::clipboard()->setText(m_copyText);
    setIconName(u"check"_s);
    if (m_label == Label::Word)
        setText(tr("Copied"));
    m_timer->start(kFeedback);
    Q_EMIT copied();
}

void CopyButton::showIdle()
{
    setIconName(u"copy"_s);
    if (m_label == Label::Word)
        setText(tr("Copy"));
}

} // namespace ui
