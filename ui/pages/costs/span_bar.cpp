#include "ui/pages/costs/span_bar.h"

#include <QDateEdit>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented_control.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kDateWidth = 128;
constexpr int kLongestYears = 20; ///< Of an own span: there is no gateway that old.

} // namespace

SpanBar::SpanBar(QWidget *parent)
    : QWidget(parent),
      m_span(CostSpan::around(CostSpan::Unit::Month, QDate::currentDate())),
      m_today(QDate::currentDate()),
      m_unit(new SegmentedControl({tr("Day"), tr("Week"), tr("Month"), tr("Own")}, this)),
      m_back(new Button(Button::Kind::Plain, {}, this)),
      m_title(new Label(TextRole::Emphasis, Tone::Plain, this)),
      m_forth(new Button(Button::Kind::Plain, {}, this)),
      m_now(new Button(Button::Kind::Text, tr("Now"), this)),
      m_from(addDate(tr("First day"), "spanFrom")),
      m_between(new Label(TextRole::Body, Tone::Quiet, this)),
      m_to(addDate(tr("Last day"), "spanTo")),
      m_zone(new Label(TextRole::Body, Tone::Quiet, this))
{
    build();
    connect(m_unit, &SegmentedControl::chosen, this, [this](int index) { choose(static_cast<CostSpan::Unit>(index)); });
    connect(m_back, &QAbstractButton::clicked, this, [this] { move(-1); });
    connect(m_forth, &QAbstractButton::clicked, this, [this] { move(1); });
    connect(m_now, &QAbstractButton::clicked, this, &SpanBar::goToToday);
    present();
}

QDateEdit *SpanBar::addDate(const QString &name, const char *object)
{
    auto *edit = new QDateEdit(this);
    edit->setObjectName(QLatin1StringView(object));
    edit->setAccessibleName(name);
    edit->findChild<QLineEdit *>()->setAccessibleName(name); // it has a place in the tab order of its own
    edit->setDisplayFormat(u"yyyy-MM-dd"_s);
    edit->setFixedWidth(kDateWidth);
    connect(edit, &QDateEdit::editingFinished, this, &SpanBar::takeDates);
    return edit;
}

void SpanBar::build()
{
    m_unit->setObjectName(u"spanUnit"_s);
    m_unit->setAccessibleName(tr("Span"));
    m_unit->setCurrent(static_cast<int>(m_span.unit));
    m_back->setObjectName(u"spanBack"_s);
    m_back->setIconName(u"left"_s);
    m_back->setAccessibleName(tr("One back"));
    m_forth->setObjectName(u"spanForth"_s);
    m_forth->setIconName(u"right"_s);
    m_forth->setAccessibleName(tr("One forth"));
    m_now->setObjectName(u"spanNow"_s);
    m_title->setObjectName(u"spanTitle"_s);
    m_title->setAlignment(Qt::AlignCenter);
    m_between->setText(u"–"_s);
    m_zone->setObjectName(u"spanZone"_s);
    m_zone->setElided(true);
    m_zone->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(m_unit);
    row->addSpacing(8);
    row->addWidget(m_back);
    row->addWidget(m_title);
    row->addWidget(m_forth);
    for (QWidget *part : std::initializer_list<QWidget *>{m_from, m_between, m_to})
        row->addWidget(part);
    row->addWidget(m_now);
    row->addWidget(m_zone, 1);
}

void SpanBar::setSpan(const CostSpan &span)
{
    m_span = span;
    m_unit->setCurrent(static_cast<int>(span.unit));
    present();
}

void SpanBar::setToday(QDate today, const QString &zone)
{
    const bool follows = m_span.contains(m_today) && !m_span.contains(today) && m_span.unit != CostSpan::Unit::Own;
    m_today = today;
    //: Whose clocks days go by: %1 is the name of a time zone.
    m_zone->setText(zone.isEmpty() ? QString() : tr("Days of %1").arg(zone));
    if (follows)
        m_span = CostSpan::around(m_span.unit, today);
    present();
    if (follows)
        Q_EMIT changed();
}

void SpanBar::move(int direction)
{
    const CostSpan next = m_span.moved(direction);
    if (next.from > m_today)
        return;
    m_span = next;
    present();
    Q_EMIT changed();
}

void SpanBar::goToToday()
{
    m_span = CostSpan::around(m_span.unit == CostSpan::Unit::Own ? CostSpan::Unit::Month : m_span.unit, m_today);
    setSpan(m_span);
    Q_EMIT changed();
}

/// Another unit shows where one was: of the running month today, else its last day.
void SpanBar::choose(CostSpan::Unit unit)
{
    if (unit == CostSpan::Unit::Own)
        m_span.unit = unit; // the days stay, and may be changed now
    else
        m_span = CostSpan::around(unit, m_span.contains(m_today) ? m_today : m_span.to.addDays(-1));
    present();
    if (unit == CostSpan::Unit::Own)
        m_from->setFocus(Qt::TabFocusReason);
    Q_EMIT changed();
}

void SpanBar::takeDates()
{
    const CostSpan own{CostSpan::Unit::Own, m_from->date(), qMax(m_from->date(), m_to->date()).addDays(1)};
    if (m_span.unit != CostSpan::Unit::Own || own == m_span)
        return;
    m_span = own;
    present();
    Q_EMIT changed();
}

void SpanBar::present()
{
    const bool own = m_span.unit == CostSpan::Unit::Own;
    m_title->setText(m_span.title());
    for (QWidget *part : std::initializer_list<QWidget *>{m_from, m_between, m_to})
        part->setVisible(own);
    m_title->setVisible(!own);
    m_forth->setEnabled(m_span.to <= m_today);
    m_now->setVisible(!m_span.contains(m_today));
    const QSignalBlocker from(m_from);
    const QSignalBlocker to(m_to);
    for (QDateEdit *edit : {m_from, m_to})
        edit->setDateRange(m_today.addYears(-kLongestYears), qMax(m_today, m_span.to.addDays(-1)));
    m_from->setDate(m_span.from);
    m_to->setDate(m_span.to.addDays(-1));
}

} // namespace ui
