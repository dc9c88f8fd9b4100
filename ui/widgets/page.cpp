#include "ui/widgets/page.h"

#include <utility>

#include <QAction>
#include <QDateTime>
#include <QHBoxLayout>

#include "ui/text/error_words.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

Page::Page(const QString &title, QWidget *parent)
    : Canvas(parent),
      m_header(new QHBoxLayout),
      m_note(new Label(TextRole::Body, Tone::Quiet, this)),
      m_banner(new Banner(this)),
      m_notice(new Banner(this)),
      m_body(new QVBoxLayout)
{
    auto *headline = new Label(TextRole::Title, Tone::Plain, this);
    headline->setText(title);
    headline->setFixedHeight(metric::kPageHeader);
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_note->setElided(true); // before the title and the buttons are cut
    m_banner->setObjectName(u"banner"_s);
    m_banner->hide();
    m_notice->setObjectName(u"notice"_s);
    m_notice->hide();

    m_header->setSpacing(12);
    m_header->addWidget(headline);
    m_header->addStretch();
    m_header->addWidget(m_note);
    m_body->setSpacing(metric::kCardGap);
    m_body->addWidget(m_banner);
    m_body->addWidget(m_notice);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(24);
    column->addLayout(m_header);
    column->addLayout(m_body, 1);
}

QAction *Page::addPageAction(const QString &id, const QString &text, const QString &icon, const QKeySequence &keys,
                             std::function<void()> run)
{
    auto *action = new QAction(text, this);
    action->setObjectName(id);
    action->setShortcut(keys);
    if (!icon.isEmpty())
        action->setIcon(makeIcon(icon));
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    addAction(action);
    return action;
}

void Page::setNote(const QString &note)
{
    m_note->setText(note);
}

void Page::addHeaderButton(QWidget *button)
{
    m_header->addWidget(button);
}

void Page::addTabs(QWidget *tabs)
{
    m_header->insertSpacing(1, 12);
    m_header->insertWidget(2, tabs);
}

void Page::setNotice(const QString &notice)
{
    m_notice->setMessage(notice);
    m_notice->setVisible(!notice.isEmpty());
}

void Page::showTrouble(base::ErrorCode code)
{
    if (!m_banner->isHidden())
        return; // the time in the sentence is when the trouble began, not the last failed try
    const QDateTime now = QDateTime::currentDateTime();
    m_banner->setMessage(m_everAnswered
                             ? tr("%1 Shown is what was known at %2.").arg(errorWords(code), shortClockText(now, now))
                             : errorWords(code));
    m_banner->show();
}

void Page::clearTrouble()
{
    m_everAnswered = true;
    m_banner->hide();
}

void Page::resizeEvent(QResizeEvent *event)
{
    const int side = qMax(metric::kPageSide, (width() - metric::kPageWidest) / 2);
    layout()->setContentsMargins(side, metric::kPageTop, side, metric::kPageSide);
    Canvas::resizeEvent(event);
}

} // namespace ui
