#pragma once

#include <QAbstractButton>

#include "ui/pages/costs/budget.h"

namespace ui {

class Badge;
class Label;
class ProgressBar;

/// One budget in a list: what it is for, how much of it is used, and how it looks. A button that opens it.
/// Thread: main.
class BudgetItem final : public QAbstractButton {
    Q_OBJECT
public:
    enum class Form : std::uint8_t {
        Full,  ///< Over the width of a page.
        Small, ///< On a narrow card: without its kind and outlook.
    };
    explicit BudgetItem(Form form, QWidget *parent = nullptr);

    /// `subject`: the name of what it counts; empty for all calls.
    void show(const Budget &budget, const QString &subject, const QDateTime &now);
    const QString &budgetId() const { return m_id; }
    void setFirst(bool first) { m_first = first; }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildFull();
    void buildSmall();
    QString m_id{};
    bool m_first = false;
    bool m_small;
    Label *m_name;
    Label *m_kind;
    Badge *m_mode;
    ProgressBar *m_bar;
    Label *m_spent;
    Label *m_share;
    Label *m_outlook;
};

} // namespace ui
