#pragma once

#include <QStringList>
#include <QWidget>

namespace ui {

/// Where one is in a guide of a few steps: those done have a tick, the present one its number, the rest are pale.
class Stepper final : public QWidget {
    Q_OBJECT
public:
    explicit Stepper(const QStringList &steps, QWidget *parent = nullptr);
    void setSteps(const QStringList &steps);
    void setCurrent(int step);
    int current() const { return m_current; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    int paintStep(QPainter &painter, int step, int left) const;
    QStringList m_steps;
    int m_current = 0;
};

} // namespace ui
