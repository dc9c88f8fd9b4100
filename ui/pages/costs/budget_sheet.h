#pragma once

#include "ui/pages/costs/budget.h"
#include "ui/pages/providers/form_sheet.h"

class QComboBox;

namespace ui {

class LineEdit;
class SegmentedControl;
class SubjectPicker;
class Switch;

/// Makes a budget or changes one. Deletes itself when it is closed.
/// Thread: main. `client` must outlive it.
class BudgetSheet final : public FormSheet {
    Q_OBJECT
public:
    /// `budget` without an id is a new one. `subject`: the name of what it counts.
    BudgetSheet(admin::AdminClient &client, QWidget &window, Budget budget, const QString &subject);

Q_SIGNALS:
    void saved(const QString &name);
    void removeWanted(const QString &id);

protected:
    void submit() override;
    void fail(const base::Error &error) override;

private:
    void addLimit();
    void addCount();
    void addMode();
    void addDetails();
    QComboBox *addCombo(const QString &label, const char *param, QBoxLayout *into = nullptr);
    void followMode();
    bool check();
    base::Json thresholds() const;
    base::Json body() const;
    admin::AdminClient &m_client;
    Budget m_budget;
    LineEdit *m_name = nullptr;
    FormField *m_nameField = nullptr;
    LineEdit *m_limit = nullptr;
    FormField *m_limitField = nullptr;
    QComboBox *m_period = nullptr;
    SubjectPicker *m_subject = nullptr;
    SegmentedControl *m_mode = nullptr;
    FormField *m_modeField = nullptr;
    LineEdit *m_shift = nullptr;
    FormField *m_shiftField = nullptr;
    Switch *m_unpriced = nullptr;
    FormField *m_unpricedField = nullptr;
    LineEdit *m_thresholds = nullptr;
    FormField *m_thresholdsField = nullptr;
    LineEdit *m_zone = nullptr;
    QComboBox *m_weekStart = nullptr;
    FormField *m_weekField = nullptr;
    Switch *m_enabled = nullptr;
};

} // namespace ui
