#pragma once

#include <QWidget>

#include "ui/pages/routing/key_outages.h"

namespace ui {

/// The last day of one key as a bar, with a mark for each time it was out of use. With the focus, the arrows go from
/// mark to mark; what is said of one stands in its tool tip and is its description for those who hear it.
class OutageTrack final : public QWidget {
    Q_OBJECT
public:
    explicit OutageTrack(QWidget *parent = nullptr);

    void setTimeline(KeyTimeline timeline, const QDateTime &from, const QDateTime &to);
    int current() const { return m_current; }
    QSize sizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QRectF track() const;
    QRectF markOf(const KeyOutage &outage) const;
    int markAt(const QPointF &place) const;
    void setCurrent(int index, bool say);
    void describe();

    KeyTimeline m_timeline{};
    QDateTime m_from{};
    QDateTime m_to{};
    int m_current = -1;
};

} // namespace ui
