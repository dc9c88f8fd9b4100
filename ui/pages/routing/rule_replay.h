#pragma once

#include <functional>

#include <QWidget>

#include "ui/pages/routing/replay_run.h"

namespace ui {

class Button;
class Label;
class ReplayFigures;

/// What a rule that is being edited would have done to the calls of the last day, beside its form.
/// Thread: main. `client` must outlive it.
class RuleReplay final : public QWidget {
    Q_OBJECT
public:
    explicit RuleReplay(admin::AdminClient &client, QWidget *parent = nullptr);

    /// The rule as it stands in the form, with its id when it has one.
    void setDraft(std::function<base::Json()> draft) { m_draft = std::move(draft); }
    /// The rule has changed: what was said holds no more.
    void forget();

private:
    void startOrCancel();
    void start(const base::Json &rules);
    void say(const QString &words);
    void present();
    admin::AdminClient &m_client;
    ReplayRun m_run;
    std::function<base::Json()> m_draft{};
    int m_asked = 0; ///< Numbers the tries: an answer to an earlier one starts nothing.
    Button *m_act;
    ReplayFigures *m_figures;
    Label *m_words;
};

/// The rules in force with `draft` in the place of the one that has its id, or behind them.
base::Json rulesWith(const base::Json &listed, const base::Json &draft);

} // namespace ui
