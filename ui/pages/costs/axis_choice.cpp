#include "ui/pages/costs/axis_choice.h"

#include <algorithm>

#include <QHBoxLayout>

#include "ui/widgets/segmented_control.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

AxisChoice::AxisChoice(admin::AdminClient &client, QWidget *parent)
    : QWidget(parent), m_client(client), m_axis(&costAxes().front()), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins({});
    for (const CostAxis &axis : costAxes())
        if (axis.isLasting)
            m_offered.push_back(&axis);
    build();
    askOthers();
}

/// Asked with a filter that nothing matches: only whether there is an answer matters.
void AxisChoice::askOthers()
{
    for (const CostAxis &axis : costAxes()) {
        if (axis.isLasting)
            continue;
        m_client.call({.operation = axis.operation, .query = {{"from", "1970-01-02"}, {"to", "1970-01-03"}}}, this,
                      [this, &axis](const base::Result<base::Json> &answer) {
                          if (!answer || std::ranges::find(m_offered, &axis) != m_offered.end())
                              return;
                          m_offered.push_back(&axis);
                          std::ranges::sort(m_offered); // as the list has them
                          build();
                      });
    }
}

void AxisChoice::build()
{
    delete m_control;
    QStringList titles;
    for (const CostAxis *axis : m_offered)
        titles += axisTitle(*axis);
    m_control = new SegmentedControl(titles, this);
    m_control->setObjectName(u"costAxis"_s);
    m_control->setAccessibleName(tr("Told apart by"));
    m_row->addWidget(m_control);
    m_control->setCurrent(static_cast<int>(std::ranges::find(m_offered, m_axis) - m_offered.begin()));
    connect(m_control, &SegmentedControl::chosen, this, [this](int index) {
        m_axis = m_offered[static_cast<std::size_t>(index)];
        Q_EMIT changed();
    });
}

void AxisChoice::setAxis(const QString &word)
{
    const auto hit = std::ranges::find_if(
        m_offered, [&word](const CostAxis *axis) { return QLatin1StringView(axis->word) == word; });
    if (hit == m_offered.end() || *hit == m_axis)
        return;
    m_axis = *hit;
    m_control->setCurrent(static_cast<int>(hit - m_offered.begin()));
    Q_EMIT changed();
}

} // namespace ui
