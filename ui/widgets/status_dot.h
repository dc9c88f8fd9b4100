#pragma once

#include <QWidget>

#include "ui/widgets/cell.h"

namespace ui {

/// A round mark in a tone's colour. Always beside a word that says the same.
class StatusDot final : public QWidget {
    Q_OBJECT
public:
    explicit StatusDot(int size, QWidget *parent = nullptr);
    void setTone(Tone tone);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone = Tone::Quiet;
};

} // namespace ui
