#pragma once

#include <QLabel>

#include "ui/theme/typography.h"
#include "ui/widgets/cell.h"

namespace ui {

/// A line of text in one of the window's sizes. It never reads its text as markup: names and errors come from outside.
class Label : public QLabel {
    Q_OBJECT
public:
    explicit Label(TextRole role, Tone tone = Tone::Plain, QWidget *parent = nullptr);

    void setTone(Tone tone);

    /// One line that ends in "…" when it has too little room, with the whole text as its tool tip.
    void setElided(bool elided);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
    bool m_elided = false;
};

} // namespace ui
