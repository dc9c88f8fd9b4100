#include "ui/pages/requests/attempt_timeline.h"

#include <algorithm>

#include <QPainter>

#include "ui/text/failure_words.h"
#include "ui/text/numbers.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {

/// A part of a bar.
struct AttemptTimeline::Piece {
    Token fill;
    std::int64_t from;
    std::int64_t to;
};

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kAttempt = 58; ///< Name, bar, and what came of it.
constexpr int kName = 18;
constexpr int kBar = 12;
constexpr int kAxis = 20;
constexpr int kLegend = 22;
constexpr int kSwatch = 8;
constexpr std::int64_t kSecond = 1'000'000;

/// A round step of the axis, so that it has two to five of them.
std::int64_t stepOf(std::int64_t span)
{
    std::int64_t step = 1000;
    for (;;) {
        for (const std::int64_t factor : {1, 2, 5})
            if (span / (step * factor) < 5)
                return step * factor;
        step *= 10;
    }
}

QString tickText(std::int64_t micros, std::int64_t step)
{
    if (step < kSecond / 100)
        return AttemptTimeline::tr("%1 ms").arg(micros / 1000);
    const int decimals = step % kSecond == 0 ? 0 : step % (kSecond / 10) == 0 ? 1 : 2;
    const double seconds = static_cast<double>(micros) / static_cast<double>(kSecond);
    return AttemptTimeline::tr("%1 s").arg(QLocale().toString(seconds, 'f', decimals));
}

} // namespace

AttemptTimeline::AttemptTimeline(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Time line"));
}

void AttemptTimeline::setCall(const RequestDetail &detail)
{
    m_call = detail;
    m_span = std::max<std::int64_t>(detail.row.durationMicros.value_or(0), 1000);
    for (const AttemptDetail &attempt : detail.attempts)
        m_span = std::max(m_span, attempt.startMicros + attempt.durationMicros);
    setAccessibleDescription(spoken());
    updateGeometry();
    update();
}

QSize AttemptTimeline::sizeHint() const
{
    return {320, static_cast<int>(m_call.attempts.size()) * kAttempt + kAxis + kLegend};
}

qreal AttemptTimeline::placeOf(std::int64_t micros) const
{
    return static_cast<qreal>(micros) / static_cast<qreal>(m_span) * (width() - 1);
}

std::vector<AttemptTimeline::Piece> AttemptTimeline::piecesOf(const AttemptDetail &attempt) const
{
    std::vector<Piece> pieces;
    const std::int64_t start = attempt.startMicros;
    const std::int64_t end = start + attempt.durationMicros;
    const std::int64_t first = attempt.firstTokenMicros ? std::min(start + *attempt.firstTokenMicros, end) : end;
    if (&attempt == m_call.attempts.data() && start > 0)
        pieces.push_back({Token::SeedGrey, 0, start});
    pieces.push_back({Token::Chart2, start, first});
    if (end > first)
        pieces.push_back({Token::Chart1, first, end});
    return pieces;
}

QString AttemptTimeline::resultOf(const AttemptDetail &attempt) const
{
    if (!attempt.failure.isEmpty()) {
        const QString words = failureWords(attempt.failure);
        const QString status = attempt.status > 0 ? QString::number(attempt.status) + u' ' + words : words;
        return attempt.firstTokenMicros ? status : tr("%1, nothing was sent yet").arg(status);
    }
    if (!attempt.firstTokenMicros)
        return durationText(attempt.durationMicros);
    const std::int64_t streamed = attempt.durationMicros - *attempt.firstTokenMicros;
    const QString first = tr("first token %1").arg(durationText(attempt.firstTokenMicros));
    if (attempt.outputTokens == 0 || streamed < kSecond / 100)
        return first;
    const std::int64_t rate = attempt.outputTokens * kSecond / streamed;
    return tr("%1, then %2 tokens, %3 a second").arg(first, countText(attempt.outputTokens), countText(rate));
}

QString AttemptTimeline::spoken() const
{
    QStringList lines;
    for (const AttemptDetail &attempt : m_call.attempts)
        lines += tr("Attempt %1, %2, after %3, %4: %5")
                     .arg(lines.size() + 1)
                     .arg(attempt.provider, durationText(attempt.startMicros), durationText(attempt.durationMicros),
                          resultOf(attempt));
    return lines.join(u'\n');
}

void AttemptTimeline::paintAxis(QPainter &painter) const
{
    const int bottom = static_cast<int>(m_call.attempts.size()) * kAttempt;
    const std::int64_t step = stepOf(m_span);
    painter.setFont(fontFor(TextRole::Caption));
    for (std::int64_t at = 0; at <= m_span; at += step) {
        const int x = qRound(placeOf(at));
        painter.fillRect(QRect(x, 0, 1, bottom), color(Token::RowLine, palette()));
        painter.setPen(color(Token::TextSecondary, palette()));
        const QString text = tickText(at, step);
        const int wide = painter.fontMetrics().horizontalAdvance(text);
        const int left = at == 0 ? 0 : qMin(x - wide / 2, width() - wide);
        painter.drawText(QRect(left, bottom, wide + 2, kAxis), Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void AttemptTimeline::paintAttempt(QPainter &painter, int index) const
{
    const AttemptDetail &attempt = m_call.attempts[static_cast<std::size_t>(index)];
    const int top = index * kAttempt;
    const auto line = [&](int y, const QString &text, Token ink, TextRole role) {
        painter.setFont(fontFor(role));
        painter.setPen(color(ink, palette()));
        painter.drawText(QRect(0, y, width(), kName), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, width()));
    };
    const QString name = u"%1  %2"_s.arg(index + 1).arg(attempt.provider);
    line(top, attempt.key.isEmpty() ? name : name + u" · "_s + attempt.key, Token::Text, TextRole::Caption);
    painter.setPen(Qt::NoPen);
    for (const Piece &piece : piecesOf(attempt)) {
        const qreal left = placeOf(piece.from);
        const qreal wide = qMax(placeOf(piece.to) - left - 0.5, 2.0);
        painter.setBrush(color(piece.fill, palette()));
        painter.drawRoundedRect(QRectF(left, top + kName + 2, wide, kBar), 2, 2);
    }
    const bool failed = !attempt.failure.isEmpty();
    line(top + kName + kBar + 6, resultOf(attempt), failed ? Token::WarnText : Token::TextSecondary, TextRole::Caption);
}

void AttemptTimeline::paintLegend(QPainter &painter) const
{
    struct Entry {
        Token fill;
        QString word;
    };
    const Entry entries[] = {
        {Token::SeedGrey, tr("before")}, {Token::Chart2, tr("first token")}, {Token::Chart1, tr("answer")}};
    int x = 0;
    const int top = static_cast<int>(m_call.attempts.size()) * kAttempt + kAxis;
    painter.setFont(fontFor(TextRole::Caption));
    for (const Entry &entry : entries) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(entry.fill, palette()));
        painter.drawRoundedRect(QRectF(x, top + (kLegend - kSwatch) / 2.0, kSwatch, kSwatch), 2, 2);
        painter.setPen(color(Token::TextSecondary, palette()));
        painter.drawText(QRect(x + kSwatch + 6, top, width(), kLegend), Qt::AlignLeft | Qt::AlignVCenter, entry.word);
        x += kSwatch + 6 + painter.fontMetrics().horizontalAdvance(entry.word) + 16;
    }
}

void AttemptTimeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintAxis(painter);
    for (int i = 0; i < std::ssize(m_call.attempts); ++i)
        paintAttempt(painter, i);
    paintLegend(painter);
}

} // namespace ui
