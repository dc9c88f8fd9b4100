#pragma once

#include "ui/pages/routing/value_editor.h"

class QSpinBox;

namespace ui {

class LineEdit;

/// `{"budget", "below_percent"}`: of which budget less than how much is left.
class BudgetValue final : public ValueEditor {
    Q_OBJECT
public:
    /// `budgets` are offered while one types.
    BudgetValue(const QString &name, const QStringList &budgets, QWidget *parent);
    base::Json value() const override;
    void setValue(const base::Json &value) override;
    void setInvalid(bool invalid) override;

private:
    LineEdit *m_budget;
    QSpinBox *m_percent;
};

} // namespace ui
