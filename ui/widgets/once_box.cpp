#include "ui/widgets/once_box.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/secret_clipboard.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kPadding = 20;
constexpr int kRadius = 12;
constexpr qsizetype kOneLine = 32; ///< Longer secrets stand in two lines.

/// The ground of the secret itself.
class Ground final : public QWidget {
public:
    Ground(Label *secret, QWidget *parent) : QWidget(parent)
    {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(14, 10, 14, 10);
        row->addWidget(secret);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(color(Token::Hairline, palette()), 1));
        painter.setBrush(color(Token::Card, palette()));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metric::kControlRadius,
                                metric::kControlRadius);
    }
};

/// Two lines of the same length where one is too long: a key has no place where it would break by itself.
QString inLines(const QString &secret)
{
    if (secret.size() <= kOneLine)
        return secret;
    const qsizetype half = (secret.size() + 1) / 2;
    return secret.left(half) + u'\n' + secret.mid(half);
}

} // namespace

OnceBox::OnceBox(Words words, const QString &secret, SecretClipboard &clipboard, QWidget *parent)
    : QWidget(parent),
      m_words(std::move(words)),
      m_secret(secret),
      m_clipboard(clipboard),
      m_text(new Label(TextRole::Code)),
      m_eye(new Button(Button::Kind::Plain, {}, this)),
      m_copy(new Button(Button::Kind::Outlined, tr("Copied"), this)),
      m_clock(new Label(TextRole::Body, Tone::Plain, this))
{
    build();
    connect(m_eye, &QAbstractButton::clicked, this, [this] { setRevealed(m_eye->accessibleName() == tr("Show")); });
    connect(m_copy, &QAbstractButton::clicked, this, &OnceBox::copy);
    connect(&m_clipboard, &SecretClipboard::ended, this, &OnceBox::tellClock);
    setRevealed(true);
    setFocusProxy(m_copy);
    new Poller(*this, 1s, [this] { tellClock(); });
}

OnceBox::~OnceBox()
{
    m_text->setText({});
    m_secret.fill(u'\0');
}

void OnceBox::setNames(const QString &secret, const QString &copy, const QString &clock)
{
    m_text->setObjectName(secret);
    m_copy->setObjectName(copy);
    m_clock->setObjectName(clock);
}

void OnceBox::build()
{
    auto *title = new Label(TextRole::Emphasis, Tone::Plain, this);
    title->setText(m_words.title);
    auto *head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(m_eye);
    m_copy->sizeHint(); // measured with its wider word first: the width stays when the word changes
    m_copy->setIconName(u"copy"_s);
    m_copy->setText(m_words.copy);
    m_copy->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kPadding, 12, kPadding, 16);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(new Ground(m_text, this));
    column->addWidget(m_copy);
    column->addWidget(m_clock);
}

void OnceBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::AccentTint, palette()));
    painter.drawRoundedRect(rect(), kRadius, kRadius);
}

void OnceBox::setRevealed(bool revealed)
{
    m_text->setText(inLines(revealed ? m_secret : QString(m_secret.size(), u'•')));
    m_eye->setIconName(revealed ? u"eye-off"_s : u"eye"_s);
    m_eye->setAccessibleName(revealed ? tr("Hide") : tr("Show"));
    m_eye->setToolTip(m_eye->accessibleName());
}

void OnceBox::copy()
{
    m_clipboard.lend(m_secret);
    m_copied = true;
    m_copy->setText(tr("Copied"));
    m_copy->setIconName(u"check"_s);
    tellClock();
}

void OnceBox::tellClock()
{
    const auto left = m_clipboard.left().count();
    if (!m_copied)
        return m_clock->setText(tr("The clipboard is cleared half a minute after you copy."));
    if (left > 0)
        return m_clock->setText(tr("The clipboard is cleared in 0:%1.").arg(left, 2, 10, QChar(u'0')));
    m_clock->setText(m_words.gone);
    m_copy->setText(m_words.copy);
    m_copy->setIconName(u"copy"_s);
}

} // namespace ui
