#include "ui/first_run/first_run.h"

#include <chrono>

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>

#include "ui/first_run/first_call_step.h"
#include "ui/first_run/language_step.h"
#include "ui/first_run/provider_step.h"
#include "ui/first_run/status_steps.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/stepper.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

enum Step : std::uint8_t { Language, Address, Provider, Keychain, FirstCall, Count };

constexpr int kWidth = 808; ///< Of the cards, and of their shadows at both sides.
constexpr int kShadow = 24;
constexpr int kMark = 28;
constexpr auto kPace = 3s;

/// The program's own sign.
class Brand final : public QWidget {
public:
    explicit Brand(QWidget *parent) : QWidget(parent)
    {
        auto *name = new Label(TextRole::CardTitle, Tone::Plain, this);
        name->setText(u"Switchyard"_s);
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(kMark + 12, 0, 0, 0);
        row->addWidget(name);
        setFixedHeight(kMark);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(painter, u"app-mark"_s, QRectF(0, 0, kMark, kMark), kMark, Qt::white);
    }
};

/// Keeps what scrolls in line with what does not: the room of the scroll bar is missing at both sides.
class Scroll final : public QScrollArea {
public:
    explicit Scroll(QWidget *parent) : QScrollArea(parent)
    {
        setFrameShape(QFrame::NoFrame);
        setWidgetResizable(true);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setFocusPolicy(Qt::NoFocus);
        viewport()->setAutoFillBackground(false);
        connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int last) {
            setViewportMargins(last > 0 ? verticalScrollBar()->sizeHint().width() : 0, 0, 0, 0);
        });
    }
};

/// `inner` in the middle, no wider than the cards.
QWidget *centred(QWidget *inner, QWidget *parent)
{
    auto *outer = new QWidget(parent);
    inner->setMaximumWidth(kWidth);
    auto *row = new QHBoxLayout(outer);
    row->setContentsMargins({});
    row->addStretch(1);
    row->addWidget(inner, 1000);
    row->addStretch(1);
    return outer;
}

} // namespace

FirstRun::FirstRun(QWidget &window, admin::AdminClient &client, DesktopServices &desktop)
    : Canvas(&window), m_client(client), m_desktop(desktop)
{
    setObjectName(u"firstRun"_s);
    window.installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    hide();
    build();
    new Poller(*this, kPace, [this] {
        if (m_step)
            m_step->refresh();
    });
}

/// All of it again in another language.
void FirstRun::build()
{
    if (m_content) {
        m_content->hide();
        m_content->deleteLater(); // what chose the language is in it
    }
    setAccessibleName(tr("First-time setup"));
    m_content = new QWidget(this);
    m_scroll = new Scroll(m_content);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(metric::kPageSide, metric::kPageTop, metric::kPageSide, 16);
    column->setSpacing(16);
    column->addWidget(buildHead());
    m_stepper =
        new Stepper({tr("Language"), tr("Address"), tr("Provider"), tr("Keychain"), tr("First call")}, m_content);
    column->addWidget(m_stepper, 0, Qt::AlignHCenter);
    column->addWidget(m_scroll, 1);
    column->addWidget(centred(buildFooter(), m_content));
    m_words = new Label(TextRole::Body, Tone::Quiet, m_content);
    column->addWidget(m_words, 0, Qt::AlignHCenter);
    layout()->addWidget(m_content);
    go(m_at);
}

QWidget *FirstRun::buildHead()
{
    auto *head = new QWidget(m_content);
    m_leave = new Button(Button::Kind::Text, tr("Skip the setup"), head);
    m_leave->setObjectName(u"leaveSetup"_s);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->addSpacing(m_leave->sizeHint().width());
    row->addStretch(1);
    row->addWidget(new Brand(head));
    row->addStretch(1);
    row->addWidget(m_leave);
    connect(m_leave, &QAbstractButton::clicked, this, &FirstRun::leave);
    return head;
}

