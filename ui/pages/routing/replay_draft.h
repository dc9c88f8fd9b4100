#pragma once

#include <vector>

#include <QWidget>

#include "admin/admin_client.h"
#include "ui/pages/routing/rule_row.h"

class QCheckBox;
class QComboBox;
class QVBoxLayout;

namespace ui {

class Label;
class SegmentedControl;

/// What is to be tried on past calls: the rules with some turned on or off, or an earlier version of the plan.
/// Thread: main. `client` must outlive it.
class ReplayDraft final : public QWidget {
    Q_OBJECT
public:
    explicit ReplayDraft(admin::AdminClient &client, QWidget *parent = nullptr);

    /// As `router.replay` takes it, without a time.
    base::Json body() const;
    /// Whether there is something to try: rules, or an earlier version.
    bool isComplete() const;

Q_SIGNALS:
    void edited();

private:
    void build();
    void askRules();
    void askVersions();
    void takeRules(std::vector<RuleRow> rules);
    void takeVersions(const base::Json &answer);
    void choose(int what);
    admin::AdminClient &m_client;
    SegmentedControl *m_what;
    QWidget *m_rulesPart;
    QVBoxLayout *m_rulesColumn;
    Label *m_words;
    QWidget *m_versionPart;
    QComboBox *m_version;
    std::vector<RuleRow> m_rules{};
    std::vector<QCheckBox *> m_boxes{}; ///< One a rule.
};

} // namespace ui
