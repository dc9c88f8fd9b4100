#include "ui/pages/settings/setting_row.h"

#include <algorithm>

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

constexpr int kAbove = 14;
constexpr int kLowest = 64;

} // namespace

SettingRow::SettingRow(const QString &title, const QString &hint, QWidget *control, QWidget *parent)
    : QWidget(parent),
      m_title(new Label(TextRole::Emphasis, Tone::Plain, this)),
      m_hint(new Label(TextRole::Body, Tone::Quiet, this)),
      m_words(new Label(TextRole::Body, Tone::Error, this)),
      m_control(control),
      m_text(new QVBoxLayout)
{
    setMinimumHeight(kLowest);
    m_title->setText(title);
    m_hint->setWordWrap(true);
    m_words->setWordWrap(true);
    m_words->hide();
    m_text->setSpacing(4);
    m_text->addStretch();
    m_text->addWidget(m_title);
    m_text->addWidget(m_hint);
    m_text->addWidget(m_words);
    m_text->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metric::kCardPadding, kAbove, metric::kCardPadding, kAbove);
    row->setSpacing(24);
    row->addLayout(m_text, 1);
    if (m_control) {
        m_control->setParent(this);
        if (m_control->accessibleName().isEmpty())
            m_control->setAccessibleName(title);
        row->addWidget(m_control, 0, Qt::AlignRight | Qt::AlignVCenter);
    }
    setHint(hint);
}

void SettingRow::setTitle(const QString &title)
{
    m_title->setText(title);
}

void SettingRow::setHint(const QString &hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    describe();
}

void SettingRow::setError(const QString &error)
{
    if (error == m_error)
        return;
    m_error = error;
    m_words->setText(error);
    m_words->setVisible(!error.isEmpty());
    describe();
    if (m_control && !error.isEmpty()) {
        QAccessibleEvent event(m_control, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void SettingRow::describe()
{
    if (m_control)
        m_control->setAccessibleDescription(m_error.isEmpty() ? m_hint->text() : m_error);
}

void SettingRow::addBelow(QWidget *widget)
{
    m_text->insertWidget(m_text->count() - 1, widget, 0, Qt::AlignLeft);
}

bool SettingRow::matches(const QStringList &words) const
{
    const QString text = m_title->text() + u' ' + m_hint->text();
    return std::ranges::all_of(words, [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

void SettingRow::setFirst(bool first)
{
    m_first = first;
    update();
}

void SettingRow::paintEvent(QPaintEvent *)
{
    if (!m_first)
        QPainter(this).fillRect(QRect(metric::kCardPadding, 0, width() - 2 * metric::kCardPadding, 1),
                                color(Token::RowLine, palette()));
}

} // namespace ui
