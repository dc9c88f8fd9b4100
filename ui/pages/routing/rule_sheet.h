#pragma once

#include "ui/pages/providers/form_sheet.h"
#include "ui/pages/routing/route_names.h"
#include "ui/pages/routing/rule_row.h"

class QTimer;

namespace ui {

class RuleForm;
class RuleReplay;
class RuleTrial;
class Switch;

/// Makes a rule or changes one. While somebody types, the gateway is asked what is wrong with it, and whether it would
/// match the call beside it. Deletes itself when it is closed.
/// Thread: main. `client` must outlive it.
class RuleSheet final : public FormSheet {
    Q_OBJECT
public:
    /// `rule` without an id is a new one, perhaps made after another.
    RuleSheet(admin::AdminClient &client, QWidget &window, RuleRow rule, const RouteNames &names);

Q_SIGNALS:
    void saved(const QString &name);

protected:
    void submit() override;
    void fail(const base::Error &error) override;

private:
    void layOut();
    void onEdited();
    void tryIt();
    void takeTrial(const base::Result<base::Json> &answer);
    base::Json draft() const;
    admin::AdminClient &m_client;
    RuleRow m_rule;
    RuleForm *m_rules;
    RuleTrial *m_trial;
    RuleReplay *m_replay;
    Switch *m_enabled;
    QTimer *m_pause;
    int m_asked = 0;     ///< Numbers the questions: only the last answer counts.
    bool m_sent = false; ///< Saving was tried: a missing name is said from then on.
};

} // namespace ui
