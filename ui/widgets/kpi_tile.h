#pragma once

#include "ui/text/delta_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell.h"

namespace ui {

class Label;
class Sparkline;

/// One number of the day: what it is, the figure with its unit, how it went lately, and a line that puts it in place.
class KpiTile final : public Card {
    Q_OBJECT
public:
    explicit KpiTile(const QString &title, QWidget *parent = nullptr);
    void setFigure(const QString &number, const QString &unit = {});
    void setNote(const QString &note, Tone tone = Tone::Quiet);
    /// The note from a comparison: green and red mean good and bad, not up and down. `otherwise` stands where there is
    /// nothing to compare with.
    void setDelta(const DeltaText &delta, const QString &otherwise = {});
    /// Oldest first. The curve gives way to a long figure.
    void setTrend(std::vector<double> points);
    /// What has no room on the tile: its tool tip, and read out with it.
    void setDetail(const QString &detail);

    // The same whatever it shows: what gives way to a lack of room must not change how much of it there is.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void describe();
    Label *m_title;
    Label *m_number;
    Label *m_unit;
    Label *m_change;
    Label *m_note;
    Sparkline *m_trend;
    QString m_detail{};
};

} // namespace ui
