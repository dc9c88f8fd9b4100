#include "ui/pages/alerts/channel_item.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/text/alert_words.h"
#include "ui/text/gateway_words.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/switch.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

ChannelItem::ChannelItem(QWidget *parent)
    : QWidget(parent),
      m_name(new Label(TextRole::Emphasis, Tone::Plain, this)),
      m_state(new Badge({}, Tone::Quiet, this)),
      m_place(new Label(TextRole::Body, Tone::Quiet, this)),
      m_words(new Label(TextRole::Body, Tone::Quiet, this)),
      m_test(new Button(Button::Kind::Text, tr("Send test"), this)),
      m_edit(new Button(Button::Kind::Text, tr("Change…"), this)),
      m_enabled(new Switch(Switch::Size::Row, this))
{
    setObjectName(u"channelItem"_s);
    m_words->setObjectName(u"channelWords"_s);
    m_test->setObjectName(u"testChannel"_s);
    m_edit->setObjectName(u"editChannel"_s);
    m_enabled->setObjectName(u"channelOn"_s);
    m_name->setElided(true);
    m_place->setElided(true);
    m_words->setWordWrap(true);
    m_words->hide();
    build();
    connect(m_test, &QAbstractButton::clicked, this, [this] { Q_EMIT testWanted(m_id); });
    connect(m_edit, &QAbstractButton::clicked, this, [this] { Q_EMIT editWanted(m_id); });
    connect(m_enabled, &Switch::asked, this, &ChannelItem::turnWanted);
}

void ChannelItem::build()
{
    auto *title = new QHBoxLayout;
    title->setSpacing(8);
    title->addWidget(m_name);
    title->addWidget(m_state);
    title->addStretch();
    auto *text = new QVBoxLayout;
    text->setSpacing(2);
    text->addLayout(title);
    text->addWidget(m_place);
    text->addWidget(m_words);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metric::kCardPadding, 12, metric::kCardPadding, 12);
    row->setSpacing(16);
    row->addLayout(text, 1);
    row->addWidget(m_test);
    row->addWidget(m_edit);
    row->addWidget(m_enabled);
}

void ChannelItem::show(const AlertChannel &channel)
{
    if (m_id != channel.id)
        say({}, false);
    m_id = channel.id;
    m_name->setText(channel.name);
    const bool trouble = !channel.problem.isEmpty();
    if (!channel.enabled)
        m_state->setState(tr("Off"), Tone::Quiet);
    else if (channel.waiting > 0)
        m_state->setState(tr("%n waiting", nullptr, static_cast<int>(channel.waiting)),
                          trouble ? Tone::Error : Tone::Warn);
    else
        m_state->setState(tr("Ready"), Tone::Ok);
    m_place->setText(QStringList{channelKindWord(channel.kind), channelPlace(channel),
                                 tr("from %1 on").arg(severityWord(channel.severity))}
                         .join(u" · "_s));
    m_place->setToolTip(m_place->text().toHtmlEscaped());
    if (trouble)
        say(gatewayWords(channel.problem), true);
    m_enabled->setOn(channel.enabled);
    m_enabled->setAccessibleName(tr("Send to %1").arg(channel.name));
    m_test->setAccessibleName(tr("Send a test to %1").arg(channel.name));
    m_edit->setAccessibleName(tr("Change %1").arg(channel.name));
    setVisible(true);
}

void ChannelItem::say(const QString &words, bool bad)
{
    m_words->setTone(bad ? Tone::Error : Tone::Quiet);
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    if (words.isEmpty())
        return;
    QAccessibleEvent event(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void ChannelItem::setTesting(bool testing)
{
    if (testing)
        say(tr("Sending…"), false);
}

void ChannelItem::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(QRect(metric::kCardPadding, 0, width() - 2 * metric::kCardPadding, 1),
                            color(Token::RowLine, palette()));
}

} // namespace ui
