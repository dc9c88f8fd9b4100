#include "ui/pages/keys/act_rows.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {

ActRows::ActRows(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(16);
}

Button *ActRows::add(const QString &name, const QString &title, const QString &meaning, bool danger)
{
    auto *button = new Button(danger ? Button::Kind::Danger : Button::Kind::Outlined, title, this);
    button->setObjectName(name);
    button->setAccessibleDescription(meaning);
    auto *headline = new Label(TextRole::Emphasis, Tone::Plain, this);
    headline->setText(title);
    auto *words = new Label(TextRole::Body, Tone::Quiet, this);
    words->setText(meaning);
    words->setWordWrap(true);
    auto *both = new QVBoxLayout;
    both->setSpacing(2);
    both->addWidget(headline);
    both->addWidget(words);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addLayout(both, 1);
    row->addWidget(button, 0, Qt::AlignTop);
    qobject_cast<QVBoxLayout *>(layout())->addLayout(row);
    return button;
}

} // namespace ui
