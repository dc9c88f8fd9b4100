#pragma once

#include "base/result.h"
#include "ui/pages/routing/part_list.h"
#include "ui/pages/routing/rule_row.h"

namespace ui {

class FormField;
class Label;
class LineEdit;
class SegmentedControl;

/// What a rule says: its name, when it matches, and what it does then.
class RuleForm final : public QWidget {
    Q_OBJECT
public:
    explicit RuleForm(const RouteNames &names, QWidget *parent = nullptr);

    void setRule(const RuleRow &rule);
    QString name() const;
    base::Json when() const;
    base::Json then() const;

    void clearErrors();
    /// At the row or field that `param` names: `when.all[1].regex`, `then[0].tag`, `name`. False when there is none.
    bool showError(const base::Error &error);

Q_SIGNALS:
    void edited();

private:
    void setWhen(const base::Json &when);
    void showJoin();
    QWidget *makeTitle(const QString &text, QWidget *right);
    bool showConditionError(const QString &param, const QString &words);
    LineEdit *m_name;
    FormField *m_nameField;
    SegmentedControl *m_join;
    PartList *m_conditions;
    Label *m_always;
    PartList *m_actions;
    Label *m_nothing;
};

} // namespace ui
