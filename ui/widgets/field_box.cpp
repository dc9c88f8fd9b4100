#include "ui/widgets/field_box.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"

namespace ui {

FieldBox::FieldBox(Label *value, QWidget *parent) : QWidget(parent)
{
    setFixedHeight(metric::kControl);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->addWidget(value);
}

void FieldBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Inset, palette()));
    painter.drawRoundedRect(rect(), metric::kControlRadius, metric::kControlRadius);
}

} // namespace ui
