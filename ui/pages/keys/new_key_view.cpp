#include "ui/pages/keys/new_key_view.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/text/time_text.h"
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

constexpr int kBoxPadding = 20;
constexpr int kBoxRadius = 12;
constexpr int kFactHeight = 40;
constexpr int kFactLabel = 112;

/// The tinted ground of what is decisive here.
class TintBox final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::AccentTint, palette()));
        painter.drawRoundedRect(rect(), kBoxRadius, kBoxRadius);
    }
};

/// The ground of the key itself.
class KeyBox final : public QWidget {
public:
    KeyBox(Label *key, QWidget *parent) : QWidget(parent)
    {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(14, 10, 14, 10);
        row->addWidget(key);
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

/// One line of what the key may do, with a hairline above.
class Fact final : public QWidget {
public:
    Fact(const QString &name, const QString &value, QWidget *parent) : QWidget(parent)
    {
        auto *label = new Label(TextRole::Body, Tone::Quiet, this);
        label->setText(name);
        label->setFixedWidth(kFactLabel);
        auto *words = new Label(TextRole::Body, Tone::Plain, this);
        words->setText(value);
        words->setElided(true);
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins({});
        row->addWidget(label);
        row->addWidget(words, 1);
        setFixedHeight(kFactHeight);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(QRect(0, height() - 1, width(), 1), color(Token::RowLine, palette()));
    }
};

/// Two lines of the same length: the key has no place where it would break by itself.
QString inTwoLines(const QString &key)
{
    const qsizetype half = (key.size() + 1) / 2;
    return key.left(half) + u'\n' + key.mid(half);
}

} // namespace

NewKeyView::NewKeyView(const KeyRow &row, const QString &key, SecretClipboard &clipboard, QWidget *parent)
    : QWidget(parent),
      m_key(key),
      m_clipboard(clipboard),
      m_text(new Label(TextRole::Code)),
      m_eye(new Button(Button::Kind::Plain)),
      m_copy(new Button(Button::Kind::Outlined, tr("Copied"))),
      m_clock(new Label(TextRole::Body))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(24);
    column->addWidget(buildBox());
    column->addWidget(buildFacts(row));
    column->addStretch();
    connect(m_eye, &QAbstractButton::clicked, this, [this] { setRevealed(m_eye->accessibleName() == tr("Show")); });
    connect(m_copy, &QAbstractButton::clicked, this, &NewKeyView::copy);
    connect(&m_clipboard, &SecretClipboard::ended, this, &NewKeyView::tellClock);
    setRevealed(true);
    setFocusProxy(m_copy);
    new Poller(*this, 1s, [this] { tellClock(); });
}

NewKeyView::~NewKeyView()
{
    m_text->setText({});
    m_key.fill(u'\0');
}

QWidget *NewKeyView::buildBox()
{
    auto *box = new TintBox(this);
    auto *title = new Label(TextRole::Emphasis, Tone::Plain, box);
    title->setText(tr("Shown this one time"));
    auto *head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(m_eye);
    m_text->setObjectName(u"newKey"_s);
    m_copy->setObjectName(u"copyKey"_s);
    m_copy->sizeHint(); // measured with its wider word first: the width stays when the word changes
    m_copy->setIconName(u"copy"_s);
    m_copy->setText(tr("Copy key"));
    m_copy->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_clock->setObjectName(u"clipboardClock"_s);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(kBoxPadding, 12, kBoxPadding, 16);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(new KeyBox(m_text, box));
    column->addWidget(m_copy);
    column->addWidget(m_clock);
    return box;
}

QWidget *NewKeyView::buildFacts(const KeyRow &row)
{
    auto *facts = new QWidget(this);
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, facts);
    title->setText(tr("What this key may do"));
    const QString models = row.allowedModels.isEmpty() ? tr("all") : row.allowedModels.join(u", "_s);
    auto *column = new QVBoxLayout(facts);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(title);
    column->addSpacing(4);
    column->addWidget(new Fact(tr("Role"), roleWord(row.role), facts));
    column->addWidget(new Fact(tr("Models"), models, facts));
    const QString expires = row.expiresAt.isValid() ? dayAndClockText(row.expiresAt.toLocalTime()) : tr("never");
    column->addWidget(new Fact(tr("Expires"), expires, facts));
    if (row.strict)
        column->addWidget(new Fact(tr("Strict"), tr("yes"), facts));
    return facts;
}

void NewKeyView::setRevealed(bool revealed)
{
    m_text->setText(inTwoLines(revealed ? m_key : QString(m_key.size(), u'•')));
    m_eye->setIconName(revealed ? u"eye-off"_s : u"eye"_s);
    m_eye->setAccessibleName(revealed ? tr("Hide") : tr("Show"));
    m_eye->setToolTip(m_eye->accessibleName());
}

void NewKeyView::copy()
{
    m_clipboard.lend(m_key);
    m_copied = true;
    m_copy->setText(tr("Copied"));
    m_copy->setIconName(u"check"_s);
    tellClock();
}

void NewKeyView::tellClock()
{
    const auto left = m_clipboard.left().count();
    if (!m_copied)
        return m_clock->setText(tr("The clipboard is cleared half a minute after you copy."));
    if (left > 0)
        return m_clock->setText(tr("The clipboard is cleared in 0:%1.").arg(left, 2, 10, QChar(u'0')));
    m_clock->setText(tr("The key is no longer on the clipboard."));
    m_copy->setText(tr("Copy key"));
    m_copy->setIconName(u"copy"_s);
}

} // namespace ui
