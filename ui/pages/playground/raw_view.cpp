#include "ui/pages/playground/raw_view.h"

#include <chrono>
#include <climits>

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/theme/typography.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented_control.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kSide = 24;
constexpr int kReceived = 1;
constexpr auto kPause = 200ms;

} // namespace

RawView::RawView(QWidget *parent)
    : QWidget(parent),
      m_which(new SegmentedControl({tr("Sent"), tr("Received")}, this)),
      m_note(new Label(TextRole::Body, Tone::Quiet, this)),
      m_text(new QPlainTextEdit(this)),
      m_pause(new QTimer(this))
{
    m_which->setObjectName(u"rawSide"_s);
    m_which->setAccessibleName(tr("Which bytes"));
    m_which->setCurrent(kReceived);
    m_text->setObjectName(u"rawBytes"_s);
    m_text->setAccessibleName(tr("Bytes"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setUndoRedoEnabled(false);
    m_text->setTabChangesFocus(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(fontFor(TextRole::CodeSmall));
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->viewport()->setAutoFillBackground(false);
    m_note->setElided(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_which);
    head->addWidget(m_note, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kSide, 12, kSide, 12);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_text, 1);
    m_pause->setInterval(kPause);
    m_pause->setSingleShot(true);
    connect(m_pause, &QTimer::timeout, this, &RawView::present);
    connect(m_which, &SegmentedControl::chosen, this, &RawView::present);
}

void RawView::showCall(const TryState &state)
{
    m_sent = state.sent; // implicitly shared: nothing is copied
    m_received = state.received;
    if (isVisible() && !m_pause->isActive())
        m_pause->start();
}

void RawView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    present();
}

void RawView::present()
{
    const RawTail &tail = m_which->current() == kReceived ? m_received : m_sent;
    const qint64 end = tail.dropped() + tail.bytes().size();
    if (m_side == m_which->current() && end == m_shown)
        return;
    m_side = m_which->current();
    m_shown = end;
    QScrollBar *bar = m_text->verticalScrollBar();
    const bool follows = m_text->document()->isEmpty() || bar->value() >= bar->maximum();
    const int place = bar->value();
    m_text->setPlainText(QString::fromUtf8(tail.bytes()));
    bar->setValue(follows && m_side == kReceived ? bar->maximum() : place);
    m_note->setText(tail.dropped() > 0 ? tr("Only the last MiB is kept. %n byte(s) before it are left out.", nullptr,
                                            static_cast<int>(qMin<qint64>(tail.dropped(), INT_MAX)))
                                       : tr("%n byte(s)", nullptr, static_cast<int>(tail.bytes().size())));
}

} // namespace ui
