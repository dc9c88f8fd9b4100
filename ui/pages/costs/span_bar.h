#pragma once

#include <QWidget>

#include "ui/pages/costs/cost_span.h"

class QDateEdit;

namespace ui {

class Button;
class Label;
class SegmentedControl;

/// Which days are shown: a day, a week, a month, or from one date to another; one further back or forth; and whose
/// clocks they go by.
/// Thread: main.
class SpanBar final : public QWidget {
    Q_OBJECT
public:
    explicit SpanBar(QWidget *parent = nullptr);

    const CostSpan &span() const { return m_span; }
    void setSpan(const CostSpan &span);
    /// The gateway's own day and the name of its zone. Before it, no span is sure.
    void setToday(QDate today, const QString &zone);

    void move(int direction);
    void goToToday();

Q_SIGNALS:
    void changed();

private:
    void build();
    QDateEdit *addDate(const QString &name, const char *object);
    void choose(CostSpan::Unit unit);
    void takeDates();
    void present();
    CostSpan m_span{};
    QDate m_today;
    SegmentedControl *m_unit;
    Button *m_back;
    Label *m_title;
    Button *m_forth;
    Button *m_now;
    QDateEdit *m_from;
    Label *m_between;
    QDateEdit *m_to;
    Label *m_zone;
};

} // namespace ui