QWidget *FirstRun::buildFooter()
{
    auto *footer = new QWidget(m_content);
    m_skip = new Button(Button::Kind::Text, tr("Skip this step"), footer);
    m_skip->setObjectName(u"skipStep"_s);
    m_back = new Button(Button::Kind::Outlined, tr("Back"), footer);
    m_back->setObjectName(u"setupBack"_s);
    m_next = new Button(Button::Kind::Primary, tr("Continue"), footer);
    m_next->setObjectName(u"setupNext"_s);
    for (Button *button : {m_back, m_next})
        button->setButtonSize(Button::Size::Guide);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(kShadow, 0, kShadow, 0);
    row->setSpacing(12);
    row->addWidget(m_skip);
    row->addStretch(1);
    row->addWidget(m_back);
    row->addWidget(m_next);
    connect(m_skip, &QAbstractButton::clicked, this, [this] { go(m_at + 1); });
    connect(m_back, &QAbstractButton::clicked, this, [this] { go(m_at - 1); });
    connect(m_next, &QAbstractButton::clicked, this, [this] {
        if (m_at + 1 < Count)
            go(m_at + 1);
        else
            leave();
    });
    return footer;
}

SetupStep *FirstRun::makeStep(int index)
{
    switch (index) {
    case Language:
        return new LanguageStep(m_desktop);
    case Address:
        return new AddressStep(m_client);
    case Provider:
        return new ProviderStep(m_client);
    case Keychain:
        return new KeychainStep(m_client);
    default:
        break;
    }
    return new FirstCallStep(m_client);
}

void FirstRun::go(int index)
{
    m_at = qBound(0, index, Count - 1);
    m_step = makeStep(m_at);
    delete m_scroll->takeWidget();
    m_scroll->setWidget(centred(m_step, nullptr));
    m_scroll->widget()->setAutoFillBackground(false); // setWidget() turns it on
    connect(m_step, &SetupStep::readyChanged, this, &FirstRun::follow);
    connect(m_step, &SetupStep::done, this, [this] { go(m_at + 1); });
    connect(m_step, &SetupStep::pageWanted, this, &FirstRun::pageWanted);
    m_stepper->setCurrent(m_at);
    m_skip->setVisible(m_at + 1 < Count);
    m_back->setVisible(m_at > 0);
    m_next->setText(m_at + 1 < Count ? tr("Continue") : tr("Finish"));
    m_words->setText(tr("Step %1 of %2. Everything here can be changed in Settings.").arg(m_at + 1).arg(int(Count)));
    follow();
    if (!isVisible())
        return;
    m_step->refresh();
    QWidget *const first = m_step->first() ? m_step->first() : m_next;
    first->setFocus(Qt::TabFocusReason);
}

void FirstRun::follow()
{
    m_next->setEnabled(m_step && m_step->isReady());
}

void FirstRun::open()
{
    setGeometry(parentWidget()->rect());
    show();
    raise();
    go(m_at);
}

void FirstRun::leave()
{
    hide();
    deleteLater();
    Q_EMIT left();
}

void FirstRun::changeEvent(QEvent *event)
{
    Canvas::changeEvent(event);
    if (event->type() != QEvent::LanguageChange || isHidden())
        return;
    raise(); // the window has put new pages over it
    QMetaObject::invokeMethod(this, &FirstRun::build, Qt::QueuedConnection);
}

void FirstRun::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_next->isEnabled())
        m_next->click();
    else
        Canvas::keyPressEvent(event);
}

void FirstRun::mousePressEvent(QMouseEvent *event)
{
    event->accept(); // what lies below is not to be reached
}

/// Tab goes round inside.
bool FirstRun::focusNextPrevChild(bool next)
{
    QWidget *const start = window()->focusWidget() ? window()->focusWidget() : this;
    for (QWidget *at = next ? start->nextInFocusChain() : start->previousInFocusChain(); at != start;
         at = next ? at->nextInFocusChain() : at->previousInFocusChain()) {
        const bool stops = (at->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && at->isVisible() && at->isEnabled();
        if (stops && isAncestorOf(at)) {
            at->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    }
    return true;
}

bool FirstRun::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return Canvas::eventFilter(watched, event);
}

} // namespace ui
