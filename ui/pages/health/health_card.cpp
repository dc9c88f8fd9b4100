#include "ui/pages/health/health_card.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <QVBoxLayout>

#include "ui/pages/health/day_strip.h"
#include "ui/pages/health/health_words.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kHeight = 140;
constexpr int kTop = 16;
constexpr int kBottom = 14;

} // namespace

class HealthCard::Inside final : public QAbstractButton {
public:
    explicit Inside(QWidget *parent)
        : QAbstractButton(parent),
          m_name(new Label(TextRole::CardTitle, Tone::Plain, this)),
          m_note(new Label(TextRole::Body, Tone::Quiet, this)),
          m_badge(new Badge({}, Tone::Quiet, this)),
          m_strip(new DayStrip(this)),
          m_share(new Label(TextRole::Emphasis, Tone::Plain, this)),
          m_left(new Label(TextRole::Body, Tone::Quiet, this)),
          m_right(new Label(TextRole::Body, Tone::Quiet, this))
    {
        setObjectName(u"healthItem"_s);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred); // a button's own would keep names whole
        setCursor(Qt::PointingHandCursor);
        for (Label *label : {m_name, m_note, m_left, m_right})
            label->setElided(true);
        m_right->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        for (QWidget *inside :
             std::initializer_list<QWidget *>{m_name, m_note, m_badge, m_strip, m_share, m_left, m_right})
            inside->setAttribute(Qt::WA_TransparentForMouseEvents);
        build();
    }

    void show(const Face &face, HealthSpan span)
    {
        const QString share = shareText(face.past.share(span));
        m_name->setText(face.name);
        m_note->setText(face.note);
        m_badge->setState(face.word.text, face.word.tone);
        m_strip->setPast(face.past);
        m_share->setText(share);
        m_left->setText(face.left.isEmpty() ? HealthCard::tr("available")
                                            : HealthCard::tr("available · %1").arg(face.left));
        m_right->setText(face.right);
        QStringList said{face.name, face.note, face.word.text, HealthCard::tr("%1 available").arg(share),
                         face.left, face.right};
        said.removeAll(QString());
        setAccessibleName(said.join(u", "_s));
        setAccessibleDescription(pastWords(face.past));
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
            update();
        if (event->type() != QEvent::ToolTip)
            return QAbstractButton::event(event);
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString words = m_strip->wordsAt(m_strip->mapFrom(this, help->pos()));
        QToolTip::showText(help->globalPos(), words.toHtmlEscaped(), this);
        return true;
    }
    void paintEvent(QPaintEvent *) override
    {
        if (!underMouse())
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath ground;
        ground.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metric::kCardRadius - 1, metric::kCardRadius - 1);
        painter.fillPath(ground, color(Token::Hover, palette()));
    }

private:
    void build()
    {
        auto *head = new QHBoxLayout;
        head->setSpacing(8);
        head->addWidget(m_name);
        head->addWidget(m_note, 1);
        head->addWidget(m_badge);
        auto *foot = new QHBoxLayout;
        foot->setSpacing(4);
        foot->addWidget(m_share);
        foot->addWidget(m_left, 1);
        foot->addWidget(m_right);
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(metric::kCardPadding, kTop, metric::kCardPadding, kBottom);
        column->setSpacing(6);
        column->addLayout(head);
        column->addWidget(m_strip);
        column->addLayout(foot);
    }

    Label *m_name;
    Label *m_note;
    Badge *m_badge;
    DayStrip *m_strip;
    Label *m_share;
    Label *m_left;
    Label *m_right;
};

HealthCard::HealthCard(QWidget *parent) : Card(parent), m_inside(new Inside(this))
{
    setFixedHeight(kHeight);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // so that all in a grid are of one width
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_inside);
    connect(m_inside, &QAbstractButton::clicked, this, [this] { Q_EMIT opened(m_id); });
}

void HealthCard::show(const Face &face, HealthSpan span)
{
    m_id = face.id;
    m_inside->show(face, span);
    setVisible(true);
}

} // namespace ui
