#include "ui/pages/settings/bound_field.h"

#include <optional>

#include <QHBoxLayout>
#include <QKeyEvent>

#include "ui/widgets/button.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kLineWidth = 112;
constexpr int kLongest = 9; ///< Digits.

std::optional<std::int64_t> boundIn(const QString &text)
{
    bool isNumber = false;
    const qlonglong out = text.toLongLong(&isNumber);
    if (text.isEmpty())
        return 0;
    return isNumber && out >= 0 ? std::optional<std::int64_t>(out) : std::nullopt;
}

} // namespace

BoundField::BoundField(const QString &none, QWidget *parent)
    : QWidget(parent), m_line(new LineEdit(this)), m_act(new Button(Button::Kind::Secondary, tr("Save"), this))
{
    m_line->setFixedWidth(kLineWidth);
    m_line->setPlaceholderText(none);
    m_line->setMaxLength(kLongest);
    m_line->setEnabled(false); // until it is known what holds
    m_act->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(m_act);
    row->addWidget(m_line);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        follow();
        Q_EMIT edited();
    });
    connect(m_line, &QLineEdit::returnPressed, this, &BoundField::send);
    connect(m_act, &QAbstractButton::clicked, this, &BoundField::send);
}

QString BoundField::textOf(std::int64_t bound) const
{
    return bound == 0 ? QString() : QString::number(bound);
}

void BoundField::setKept(std::int64_t kept)
{
    const bool untouched = m_line->text() == textOf(m_kept) || !m_line->isEnabled();
    m_kept = kept;
    m_line->setEnabled(true);
    if (untouched)
        m_line->setText(textOf(kept));
    follow();
}

void BoundField::follow()
{
    const QString text = m_line->text().trimmed();
    const auto bound = boundIn(text);
    const bool deletes = bound && *bound > 0 && (m_kept == 0 || *bound < m_kept);
    m_act->setText(deletes ? tr("Save and delete what is beyond") : tr("Save"));
    m_act->setVisible(text != textOf(m_kept) && !(bound && *bound == m_kept));
}

void BoundField::send()
{
    const auto bound = boundIn(m_line->text().trimmed());
    if (!bound)
        return Q_EMIT unclear();
    if (*bound != m_kept)
        Q_EMIT meant(*bound);
}

void BoundField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || m_act->isHidden())
        return QWidget::keyPressEvent(event);
    m_line->setText(textOf(m_kept));
    follow();
    Q_EMIT edited();
}

} // namespace ui
