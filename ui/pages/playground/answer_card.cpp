#include "ui/pages/playground/answer_card.h"

#include <chrono>

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/pages/playground/answer_view.h"
#include "ui/pages/playground/call_figures.h"
#include "ui/pages/playground/raw_view.h"
#include "ui/pages/requests/attempt_timeline.h"
#include "ui/pages/requests/request_detail_view.h"
#include "ui/text/numbers.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented_control.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Phase = TryState::Phase;

constexpr int kSide = 24;
constexpr int kLeast = 520;           ///< The card's height.
constexpr int kLongestTimeline = 216; ///< Three attempts; more of them scroll.
constexpr auto kPause = 50ms;
constexpr int kFirstError = 400;

/// What lies in it lies on the card's own ground.
QScrollArea *makeScroll(const QString &name, QWidget *parent)
{
    auto *out = new QScrollArea(parent);
    out->setFrameShape(QFrame::NoFrame);
    out->setWidgetResizable(true);
    out->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    out->viewport()->setAutoFillBackground(false);
    out->setAccessibleName(name);
    return out;
}

void fill(QScrollArea &scroll, QWidget *content)
{
    scroll.setWidget(content);
    content->setAutoFillBackground(false); // which setWidget() has just turned on
}

} // namespace

AnswerCard::AnswerCard(QWidget *parent)
    : Card(parent),
      m_pause(new QTimer(this)),
      m_tabs(new SegmentedControl({tr("Answer"), tr("Raw"), tr("Route"), tr("Receipt"), tr("Cost")}, this)),
      m_badge(new Badge({}, Tone::Quiet, this)),
      m_copy(new CopyButton(CopyButton::Label::IconOnly, tr("Copy the answer"), this)),
      m_served(new QWidget(this)),
      m_model(new Label(TextRole::Emphasis, Tone::Plain, m_served)),
      m_place(new Label(TextRole::Body, Tone::Quiet, m_served)),
      m_attempts(new Label(TextRole::Body, Tone::Quiet, m_served)),
      m_foot(new QWidget(this)),
      m_time(new Label(TextRole::Body, Tone::Quiet, m_foot)),
      m_timeline(new AttemptTimeline),
      m_figures(new CallFigures(m_foot))
{
    setMinimumHeight(kLeast);
    m_pause->setInterval(kPause);
    m_pause->setSingleShot(true);
    connect(m_pause, &QTimer::timeout, this, &AnswerCard::present);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    buildHead(*column);
    buildPages(*column);
    buildFoot(*column);
}

void AnswerCard::buildHead(QVBoxLayout &column)
{
    m_tabs->setObjectName(u"answerTabs"_s);
    m_tabs->setAccessibleName(tr("What is shown of the call"));
    m_badge->setObjectName(u"callBadge"_s);
    m_copy->setObjectName(u"copyAnswer"_s);
    m_copy->setButtonSize(Button::Size::Card);
    connect(m_tabs, &SegmentedControl::chosen, this, &AnswerCard::presentTab);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(kSide, 14, kSide - 6, 14);
    head->setSpacing(8);
    head->addWidget(m_tabs);
    head->addStretch();
    head->addWidget(m_badge);
    head->addWidget(m_copy);
    column.addLayout(head);
    m_model->setObjectName(u"servedModel"_s);
    m_model->setElided(true);
    m_place->setElided(true);
    auto *served = new QHBoxLayout(m_served);
    served->setContentsMargins(kSide, 13, kSide, 13);
    served->setSpacing(10);
    served->addWidget(m_model);
    served->addWidget(m_place, 1);
    served->addWidget(m_attempts);
    column.addWidget(m_served);
}

void AnswerCard::buildPages(QVBoxLayout &column)
{
    m_pages = new QStackedWidget(this);
    m_empty =
        new EmptyState(tr("Nothing sent yet"),
                       tr("Write a prompt and send it. The answer comes in here as it is made, with its bytes, its "
                          "route and its cost."),
                       this);
    m_answerPage = new QWidget(this);
    m_answer = new AnswerView(m_answerPage);
    m_failure = new Label(TextRole::Body, Tone::Error, m_answerPage);
    m_failure->setObjectName(u"callFailure"_s);
    m_failure->setWordWrap(true);
    m_failure->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_failure->setContentsMargins(kSide, 16, kSide, 0);
    auto *page = new QVBoxLayout(m_answerPage);
    page->setContentsMargins({});
    page->setSpacing(0);
    page->addWidget(m_failure);
    page->addWidget(m_answer, 1);
    m_raw = new RawView(this);
    m_detail = makeScroll(tr("The call in full"), this);
    for (QWidget *each : {m_empty, m_answerPage, static_cast<QWidget *>(m_raw), static_cast<QWidget *>(m_detail)})
        m_pages->addWidget(each);
    column.addWidget(m_pages, 1);
}

void AnswerCard::buildFoot(QVBoxLayout &column)
{
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, m_foot);
    title->setText(tr("Time line"));
    m_time->setObjectName(u"callTime"_s);
    auto *head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_time);
    auto *scroll = makeScroll(tr("Time line"), m_foot);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setObjectName(u"timelineScroll"_s);
    fill(*scroll, m_timeline);
    auto *rows = new QVBoxLayout(m_foot);
    rows->setContentsMargins(kSide, 14, kSide, 16);
    rows->setSpacing(8);
    rows->addLayout(head);
    rows->addWidget(scroll);
    rows->addSpacing(8);
    rows->addWidget(m_figures);
    column.addWidget(m_foot);
    m_foot->hide();
    m_served->hide();
    m_badge->hide();
    m_copy->hide();
}

