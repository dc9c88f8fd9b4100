#include "ui/shell/endpoint_badge.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QUrl>

#include "ui/widgets/copy_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/status_dot.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kHeight = 56;
constexpr int kRadius = 12;

} // namespace

EndpointBadge::EndpointBadge(admin::AdminClient &client, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_dot(new StatusDot(8, this)),
      m_state(new Label(TextRole::Emphasis, Tone::Plain, this)),
      m_address(new Label(TextRole::CodeSmall, Tone::Quiet, this)),
      m_copy(new CopyButton(CopyButton::Label::IconOnly, tr("Copy the endpoint"), this))
{
    setFixedHeight(kHeight);
    m_state->setObjectName(u"sidebarState"_s);
    m_address->setElided(true);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch();
    words->addWidget(m_state);
    words->addWidget(m_address);
    words->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 6, 0);
    row->setSpacing(8);
    row->addWidget(m_dot);
    row->addLayout(words, 1);
    row->addWidget(m_copy);
    connect(m_copy, &CopyButton::copied, this, &EndpointBadge::copied);
    connect(&m_client, &admin::AdminClient::endpointChanged, this, &EndpointBadge::refresh);
    refresh();
}

void EndpointBadge::copy()
{
    m_copy->click();
}

void EndpointBadge::refresh()
{
    const QString endpoint = m_client.endpoint();
    const bool listening = !endpoint.isEmpty();
    m_dot->setTone(listening ? Tone::Ok : Tone::Quiet);
    m_state->setText(listening ? tr("Listening") : tr("Not listening"));
    m_address->setText(listening ? QUrl(endpoint).authority() : QString());
    m_address->setVisible(listening);
    m_copy->setCopyText(listening ? endpoint + u"/v1"_s : QString());
}

void EndpointBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(color(Token::Card, palette()));
    painter.setPen(QPen(color(Token::CardEdge, palette()), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
}

} // namespace ui
