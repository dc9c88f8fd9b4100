#pragma once

#include "ui/widgets/card.h"
#include "ui/widgets/cell.h"

namespace ui {

class Label;

/// One number of the day: what it is, the figure with its unit, and a line that puts it in place.
class KpiTile final : public Card {
    Q_OBJECT
public:
    explicit KpiTile(const QString &title, QWidget *parent = nullptr);
    void setFigure(const QString &number, const QString &unit = {});
    void setNote(const QString &note, Tone tone = Tone::Quiet);

private:
    void describe();
    Label *m_title;
    Label *m_number;
    Label *m_unit;
    Label *m_note;
};

} // namespace ui
