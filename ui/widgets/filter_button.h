#pragma once

#include <QAbstractButton>

namespace ui {

/// One filter above a table: its field, and the value when one is chosen. A click (Enter, Space, Down) opens what one
/// chooses from; the cross, Delete or Backspace takes the value away.
class FilterButton final : public QAbstractButton {
    Q_OBJECT
public:
    enum class Kind : std::uint8_t {
        Choice, ///< Opens something.
        Toggle, ///< On or off.
    };

    FilterButton(Kind kind, const QString &field, QWidget *parent = nullptr);

    /// Empty: nothing is filtered. A toggle shows no value, only that it is on.
    void setValue(const QString &value);
    QString value() const { return m_value; }
    bool isSet() const { return !m_value.isEmpty() || isChecked(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void openWanted();
    void cleared();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void describe();
    QString shownText() const;
    QRect crossBox() const;
    Kind m_kind;
    QString m_field;
    QString m_value{};
};

} // namespace ui