void AnswerCard::follow(const TryState &state)
{
    m_state = &state;
    if (!m_pause->isActive())
        m_pause->start();
}

void AnswerCard::showTab(Tab tab)
{
    m_tabs->setCurrent(static_cast<int>(tab));
    presentTab();
}

void AnswerCard::present()
{
    const bool any = m_state->phase != Phase::Idle;
    m_foot->setVisible(any);
    m_badge->setVisible(any);
    m_copy->setVisible(any);
    presentServed();
    presentTab();
    if (!any)
        return;
    presentState();
    m_answer->showAnswer(*m_state);
    m_failure->setText(m_state->failure);
    m_failure->setVisible(!m_state->failure.isEmpty());
    m_raw->showCall(*m_state);
    const RequestDetail detail = detailSoFar(*m_state);
    m_timeline->setCall(detail);
    const int high = qMin(m_timeline->sizeHint().height(), kLongestTimeline);
    m_foot->findChild<QScrollArea *>(u"timelineScroll"_s)->setFixedHeight(high);
    m_figures->showCall(*m_state);
    m_copy->setCopyText(copyText());
    update();
}

void AnswerCard::presentState()
{
    const QString time = durationText(m_state->totalMicros);
    m_time->setText(m_state->isRunning() ? tr("%1 so far").arg(time) : time);
    const QString status = m_state->status == 0 ? QString() : QString::number(m_state->status);
    switch (m_state->phase) {
    case Phase::Waiting:
        return m_badge->setState(tr("Waiting"), Tone::Accent);
    case Phase::Streaming:
        return m_badge->setState(tr("Streaming"), Tone::Accent);
    case Phase::Stopped:
        return m_badge->setState(tr("Stopped"), Tone::Quiet);
    case Phase::Failed:
        if (m_state->status < kFirstError)
            return m_badge->setState(m_state->status == 0 ? tr("No answer") : tr("Cut off"), Tone::Error);
        return m_badge->setState(status, Tone::Error);
    case Phase::Done:
    case Phase::Idle:
        break;
    }
    m_badge->setState(status, Tone::Ok);
}

void AnswerCard::presentServed()
{
    const auto &detail = m_state->detail;
    const QString model = detail && !detail->row.served.isEmpty() ? detail->row.served : m_state->model;
    m_served->setVisible(!model.isEmpty());
    m_model->setText(model);
    QString place;
    if (detail && !detail->attempts.empty()) {
        const AttemptDetail &last = detail->attempts.back();
        place = last.key.isEmpty() ? last.provider : last.provider + u" · "_s + last.key;
    }
    m_place->setText(place);
    m_attempts->setText(detail ? tr("%n attempt(s)", nullptr, static_cast<int>(detail->attempts.size())) : QString());
}

void AnswerCard::presentTab()
{
    using View = RequestDetailView;
    if (!m_state || m_state->phase == Phase::Idle)
        return m_pages->setCurrentWidget(m_empty);
    switch (static_cast<Tab>(m_tabs->current())) {
    case Tab::Answer:
        return m_pages->setCurrentWidget(m_answerPage);
    case Tab::Raw:
        return m_pages->setCurrentWidget(m_raw);
    case Tab::Route:
        return showDetail(View::Route | View::Errors, {});
    case Tab::Receipt:
        return showDetail(View::Translation, tr("Client and provider speak the same dialect: the parameters went on as "
                                                "they came."));
    case Tab::Cost:
        return showDetail(View::Cost | View::Usage, {});
    }
}

/// Made once for a call, so that a reader keeps the place.
void AnswerCard::showDetail(unsigned sections, const QString &otherwise)
{
    m_pages->setCurrentWidget(m_detail);
    const bool known = m_state->detail.has_value();
    const QString what = u"%1 %2 %3"_s.arg(m_state->requestId)
                             .arg(sections)
                             .arg(known                  ? 1
                                  : m_state->isRunning() ? 2
                                                         : 3);
    if (std::exchange(m_shownDetail, what) == what)
        return;
    QWidget *content = known ? new RequestDetailView(*m_state->detail, nullptr, sections) : nullptr;
    const bool blank = known && static_cast<RequestDetailView *>(content)->isBlank();
    if (!known || blank) {
        delete content;
        auto *words = new Label(TextRole::Body, Tone::Quiet);
        words->setContentsMargins(kSide, 20, kSide, 20);
        words->setWordWrap(true);
        words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        words->setText(blank                  ? otherwise
                       : m_state->isRunning() ? tr("The log tells this when the answer is over.")
                                              : tr("The log has not told of this call yet."));
        content = words;
    }
    fill(*m_detail, content);
}

QString AnswerCard::copyText() const
{
    QStringList out;
    for (const AnswerBlock &block : m_state->blocks)
        if (block.kind != AnswerBlock::Kind::Thinking && !block.text.isEmpty())
            out += block.text;
    return out.isEmpty() && !m_state->isRunning() ? QString::fromUtf8(m_state->received.bytes()) : out.join(u"\n\n"_s);
}

void AnswerCard::paintEvent(QPaintEvent *event)
{
    Card::paintEvent(event);
    QPainter painter(this);
    for (const QWidget *below : {m_served, static_cast<QWidget *>(m_foot)})
        if (below->isVisible())
            painter.fillRect(QRect(1, below->y(), width() - 2, 1), color(Token::RowLine, palette()));
    painter.fillRect(QRect(1, m_pages->y(), width() - 2, 1), color(Token::RowLine, palette()));
    if (m_foot->isVisible())
        painter.fillRect(QRect(1, m_foot->y() + m_figures->y() - 9, width() - 2, 1), color(Token::RowLine, palette()));
}

} // namespace ui
