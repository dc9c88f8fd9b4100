#pragma once

#include "ui/widgets/card.h"
#include "ui/widgets/chart_data.h"

class QBoxLayout;
class QStackedLayout;

namespace ui {

class ChartPlot;
class Label;

/// A chart on a card: title, what the figures are, an optional headline, and the drawing, or a sentence where there is
/// nothing to draw. Enter or the menu shows the figures as a table.
/// Thread: main.
class ChartCard final : public Card {
    Q_OBJECT
public:
    /// Takes `plot` over, and names it by the title.
    ChartCard(const QString &title, ChartPlot *plot, QWidget *parent = nullptr);

    void setSubtitle(const QString &subtitle);
    /// One figure at the right of the title, and what it is.
    void setHeadline(const QString &figure, const QString &caption);
    /// Below the drawing: what its colours mean.
    void addFoot(QWidget *foot);
    /// What stands in place of a chart without figures.
    void setEmptyText(const QString &text);
    /// Without a measured point the card shows its empty text.
    void setData(ChartData figures);
    ChartPlot &plot() { return *m_plot; }

private:
    void showTable();
    ChartPlot *m_plot;
    Label *m_title;
    Label *m_subtitle;
    Label *m_figure;
    Label *m_caption;
    Label *m_empty;
    QStackedLayout *m_places;
    QBoxLayout *m_column;
};

} // namespace ui
