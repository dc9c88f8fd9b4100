#include "ui/pages/providers/key_wait_row.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/cooldown_ring.h"
#include "ui/widgets/label.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

KeyWaitRow::KeyWaitRow(QWidget *parent)
    : QWidget(parent),
      m_ring(new CooldownRing(CooldownRing::Size::Row, CooldownRing::Whose::Providers, this)),
      m_name(new Label(TextRole::Emphasis, Tone::Plain, this)),
      m_until(new Label(TextRole::Body, Tone::Warn, this)),
      m_reason(new Label(TextRole::Body, Tone::Quiet, this)),
      m_probe(new Button(Button::Kind::Outlined, tr("Probe"), this)),
      m_clear(new Button(Button::Kind::Outlined, tr("Clear"), this))
{
    setFixedHeight(kHeight);
    setObjectName(u"keyWait"_s);
    m_name->setObjectName(u"keyWaitName"_s);
    m_until->setObjectName(u"keyWaitUntil"_s);
    m_reason->setObjectName(u"keyWaitReason"_s);
    m_probe->setObjectName(u"probeKey"_s);
    m_clear->setObjectName(u"clearKey"_s);
    m_probe->setIconName(u"bolt"_s);
    m_probe->setButtonSize(Button::Size::Card);
    m_clear->setButtonSize(Button::Size::Card);
    m_until->setElided(true);
    m_reason->setElided(true);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_name);
    first->addWidget(m_until, 1);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch();
    words->addLayout(first);
    words->addWidget(m_reason);
    words->addStretch();
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(metric::kCardPadding, 4, metric::kCardPadding, 4);
    line->setSpacing(12);
    line->addWidget(m_ring);
    line->addLayout(words, 1);
    line->addWidget(m_probe);
    line->addWidget(m_clear);
    connect(m_probe, &QAbstractButton::clicked, this, [this] { Q_EMIT probeAsked(m_key); });
    connect(m_clear, &QAbstractButton::clicked, this, [this] { Q_EMIT clearAsked(m_key); });
    connect(m_ring, &CooldownRing::finished, this, &KeyWaitRow::ended);
}

void KeyWaitRow::showKey(const ProviderKeyRow &key)
{
    const bool later = key.wait != m_key.wait || key.id != m_key.id;
    m_key = key;
    const QDateTime now = QDateTime::currentDateTime();
    m_name->setText(key.name);
    m_until->setText(keyWaitWords(key.wait, now));
    m_reason->setText(keyWaitReason(key.wait));
    m_probe->setEnabled(!key.probing);
    m_probe->setAccessibleName(tr("Probe the key %1").arg(key.name));
    m_clear->setAccessibleName(tr("Let the key %1 get calls again").arg(key.name));
    m_ring->setVisible(key.wait.until.isValid());
    m_ring->setAccessibleName(keyWaitWords(key.wait, now));
    if (later && key.wait.until.isValid()) {
        const std::chrono::milliseconds left(std::max<qint64>(0, now.msecsTo(key.wait.until)));
        m_ring->start(left, std::max(left, std::chrono::milliseconds(key.wait.lengthMs)));
    }
}

void KeyWaitRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::WarnBadge, palette()));
}

} // namespace ui
