#include "ui/widgets/radio_rows.h"

#include <QRadioButton>
#include <QSignalBlocker>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/widgets/label.h"

namespace ui {

RadioRows::RadioRows(std::vector<Choice> choices, QWidget *parent) : QWidget(parent), m_choices(std::move(choices))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(10);
    for (const Choice &choice : m_choices)
        add(choice);
    if (m_buttons.empty())
        return;
    m_buttons.front()->setChecked(true);
    setFocusProxy(m_buttons.front());
}

void RadioRows::add(const Choice &choice)
{
    auto *button = new QRadioButton(QString(choice.title).replace(u'&', QStringLiteral("&&")), this);
    button->setObjectName(choice.value);
    button->setAccessibleName(choice.title);
    button->setAccessibleDescription(choice.meaning);
    m_buttons.push_back(button);
    auto *both = new QVBoxLayout;
    both->setSpacing(1);
    both->addWidget(button);
    if (!choice.meaning.isEmpty()) {
        auto *words = new Label(TextRole::Body, Tone::Quiet, this);
        words->setText(choice.meaning);
        words->setWordWrap(true);
        const int behind = style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth)
                           + style()->pixelMetric(QStyle::PM_RadioButtonLabelSpacing);
        words->setContentsMargins(behind, 0, 0, 0);
        both->addWidget(words);
    }
    qobject_cast<QVBoxLayout *>(layout())->addLayout(both);
    connect(button, &QRadioButton::toggled, this, [this, button, value = choice.value](bool on) {
        if (!on)
            return;
        setFocusProxy(button);
        Q_EMIT chosen(value);
    });
}

void RadioRows::setValue(const QString &value)
{
    const QSignalBlocker quiet(this);
    for (std::size_t i = 0; i < m_choices.size(); ++i)
        if (m_choices[i].value == value)
            m_buttons[i]->setChecked(true);
}

QString RadioRows::value() const
{
    for (std::size_t i = 0; i < m_choices.size(); ++i)
        if (m_buttons[i]->isChecked())
            return m_choices[i].value;
    return {};
}

} // namespace ui
