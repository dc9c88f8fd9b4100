#include "ui/pages/costs/compared_bars.h"

#include <algorithm>

#include <QPainter>

#include "ui/text/money.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

constexpr int kRow = 48;
constexpr int kWords = 22;
constexpr int kBar = 10;

} // namespace

ComparedBars::ComparedBars(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(2 * kRow);
}

void ComparedBars::setAmounts(model::Nanos was, model::Nanos would, const QString &currency)
{
    m_was = was;
    m_would = would;
    m_currency = currency;
    setAccessibleName(tr("As it was %1, what if %2").arg(moneyText(was, currency), moneyText(would, currency)));
    update();
}

void ComparedBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto most = static_cast<double>(std::max<std::int64_t>({1, m_was.value, m_would.value}));
    const struct {
        QString title;
        model::Nanos amount;
        Token ink;
    } rows[] = {{tr("As it was"), m_was, Token::Chart2}, {tr("What if"), m_would, Token::Chart3}};
    qreal top = 0;
    for (const auto &row : rows) {
        const QRectF words(0, top, width(), kWords);
        painter.setFont(fontFor(TextRole::Body));
        painter.setPen(color(Token::TextSecondary, palette()));
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, row.title);
        painter.setFont(fontFor(TextRole::Emphasis));
        painter.setPen(color(Token::Text, palette()));
        painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, moneyText(row.amount, m_currency));
        painter.setPen(Qt::NoPen);
        QRectF track(0, top + kWords + 2, width(), kBar);
        painter.setBrush(color(Token::Track, palette()));
        painter.drawRoundedRect(track, kBar / 2.0, kBar / 2.0);
        if (row.amount.value > 0) {
            track.setWidth(std::max<qreal>(kBar, track.width() * static_cast<double>(row.amount.value) / most));
            painter.setBrush(color(row.ink, palette()));
            painter.drawRoundedRect(track, kBar / 2.0, kBar / 2.0);
        }
        top += kRow;
    }
}

} // namespace ui
