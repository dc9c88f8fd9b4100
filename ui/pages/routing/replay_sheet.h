#pragma once

#include "admin/admin_client.h"
#include "ui/pages/routing/replay_run.h"
#include "ui/widgets/sheet.h"

namespace ui {

class Button;
class Label;
class ProgressBar;
class ReplayDraft;
class ReplayResult;
class SegmentedControl;

/// Tries other rules, or an earlier version of the plan, on calls of the past. Deletes itself when it is closed, which
/// ends what is under way.
/// Thread: main. `client` must outlive it.
class ReplaySheet final : public Sheet {
    Q_OBJECT
public:
    ReplaySheet(admin::AdminClient &client, QWidget &window);

private:
    void build();
    void buildFooter();
    void startOrCancel();
    base::Json body() const;
    void present();
    void fail(const base::Error &error);
    ReplayRun m_run;
    ReplayDraft *m_draft;
    SegmentedControl *m_period;
    ReplayResult *m_result;
    ProgressBar *m_progress;
    Label *m_words;
    Button *m_act;
};

/// The time an index of the periods begins at, as the admin API takes it; empty for all of the log.
QString replayFrom(int period, const QDateTime &now);

} // namespace ui
