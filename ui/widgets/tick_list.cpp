#include "ui/widgets/tick_list.h"

#include <algorithm>

#include <QCheckBox>
#include <QSignalBlocker>

#include "ui/theme/typography.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

constexpr int kGap = 12;
constexpr int kWidest = 220; ///< Of one name. Unit: logical pixels.

} // namespace

TickList::TickList(const QString &none, QWidget *parent)
    : QWidget(parent), m_none(new Label(TextRole::Body, Tone::Quiet, this))
{
    m_none->setText(none);
    auto *flow = new FlowLayout(kGap, this);
    flow->setContentsMargins({});
    flow->addWidget(m_none);
}

void TickList::setChoices(const std::vector<Choice> &choices)
{
    const QStringList kept = ticked();
    for (const Tick &tick : m_ticks)
        delete tick.box;
    m_ticks.clear();
    for (const Choice &choice : choices)
        add(choice);
    setTicked(kept);
}

void TickList::add(const Choice &choice)
{
    auto *box = new QCheckBox(this);
    const QString shown = QFontMetrics(fontFor(TextRole::Body)).elidedText(choice.title, Qt::ElideRight, kWidest);
    box->setText(QString(shown).replace(u'&', QStringLiteral("&&")));
    if (shown != choice.title)
        box->setToolTip(choice.title.toHtmlEscaped());
    box->setObjectName(choice.value);
    box->setAccessibleName(choice.title);
    connect(box, &QCheckBox::toggled, this, &TickList::edited);
    layout()->addWidget(box);
    box->show();
    m_ticks.push_back({choice.value, box});
    m_none->hide();
    setFocusProxy(m_ticks.front().box);
}

void TickList::setTicked(const QStringList &values)
{
    const QSignalBlocker quiet(this);
    for (const QString &value : values)
        if (std::ranges::find(m_ticks, value, &Tick::value) == m_ticks.end())
            add({value, value});
    for (const Tick &tick : m_ticks)
        tick.box->setChecked(values.contains(tick.value));
    m_none->setVisible(m_ticks.empty());
}

QStringList TickList::ticked() const
{
    QStringList out;
    for (const Tick &tick : m_ticks)
        if (tick.box->isChecked())
            out += tick.value;
    return out;
}

} // namespace ui
