#pragma once

#include "admin/admin_client.h"
#include "ui/pages/health/probe_rows.h"
#include "ui/widgets/card.h"

namespace ui {

class Button;
class Label;

/// The models that are asked by themselves: how they do, what that costs, and a button that chooses whose.
/// Thread: main. `client` must outlive it.
class ProbesCard final : public Card {
    Q_OBJECT
public:
    explicit ProbesCard(admin::AdminClient &client, QWidget *parent = nullptr);
    void refresh();
    bool isAnswered() const { return m_answered; }
    /// The sheet that says whose models are asked.
    void choose();

Q_SIGNALS:
    void said(const QString &words);

private:
    void build();
    void take(const base::Json &answer);
    void present();

    admin::AdminClient &m_client;
    ProbedModels m_probes{};
    ProbeRows m_model{};
    TableView *m_table;
    Label *m_none;
    Label *m_spent;
    Button *m_more;
    Button *m_choose;
    bool m_asking = false;
    bool m_answered = false;
    bool m_all = false;
};

} // namespace ui
