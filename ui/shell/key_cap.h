#pragma once

#include <QKeySequence>
#include <QPainter>
#include <QWidget>

namespace ui {

/// The keys of a shortcut as small caps, right-aligned in `box`. Returns the width that they took.
int paintKeyCaps(QPainter &painter, const QRect &box, const QString &keys, const QPalette &palette);

/// The same as a widget, for rows that are no items.
class KeyCaps final : public QWidget {
    Q_OBJECT
public:
    explicit KeyCaps(const QString &keys, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_keys;
};

} // namespace ui
