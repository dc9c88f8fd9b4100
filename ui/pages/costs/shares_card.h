#pragma once

#include <vector>

#include "ui/pages/costs/cost_figures.h"
#include "ui/widgets/card.h"

class QVBoxLayout;

namespace ui {

class Label;

/// Who spent most, each with a bar against the first of them.
/// Thread: main.
class SharesCard final : public Card {
    Q_OBJECT
public:
    SharesCard(const QString &title, QWidget *parent);
    /// Dearest first.
    void setRows(const std::vector<CostRow> &rows);

Q_SIGNALS:
    void chosen(const QString &id, const QString &name);

private:
    class Row;
    QVBoxLayout *m_list;
    std::vector<Row *> m_rows{};
    Label *m_empty;
};

} // namespace ui
