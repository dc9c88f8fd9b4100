#pragma once

#include <QLayout>
#include <QList>

namespace ui {

/// A row that continues below when it is full. Items keep their size.
class FlowLayout final : public QLayout {
    Q_OBJECT
public:
    /// Unit: logical pixels between items and between rows.
    explicit FlowLayout(int gap, QWidget *parent = nullptr);
    ~FlowLayout() override;
    Q_DISABLE_COPY_MOVE(FlowLayout)

    void addItem(QLayoutItem *item) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    enum class Mode { Measure, Place };
    int layOut(const QRect &rect, Mode mode) const;
    QList<QLayoutItem *> m_items{};
};

} // namespace ui
