#pragma once

#include <QWidget>

#include "ui/theme/tokens.h"

class QSlider;
class QSpinBox;

namespace ui {

class Label;

/// The weight of one target, by slider or number, and the share of calls that it may expect for it.
class WeightRow final : public QWidget {
    Q_OBJECT
public:
    static constexpr int kWeightWidth = 86;
    static constexpr int kShareWidth = 152;

    /// `ink` marks the target wherever it is shown.
    WeightRow(const QString &name, Token ink, QWidget *parent = nullptr);

    void setWeight(int weight);
    int weight() const;
    /// 0 to 1; below 0 when nothing can be said.
    void setShare(double share);
    /// Whose weight: what those hear who cannot see the row.
    void setName(const QString &name);

Q_SIGNALS:
    /// By hand.
    void weightChanged(int weight);

private:
    class Bar;
    QSlider *m_slider;
    QSpinBox *m_number;
    Label *m_share;
    Bar *m_bar;
};

} // namespace ui
