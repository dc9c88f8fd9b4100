#include "ui/widgets/empty_state.h"

#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/code_block.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr QSize kDrawing(240, 132);
constexpr int kTextWidth = 440;
constexpr int kCodeWidth = 640;
constexpr int kDrawingFrom = 430; ///< Lower places show words and steps alone.

/// A terminal, the switch, and three places where something is still missing.
class Drawing final : public QWidget {
public:
    explicit Drawing(QWidget *parent) : QWidget(parent) { setFixedSize(kDrawing); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintMissing(painter);
        painter.setPen(QPen(color(Token::AccentFill, palette()), 2));
        painter.drawLine(QPointF(56, 66), QPointF(86, 66));
        painter.setPen(QPen(color(Token::Hairline, palette()), 1.5));
        painter.setBrush(color(Token::Card, palette()));
        painter.drawRoundedRect(QRectF(15, 50, 40, 32), 8, 8);
        painter.setPen(QPen(color(Token::SeedGrey, palette()), 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF({{25, 60}, {30.5, 65.5}, {25, 71}}));
        painter.drawLine(QPointF(34, 72), QPointF(43, 72));
        paintIcon(painter, u"app-mark"_s, QRectF(92, 40, 52, 52), 52, Qt::white);
    }

private:
    void paintMissing(QPainter &painter) const
    {
        QPen dashed(color(Token::Hairline, palette()), 1.5, Qt::CustomDashLine, Qt::RoundCap);
        dashed.setDashPattern({2, 3});
        painter.setPen(dashed);
        for (const qreal y : {8.0, 50.0, 92.0}) {
            painter.drawRoundedRect(QRectF(186, y, 40, 32), 8, 8);
            QPainterPath line(QPointF(150, 66));
            line.cubicTo(QPointF(170, 66), QPointF(166, y + 16), QPointF(182, y + 16));
            painter.drawPath(line);
        }
    }
};

} // namespace

EmptyState::EmptyState(const QString &title, const QString &text, QWidget *parent)
    : QWidget(parent), m_drawing(new Drawing(this)), m_column(new QVBoxLayout)
{
    auto *headline = new Label(TextRole::Section, Tone::Plain, this);
    headline->setText(title);
    headline->setAlignment(Qt::AlignCenter);
    auto *words = new Label(TextRole::Reading, Tone::Quiet, this);
    words->setText(text);
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    words->setFixedWidth(kTextWidth);
    words->setFixedHeight(words->heightForWidth(kTextWidth));

    m_column->setSpacing(0);
    m_column->addWidget(m_drawing, 0, Qt::AlignHCenter);
    m_column->addSpacing(16);
    m_column->addWidget(headline);
    m_column->addSpacing(8);
    m_column->addWidget(words, 0, Qt::AlignHCenter);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(20, 8, 20, 8);
    whole->addStretch(2); // a little above the middle
    whole->addLayout(m_column);
    whole->addStretch(3);
}

Button *EmptyState::addButton(const QString &text)
{
    auto *button = new Button(Button::Kind::Primary, text, this);
    button->setButtonSize(Button::Size::Guide);
    m_column->addSpacing(20);
    m_column->addWidget(button, 0, Qt::AlignHCenter);
    return button;
}

CodeBlock *EmptyState::addStep(const QString &caption, const QString &code, const QString &copyName)
{
    auto *label = new Label(TextRole::Caption, Tone::Quiet, this);
    label->setText(caption);
    label->setFixedWidth(kCodeWidth);
    auto *block = new CodeBlock(code, copyName, this);
    block->setFixedWidth(kCodeWidth);
    m_column->addSpacing(16);
    m_column->addWidget(label, 0, Qt::AlignHCenter);
    m_column->addSpacing(4);
    m_column->addWidget(block, 0, Qt::AlignHCenter);
    return block;
}

void EmptyState::addAct(QWidget *button)
{
    m_column->addSpacing(20);
    m_column->addWidget(button, 0, Qt::AlignHCenter);
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_drawing->setVisible(height() >= kDrawingFrom);
}

} // namespace ui
