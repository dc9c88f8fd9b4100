#pragma once

#include <QWidget>

#include "ui/pages/health/health_state.h"
#include "ui/theme/tokens.h"

namespace ui {

/// The colour of a day, in bars and in what explains them.
Token dayToken(HealthDay::State state);

/// One bar a day: full for a good one, lower for one that was not, so that it is not told by colour alone. In a sheet it
/// takes the focus, and the arrows go from day to day; what is said of one stands in its tool tip and is its description
/// for those who hear it.
class DayStrip final : public QWidget {
    Q_OBJECT
public:
    explicit DayStrip(QWidget *parent = nullptr);

    void setPast(HealthPast past);
    /// What stands at the place, in this widget's coordinates; empty where nothing does.
    QString wordsAt(const QPoint &place) const;
    QSize sizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QRectF room() const;
    QRectF barOf(int index) const;
    int indexAt(const QPoint &place) const;
    void setCurrent(int index, bool say);

    HealthPast m_past{};
    int m_current = -1;
};

} // namespace ui
