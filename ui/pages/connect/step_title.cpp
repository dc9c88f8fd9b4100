#include "ui/pages/connect/step_title.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/theme/tokens.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

constexpr int kCircle = 24;

} // namespace

StepTitle::StepTitle(int number, const QString &title, QWidget *parent) : QWidget(parent), m_number(number)
{
    auto *words = new Label(TextRole::CardTitle, Tone::Plain, this);
    words->setText(title);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kCircle + 10, 0, 0, 0);
    row->addWidget(words);
    setFixedHeight(kCircle);
}

void StepTitle::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Inset, palette()));
    painter.drawEllipse(QRect(0, 0, kCircle, kCircle));
    painter.setFont(fontFor(TextRole::Caption));
    painter.setPen(color(Token::Text, palette()));
    painter.drawText(QRect(0, 0, kCircle, kCircle), Qt::AlignCenter, QString::number(m_number));
}

} // namespace ui
