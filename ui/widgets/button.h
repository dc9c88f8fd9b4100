#pragma once

#include <cstdint>

#include <QPushButton>

namespace ui {

/// A push button in the window's own look. Its width does not shrink when its label changes.
class Button : public QPushButton {
    Q_OBJECT
public:
    enum class Kind : std::uint8_t {
        Primary,   ///< The one act of a page.
        Secondary, ///< On a card.
        Outlined,  ///< On the window's grey.
        Plain,     ///< An icon or a word without a box.
        Text,      ///< A word in the accent's colour; its label, not its box, lines up with the edge.
        Danger,    ///< Takes something away.
        OnToast,   ///< A word on the dark ground of a toast.
    };
    /// Unit of the values: logical pixels of height.
    enum class Size : std::uint8_t { Card = 28, Normal = 32, Form = 36, Guide = 40 };

    explicit Button(Kind kind, const QString &text = {}, QWidget *parent = nullptr);

    void setButtonSize(Size size);

    /// A line icon before the label. Without a label, give the button an accessible name too.
    void setIconName(const QString &name);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    bool isBare() const { return m_kind == Kind::Text || m_kind == Kind::OnToast; }
    void paintBox(QPainter &painter) const;
    QColor labelColor() const;
    Kind m_kind;
    QString m_icon;
    mutable int m_widest = 0;
};

} // namespace ui
