#include "ui/pages/settings/list_field.h"

#include <algorithm>

#include <QKeyEvent>
#include <QTextBlock>
#include <QVBoxLayout>

#include "ui/theme/typography.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_area.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 280;
constexpr int kFewestLines = 2;
constexpr int kMostLines = 8; ///< Longer lists scroll.
constexpr int kAround = 14;   ///< Height that is not lines.

} // namespace

ListField::ListField(const QString &example, QWidget *parent)
    : QWidget(parent), m_area(new TextArea(this)), m_act(new Button(Button::Kind::Secondary, tr("Save"), this))
{
    m_area->setFont(fontFor(TextRole::Code));
    m_area->setWordWrapMode(QTextOption::WrapAnywhere);
    m_area->setPlaceholderText(example);
    m_area->setFixedWidth(kWidth);
    m_area->setEnabled(false); // until it is known what holds
    m_act->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addWidget(m_area);
    column->addWidget(m_act, 0, Qt::AlignRight);
    setFocusProxy(m_area);
    connect(m_area, &QPlainTextEdit::textChanged, this, [this] {
        follow();
        Q_EMIT edited();
    });
    connect(m_act, &QAbstractButton::clicked, this, &ListField::send);
    follow();
}

QStringList ListField::entries() const
{
    QStringList out;
    for (const QString &line : m_area->toPlainText().split(u'\n'))
        if (const QString entry = line.trimmed(); !entry.isEmpty())
            out += entry;
    return out;
}

void ListField::setKept(const QStringList &kept)
{
    const bool untouched = entries() == m_kept || !m_area->isEnabled();
    m_kept = kept;
    m_area->setEnabled(true);
    if (untouched && entries() != kept)
        m_area->setPlainText(kept.join(u'\n'));
    follow();
}

void ListField::setInvalid(bool invalid)
{
    m_area->setInvalid(invalid);
}

void ListField::seek(const QString &words)
{
    for (QTextBlock line = m_area->document()->begin(); line.isValid(); line = line.next())
        if (const QString entry = line.text().trimmed(); !entry.isEmpty() && words.contains(entry))
            return m_area->setTextCursor(QTextCursor(line));
}

void ListField::follow()
{
    const int lines = std::clamp(m_area->document()->blockCount(), kFewestLines, kMostLines);
    m_area->setFixedHeight(lines * m_area->fontMetrics().lineSpacing() + kAround);
    m_act->setVisible(m_area->isEnabled() && entries() != m_kept);
}

void ListField::send()
{
    if (const QStringList wanted = entries(); wanted != m_kept)
        Q_EMIT meant(wanted);
}

void ListField::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        return send();
    if (event->key() != Qt::Key_Escape || m_act->isHidden())
        return QWidget::keyPressEvent(event);
    m_area->setPlainText(m_kept.join(u'\n'));
}

} // namespace ui
