#pragma once

#include <cstdint>
#include <optional>

#include <QAbstractButton>

class QVariantAnimation;

namespace ui {

/// On or off, where "on" is what the gateway confirmed and never only the wish. A click asks; until setOn() answers,
/// the knob stands where it is going and the track still says what holds.
/// Give it an accessible name.
class Switch final : public QAbstractButton {
    Q_OBJECT
public:
    enum class Size : std::uint8_t { Row, Normal, Large };
    explicit Switch(Size size = Size::Normal, QWidget *parent = nullptr);

    /// The effective state. Ends a pending one.
    void setOn(bool on);
    bool isOn() const { return isChecked(); }

    /// Asked for, but not confirmed. setOn() ends it.
    void setPending(bool wanted);
    std::optional<bool> pending() const { return m_pending; }

    /// It may not be changed just now (a cooldown); it keeps showing its state, dimmed, with a lock. Say why beside it.
    void setLocked(bool locked);
    bool isLocked() const { return m_locked; }

    QSize sizeHint() const override;

Q_SIGNALS:
    /// The user wants it on or off.
    void asked(bool wanted);

protected:
    void paintEvent(QPaintEvent *event) override;
    void nextCheckState() override;
    void keyPressEvent(QKeyEvent *event) override;
    bool hitButton(const QPoint &pos) const override;

private:
    void moveKnob();
    bool knobRight() const { return m_pending.value_or(isChecked()); }
    Size m_size;
    std::optional<bool> m_pending{};
    bool m_locked = false;
    qreal m_place = 0; ///< Of the knob: 0 left, 1 right.
    QVariantAnimation *m_motion;
};

} // namespace ui
