#pragma once

#include <vector>

#include <QWidget>

class QVariantAnimation;

namespace ui {

/// One of a few: what tabs and ranges are chosen with. Left and Right move the choice, Home and End go to its ends.
/// Give it an accessible name.
class SegmentedControl final : public QWidget {
    Q_OBJECT
public:
    explicit SegmentedControl(const QStringList &labels, QWidget *parent = nullptr);

    int current() const { return m_current; }
    /// Does not emit. Nothing happens for an index that there is not.
    void setCurrent(int index);
    /// After the language changed: as many as before.
    void setLabels(const QStringList &labels);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// The user chose another one.
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Segment;
    void choose(int index);
    QRectF thumbOf(int index) const;
    void layOut();
    std::vector<Segment *> m_segments{};
    int m_current = 0;
    QRectF m_thumb{};
    QVariantAnimation *m_motion;
};

} // namespace ui
