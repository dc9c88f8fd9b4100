#include "ui/pages/connect/call_watch.h"

#include <chrono>

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/text/error_codes.h"
#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/poller.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kMark = 88;
constexpr int kSide = 30;
constexpr int kHeight = 148;

bool isFailure(const RequestRow &call)
{
    return call.status >= 400;
}

} // namespace

CallWatch::CallWatch(admin::AdminClient &client, QWidget *parent)
    : Card(parent),
      m_client(client),
      m_title(new Label(TextRole::Section, Tone::Plain, this)),
      m_words(new Label(TextRole::Body, Tone::Quiet, this)),
      m_open(new Button(Button::Kind::Secondary, tr("Open the call"), this))
{
    setFixedHeight(kHeight);
    m_title->setObjectName(u"callState"_s);
    m_words->setObjectName(u"callWords"_s);
    m_words->setWordWrap(true);
    m_open->setObjectName(u"openCall"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addStretch();
    words->addWidget(m_title);
    words->addWidget(m_words);
    words->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kSide + kMark + 26, 16, 28, 16);
    row->setSpacing(16);
    row->addLayout(words, 1);
    row->addWidget(m_open);
    connect(m_open, &QAbstractButton::clicked, this, [this] {
        if (m_call)
            Q_EMIT openWanted(m_call->id);
    });
    m_open->hide();
    new Poller(*this, 1s, [this] { ask(); });
}

void CallWatch::watch(const QString &keyId, const QString &keyName)
{
    m_keyName = keyName;
    if (keyId != m_keyId) {
        m_keyId = keyId;
        m_since = QDateTime::currentDateTime();
        m_call.reset();
        ++m_question;
        m_asking = false;
    }
    present();
}

void CallWatch::ask()
{
    if (m_asking || m_keyId.isEmpty())
        return;
    m_asking = true;
    admin::AdminCall call{
        .operation = "requests.list",
        .query = {{"limit", "1"}, {"key", m_keyId.toStdString()}, {"from", apiTime(m_since).toStdString()}}};
    m_client.call(std::move(call), this, [this, question = m_question](const base::Result<base::Json> &answer) {
        if (question != m_question)
            return;
        m_asking = false;
        if (!answer)
            return Q_EMIT failed(answer.error().code);
        take(*answer);
    });
}

void CallWatch::take(const base::Json &answer)
{
    const RequestPage page = parseRequestPage(answer);
    if (page.rows.empty() || (m_call && m_call->id == page.rows.front().id))
        return;
    m_call = page.rows.front();
    present();
    QAccessibleEvent event(this, QAccessible::Alert); // read aloud, as nothing takes the focus here
    QAccessible::updateAccessibility(&event);
}

void CallWatch::present()
{
    m_open->setVisible(m_call.has_value());
    m_title->setTone(Tone::Plain);
    if (m_keyId.isEmpty()) {
        m_title->setText(tr("Make a key first"));
        m_words->setText(tr("Every call shows a key. New key makes one, and the snippet takes it up."));
    } else if (!m_call) {
        m_title->setText(tr("Waiting for your first call"));
        m_words->setText(
            tr("Run the snippet. The call with the key %1 shows up here within a second or two.").arg(m_keyName));
    } else {
        presentArrived();
    }
    setAccessibleName(m_title->text());
    update();
}

void CallWatch::presentArrived()
{
    const RequestRow &call = *m_call;
    if (isFailure(call)) {
        const ErrorCodeRow *known = findErrorCode(call.errorCode);
        m_title->setText(tr("A call arrived and failed"));
        m_title->setTone(Tone::Error);
        const QString code = u"%1 %2"_s.arg(call.status).arg(call.errorCode).trimmed();
        m_words->setText(known ? tr("%1: %2. %3.").arg(code, errorMeaning(*known), errorAdvice(*known)) : code);
        return;
    }
    m_title->setText(tr("Your call arrived"));
    m_title->setTone(Tone::Ok);
    //: %1 model as asked for, %2 provider, %3 time it took, %4 tokens, %5 cost
    m_words->setText(tr("%1 by %2 in %3: %4 tokens, %5.")
                         .arg(call.asked, call.provider, durationText(call.durationMicros),
                              countText(call.inputTokens + call.outputTokens),
                              costText(call.cost, call.currency, call.confidence)));
}

void CallWatch::paintEvent(QPaintEvent *event)
{
    Card::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QPointF middle(kSide + kMark / 2.0, height() / 2.0);
    if (m_call) {
        const bool bad = isFailure(*m_call);
        painter.setBrush(color(bad ? Token::ErrorBadge : Token::OkBadge, palette()));
        painter.drawEllipse(middle, kMark / 2.0, kMark / 2.0);
        paintIcon(painter, bad ? u"warning"_s : u"check"_s, QRectF(middle.x() - 20, middle.y() - 20, 40, 40), 36,
                  color(bad ? Token::ErrorText : Token::OkText, palette()));
        return;
    }
    QColor ring = color(m_keyId.isEmpty() ? Token::SeedGrey : Token::AccentFill, palette());
    for (const auto &[radius, strength] : {std::pair(44.0, 0.06F), {32.0, 0.12F}, {20.0, 0.25F}, {8.5, 1.0F}}) {
        ring.setAlphaF(strength);
        painter.setBrush(ring);
        painter.drawEllipse(middle, radius, radius);
    }
}

} // namespace ui
