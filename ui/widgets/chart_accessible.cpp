#include "ui/widgets/chart_accessible.h"

#include <cmath>

#include <QAccessibleWidget>

#include "ui/widgets/chart_plot.h"

namespace ui {
namespace {

class ChartAccessible final : public QAccessibleWidget, public QAccessibleValueInterface {
public:
    explicit ChartAccessible(ChartPlot *plot) : QAccessibleWidget(plot, QAccessible::Chart), m_plot(plot) {}

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_plot->readOut() : QAccessibleWidget::text(kind);
    }
    QStringList actionNames() const override
    {
        return QAccessibleWidget::actionNames() << QAccessibleActionInterface::pressAction();
    }
    void doAction(const QString &name) override
    {
        if (name == QAccessibleActionInterface::pressAction())
            Q_EMIT m_plot->tableWanted();
        else
            QAccessibleWidget::doAction(name);
    }

    QVariant currentValue() const override
    {
        const ChartData &data = m_plot->data();
        const int point = m_plot->cursor() >= 0 ? m_plot->cursor() : data.lastMeasured();
        const double value = point >= 0 ? data.value(0, point) : 0;
        return std::isnan(value) ? 0 : value;
    }
    void setCurrentValue(const QVariant &) override {} // a chart is read, not set
    QVariant maximumValue() const override { return m_plot->data().highest(); }
    QVariant minimumValue() const override { return 0.0; }
    QVariant minimumStepSize() const override { return 0.0; }

private:
    ChartPlot *m_plot;
};

QAccessibleInterface *makeChartAccessible(const QString &, QObject *object)
{
    auto *plot = qobject_cast<ChartPlot *>(object);
    return plot ? new ChartAccessible(plot) : nullptr;
}

} // namespace

void installChartAccessible()
{
    QAccessible::installFactory(makeChartAccessible); // one function is kept once, however often it is given
}

} // namespace ui
