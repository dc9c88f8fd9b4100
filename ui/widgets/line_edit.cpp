#include "ui/widgets/line_edit.h"

#include <chrono>

#include <QAction>
#include <QKeyEvent>
#include <QTimer>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kTypingPause = 200ms;
constexpr int kSide = 5; // the line edit itself adds its own few pixels

} // namespace

LineEdit::LineEdit(QWidget *parent) : QLineEdit(parent)
{
    setFont(fontFor(TextRole::Body));
    setFixedHeight(metric::kControl);
    setTextMargins(kSide, 0, kSide, 0);
}

QSize LineEdit::sizeHint() const
{
    return {QLineEdit::sizeHint().width(), metric::kControl};
}

void LineEdit::setInvalid(bool invalid)
{
    if (invalid == m_invalid)
        return;
    m_invalid = invalid;
    setProperty("invalid", invalid); // read by Style, which draws the outline
    if (invalid && !m_mark)
        m_mark = addAction(makeIcon(u"warning"_s, Token::ErrorText), QLineEdit::TrailingPosition);
    if (m_mark)
        m_mark->setVisible(invalid);
    update();
}

SearchField::SearchField(const QString &placeholder, QWidget *parent) : LineEdit(parent), m_pause(new QTimer(this))
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    addAction(makeIcon(u"search"_s, Token::SeedGrey), QLineEdit::LeadingPosition);
    QAction *clear = addAction(makeIcon(u"close"_s, Token::SeedGrey), QLineEdit::TrailingPosition);
    clear->setToolTip(tr("Clear"));
    clear->setVisible(false);
    connect(clear, &QAction::triggered, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, clear, [clear](const QString &text) { clear->setVisible(!text.isEmpty()); });
    m_pause->setSingleShot(true);
    m_pause->setInterval(kTypingPause);
    connect(this, &QLineEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    connect(m_pause, &QTimer::timeout, this, [this] { Q_EMIT changed(text()); });
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty())
        clear();
    else
        LineEdit::keyPressEvent(event);
}

} // namespace ui
