#include "ui/shell/ask_panel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 460;
constexpr int kPadding = 24;

} // namespace

AskPanel::AskPanel(QWidget &window)
    : Overlay(window, Place::Middle, kWidth),
      m_title(new Label(TextRole::Section, Tone::Plain, panel())),
      m_text(new Label(TextRole::Body, Tone::Quiet, panel())),
      m_row(new QHBoxLayout)
{
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_text->setObjectName(u"askText"_s);
    m_row->setDirection(QBoxLayout::RightToLeft);
    m_row->setSpacing(8);
    m_row->addStretch();
    auto *column = new QVBoxLayout(panel());
    column->setContentsMargins(kPadding, kPadding, kPadding, kPadding);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(12);
    column->addLayout(m_row);
}

void AskPanel::setWords(const QString &title, const QString &text)
{
    m_title->setText(title);
    m_text->setText(text);
    setAccessibleName(title);
    setAccessibleDescription(text);
}

Button *AskPanel::addAnswer(Button::Kind kind, const QString &text, std::function<void()> act)
{
    auto *button = new Button(kind, text, panel());
    button->setAutoDefault(true);
    connect(button, &QAbstractButton::clicked, this, [act = std::move(act)] { act(); });
    m_row->insertWidget(static_cast<int>(m_answers.size()), button);
    m_answers += button;
    button->show();
    return button;
}

void AskPanel::removeAnswers()
{
    for (Button *button : m_answers) {
        button->hide();
        button->deleteLater(); // one of them may be what was pressed
    }
    m_answers.clear();
}

void AskPanel::ask()
{
    open(m_answers.isEmpty() ? *static_cast<QWidget *>(this) : *m_answers.first());
}

} // namespace ui
