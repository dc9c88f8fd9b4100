#include "ui/pages/requests/request_drawer.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/pages/requests/bodies_panel.h"
#include "ui/pages/requests/request_columns.h"
#include "ui/pages/requests/request_detail_view.h"
#include "ui/text/error_words.h"
#include "ui/text/time_text.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kPadding = 24;

/// Sections and the failure lie on the drawer's own ground.
void letShine(QScrollArea &scroll)
{
    scroll.setFrameShape(QFrame::NoFrame);
    scroll.setWidgetResizable(true);
    scroll.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll.viewport()->setAutoFillBackground(false);
}

} // namespace

RequestDrawer::RequestDrawer(admin::AdminClient &client, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_title(new Label(TextRole::Section, Tone::Plain, this)),
      m_idLabel(new Label(TextRole::CodeSmall, Tone::Quiet, this)),
      m_state(new Badge({}, Tone::Quiet, this)),
      m_copyId(new CopyButton(CopyButton::Label::IconOnly, tr("Copy the call's id"), this)),
      m_cross(new Button(Button::Kind::Plain, {}, this)),
      m_scroll(new QScrollArea(this))
{
    setObjectName(u"requestDrawer"_s);
    m_title->setObjectName(u"drawerTitle"_s);
    m_title->setElided(true);
    m_state->setObjectName(u"drawerState"_s);
    m_state->hide();
    m_copyId->setObjectName(u"copyCallId"_s);
    m_copyId->setButtonSize(Button::Size::Card);
    m_cross->setObjectName(u"closeDrawer"_s);
    m_cross->setIconName(u"close"_s);
    m_cross->setAccessibleName(tr("Close the call"));
    m_cross->setToolTip(tr("Close (Esc)"));
    m_scroll->setAccessibleName(tr("The call in full"));
    letShine(*m_scroll);
    connect(m_cross, &QAbstractButton::clicked, this, &RequestDrawer::closeWanted);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    buildHead(*column);
    column->addWidget(m_scroll, 1);
}

void RequestDrawer::buildHead(QVBoxLayout &column)
{
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_title);
    top->addWidget(m_state);
    top->addStretch();
    top->addWidget(m_cross);
    auto *below = new QHBoxLayout;
    below->setSpacing(2);
    m_idLabel->setElided(true);
    below->addWidget(m_idLabel);
    below->addWidget(m_copyId);
    below->addStretch();
    auto *head = new QVBoxLayout;
    head->setContentsMargins(kPadding, 20, kPadding - 8, 8);
    head->setSpacing(0);
    head->addLayout(top);
    head->addLayout(below);
    column.addLayout(head);
}

void RequestDrawer::showCall(const QString &id)
{
    if (id == m_id)
        return;
    m_id = id;
    ask();
}

void RequestDrawer::ask()
{
    m_client.call({.operation = "requests.get", .path = {{"id", m_id.toStdString()}}}, this,
                  [this, id = m_id](const base::Result<base::Json> &answer) {
                      if (id != m_id)
                          return; // the reader has moved on
                      if (answer)
                          return take(parseRequestDetail(*answer));
                      const bool gone = answer.error().code == base::ErrorCode::NotFound;
                      showFailure(gone ? tr("This call is no longer in the log.") : errorWords(answer.error().code));
                  });
}

void RequestDrawer::take(const RequestDetail &detail)
{
    const QDateTime now = QDateTime::currentDateTime();
    m_title->setText(tr("Call at %1").arg(clockText(detail.row.startedAt, now)));
    m_idLabel->setText(m_id);
    m_copyId->setCopyText(m_id);
    const Cell state = requestState(detail.row);
    m_state->setState(state.text, state.tone);
    m_state->show();
    setAccessibleName(m_title->text());
    const int place = m_scroll->verticalScrollBar()->value(); // one compares the same part of several calls
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(new RequestDetailView(detail, content));
    column->addWidget(new BodiesPanel(m_client, m_id, content));
    column->addStretch(1);
    setContent(content);
    m_scroll->verticalScrollBar()->setValue(place);
}

void RequestDrawer::showFailure(const QString &words)
{
    m_title->setText(tr("Call"));
    m_idLabel->setText(m_id);
    m_copyId->setCopyText(m_id);
    m_state->hide();
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kPadding, 16, kPadding, 16);
    column->setSpacing(16);
    auto *text = new Label(TextRole::Body, Tone::Quiet, content);
    text->setObjectName(u"drawerFailure"_s);
    text->setWordWrap(true);
    text->setText(words);
    auto *again = new Button(Button::Kind::Secondary, tr("Try again"), content);
    connect(again, &QAbstractButton::clicked, this, &RequestDrawer::ask);
    column->addWidget(text);
    column->addWidget(again, 0, Qt::AlignLeft);
    column->addStretch();
    setContent(content);
}

void RequestDrawer::setContent(QWidget *content)
{
    if (QWidget *old = m_scroll->takeWidget()) {
        if (old->isAncestorOf(window()->focusWidget()))
            m_cross->setFocus(Qt::OtherFocusReason);
        old->deleteLater(); // a button of it may have asked for this
    }
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false); // which setWidget() has just turned on
    content->show();
    m_scroll->widget()->resize(m_scroll->viewport()->width(), content->sizeHint().height());
}

void RequestDrawer::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Card, palette()));
    painter.fillRect(QRect(0, 0, 1, height()), color(Token::Hairline, palette()));
}

} // namespace ui
