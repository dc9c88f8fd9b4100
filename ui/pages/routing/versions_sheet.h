#pragma once

#include "admin/admin_client.h"
#include "ui/pages/routing/plan_models.h"
#include "ui/pages/routing/route_names_feed.h"
#include "ui/widgets/sheet.h"

namespace ui {

class Button;
class Label;
class SegmentedControl;
class TableView;

/// Earlier versions of the plan: what each changed, and the way back to one. Deletes itself when it is closed.
/// Thread: main. `client` must outlive it.
class VersionsSheet final : public Sheet {
    Q_OBJECT
public:
    VersionsSheet(admin::AdminClient &client, QWidget &window, std::vector<ProviderChoice> providers);

Q_SIGNALS:
    /// Another version's values hold again.
    void restored(std::int64_t version, const QString &words);

private:
    void build();
    QWidget *buildDiff();
    void ask();
    void showDiff();
    void takeRestored(const base::Json &answer);
    void takeDiff(const base::Result<base::Json> &answer);
    void restore();
    void disarm();
    void say(const QString &words);
    admin::AdminClient &m_client;
    std::vector<ProviderChoice> m_providers; ///< As they are called now.
    PlansModel m_plans;
    PlanDiffModel m_changes;
    TableView *m_list;
    TableView *m_diff;
    SegmentedControl *m_against;
    Label *m_none;
    Label *m_words;
    Button *m_restore;
    std::int64_t m_shown = 0; ///< The version whose changes are shown.
    bool m_armed = false;     ///< The next press restores.
};

} // namespace ui
