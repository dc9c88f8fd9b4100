#pragma once

#include "ui/pages/costs/breakdown_model.h"
#include "ui/widgets/card.h"

namespace ui {

class Button;
class Label;

/// Costs by model, provider, key and so on: every row, its share and how well it did; what has no price stands below.
/// Thread: main.
class BreakdownCard final : public Card {
    Q_OBJECT
public:
    explicit BreakdownCard(QWidget *parent);

    void setTable(const CostTable &table, const CostInks &inks, const CostAxis &axis);
    void setUnpriced(const CostSummary &summary);

Q_SIGNALS:
    /// A row was opened: its calls are wanted. Only of what the log of calls can be narrowed to.
    void opened(const QString &id, const QString &name);
    void unpricedWanted();

private:
    void build();
    void open(int row);
    BreakdownModel m_model{};
    Label *m_title;
    TableView *m_table;
    QAction *m_show;
    Label *m_empty;
    QWidget *m_foot;
    Label *m_words;
    Button *m_act;
};

} // namespace ui
