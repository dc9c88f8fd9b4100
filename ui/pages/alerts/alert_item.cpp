#include "ui/pages/alerts/alert_item.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/pages/alerts/alert_config.h"
#include "ui/text/alert_words.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/status_dot.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kDot = 10;
constexpr qint64 kSpans[] = {3600, 8 * 3600, 24 * 3600, 7 * 24 * 3600}; // seconds
constexpr qint64 kDay = 24 * 3600;

} // namespace

AlertItem::AlertItem(QWidget *parent)
    : QWidget(parent),
      m_dot(new StatusDot(kDot, this)),
      m_headline(new Label(TextRole::Emphasis, Tone::Plain, this)),
      m_severity(new Badge({}, Tone::Quiet, this)),
      m_detail(new Label(TextRole::Body, Tone::Quiet, this)),
      m_told(new Label(TextRole::Body, Tone::Quiet, this)),
      m_details(new Button(Button::Kind::Text, tr("Details"), this)),
      m_silence(new Button(Button::Kind::Secondary, tr("Silence"), this))
{
    setObjectName(u"alertItem"_s);
    m_headline->setObjectName(u"alertHeadline"_s);
    m_detail->setObjectName(u"alertDetail"_s);
    m_told->setObjectName(u"alertTold"_s);
    m_details->setObjectName(u"alertDetails"_s);
    m_silence->setObjectName(u"silenceAlert"_s);
    for (Label *label : {m_headline, m_detail, m_told})
        label->setElided(true);
    build();
    connect(m_details, &QAbstractButton::clicked, this, [this] { Q_EMIT detailsWanted(m_id); });
    connect(m_silence, &QAbstractButton::clicked, this, &AlertItem::openMenu);
}

void AlertItem::build()
{
    auto *title = new QHBoxLayout;
    title->setSpacing(8);
    title->addWidget(m_headline);
    title->addWidget(m_severity);
    title->addStretch();
    auto *text = new QVBoxLayout;
    text->setSpacing(2);
    text->addLayout(title);
    text->addWidget(m_detail);
    text->addWidget(m_told);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metric::kCardPadding, 12, metric::kCardPadding, 12);
    row->setSpacing(12);
    auto *mark = new QVBoxLayout; // beside the middle of the title, whatever stands below that
    mark->addSpacing((title->sizeHint().height() - kDot) / 2);
    mark->addWidget(m_dot);
    mark->addStretch();
    row->addLayout(mark);
    row->addLayout(text, 1);
    row->addWidget(m_details);
    row->addWidget(m_silence);
}

void AlertItem::show(const AlertRow &row, const QDateTime &now)
{
    m_id = row.id;
    m_silenced = row.isSilenced(now);
    const Tone tone = severityTone(row.severity);
    m_dot->setTone(m_silenced ? Tone::Quiet : tone);
    m_headline->setText(row.headline);
    m_severity->setState(m_silenced ? tr("Silenced until %1").arg(shortClockText(row.silenced, now))
                                    : severityWord(row.severity),
                         m_silenced ? Tone::Quiet : tone);
    QStringList facts;
    if (!row.detail.isEmpty())
        facts += row.detail;
    facts += tr("for %1, since %2").arg(alertLength(row, now), clockText(row.from, now));
    m_detail->setText(facts.join(u" · "_s));
    const QString told = toldWords(row);
    m_told->setText(told);
    m_told->setVisible(!told.isEmpty());
    m_silence->setText(m_silenced ? tr("Hear again") : tr("Silence"));
    m_details->setAccessibleName(tr("Details of: %1").arg(row.headline));
    m_silence->setAccessibleName((m_silenced ? tr("Hear again of: %1") : tr("Silence: %1")).arg(row.headline));
    setVisible(true);
}

void AlertItem::openMenu()
{
    if (m_silenced)
        return Q_EMIT silenceWanted(m_id, 0);
    auto *menu = new QMenu(m_silence);
    menu->setObjectName(u"silenceMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const qint64 seconds : kSpans) {
        const QString span =
            seconds >= kDay ? tr("%n day(s)", nullptr, static_cast<int>(seconds / kDay)) : spanWords(seconds);
        menu->addAction(tr("For %1").arg(span), this,
                        [this, seconds, id = m_id] { Q_EMIT silenceWanted(id, seconds); });
    }
    menu->popup(m_silence->mapToGlobal(QPoint(0, m_silence->height() + 4)));
}

void AlertItem::setFirst(bool first)
{
    m_first = first;
    update();
}

void AlertItem::paintEvent(QPaintEvent *)
{
    if (!m_first)
        QPainter(this).fillRect(QRect(metric::kCardPadding, 0, width() - 2 * metric::kCardPadding, 1),
                                color(Token::RowLine, palette()));
}

} // namespace ui
