#include "ui/pages/overview/failovers_card.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QAbstractButton>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/text/failure_words.h"
#include "ui/text/numbers.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/typography.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tabular_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kRowHeight = 48;
constexpr int kClockWidth = 64;
constexpr int kClockGap = 12; ///< Beside the widest: a day, which yesterday's have for a clock, may be wide.
constexpr int kArrow = 12;

QString sentenceCase(QString words)
{
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    return words;
}

} // namespace

class FailoversCard::Row final : public QAbstractButton {
public:
    explicit Row(QWidget *parent) : QAbstractButton(parent)
    {
        setFixedHeight(kRowHeight);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
    }

    void show(const DashboardStats::Failover &failover, const QDateTime &now)
    {
        m_failover = failover;
        m_clock = isToday(failover.at, now) ? shortClockText(failover.at, now)
                                            : shortDayText(failover.at.toOffsetFromUtc(now.offsetFromUtc()).date());
        m_added = failover.addedMs ? u'+' + durationText(std::llround(*failover.addedMs * 1000)) : QString();
        QStringList said{m_clock, FailoversCard::tr("%1 to %2").arg(failover.from, failover.to), note()};
        if (!m_added.isEmpty())
            said += m_added;
        setAccessibleName(said.join(u", "_s));
        setVisible(true);
        update();
    }
    int clockWidth() const { return static_cast<int>(std::ceil(tabularWidth(fontFor(TextRole::Body), m_clock))); }
    /// Of all rows: their words stand below each other.
    void setClockRoom(int room)
    {
        if (std::exchange(m_clockRoom, room) != room)
            update();
    }
    const QString &requestId() const { return m_failover.requestId; }
    void setFirst(bool first) { m_first = first; }

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
        return QAbstractButton::event(event);
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        if (underMouse())
            painter.fillRect(rect(), color(Token::Hover, palette()));
        if (!m_first)
            painter.fillRect(QRect(metric::kCardPadding, 0, width() - 2 * metric::kCardPadding, 1),
                             color(Token::RowLine, palette()));
        const QRectF room = QRectF(rect()).adjusted(metric::kCardPadding, 6, -metric::kCardPadding, -6);
        painter.setFont(fontFor(TextRole::Body));
        painter.setPen(color(Token::TextSecondary, palette()));
        paintTabular(painter, QRectF(room.left(), room.top(), m_clockRoom, room.height()), Qt::AlignLeft, m_clock);
        paintTabular(painter, room, Qt::AlignRight, m_added);
        const qreal added = m_added.isEmpty() ? 0 : tabularWidth(painter.font(), m_added) + 8;
        const QRectF words = room.adjusted(m_clockRoom, 0, -added, 0);
        const QRectF lower(words.left(), words.center().y(), words.width(), words.height() / 2);
        painter.drawText(lower, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(note(), Qt::ElideRight, static_cast<int>(lower.width())));
        paintRoute(painter, QRectF(words.left(), words.top(), words.width(), words.height() / 2));
    }

private:
    QString note() const
    {
        QString why = sentenceCase(failureWords(m_failover.failure));
        if (m_failover.status >= 400)
            why += u" (%1)"_s.arg(m_failover.status);
        return m_failover.model.isEmpty() ? why : why.isEmpty() ? m_failover.model : why + u" · "_s + m_failover.model;
    }
    void paintRoute(QPainter &painter, const QRectF &line) const
    {
        painter.setFont(fontFor(TextRole::Emphasis));
        painter.setPen(color(Token::Text, palette()));
        const QFontMetrics metrics(painter.font());
        const int room = (static_cast<int>(line.width()) - kArrow - 12) / 2;
        const QString to = metrics.elidedText(m_failover.to, Qt::ElideRight,
                                              qMax(room, 2 * room - metrics.horizontalAdvance(m_failover.from)));
        const QString from =
            metrics.elidedText(m_failover.from, Qt::ElideRight, 2 * room - metrics.horizontalAdvance(to));
        const int left = metrics.horizontalAdvance(from);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, from);
        const QRectF arrow(line.left() + left + 6, line.top(), kArrow, line.height());
        paintIcon(painter, u"arrow"_s, arrow, kArrow, color(Token::SeedGrey, palette()));
        painter.drawText(line.adjusted(left + kArrow + 12, 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, to);
    }

    DashboardStats::Failover m_failover{};
    QString m_clock{};
    QString m_added{}; ///< What the way round took.
    int m_clockRoom = kClockWidth;
    bool m_first = false;
};

FailoversCard::FailoversCard(QWidget *parent)
    : Card(parent), m_list(new QVBoxLayout), m_empty(new Label(TextRole::Body, Tone::Quiet, this))
{
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("Recent failovers"));
    title->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 0);
    m_empty->setText(tr("None. No call needed another provider."));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 0);
    m_empty->setObjectName(u"noFailovers"_s);
    m_empty->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metric::kCardPadding - 2, 0, 12);
    column->setSpacing(0);
    column->addWidget(title);
    column->addSpacing(8);
    m_list->setSpacing(0);
    column->addLayout(m_list);
    column->addWidget(m_empty, 1);
    column->addStretch();
}

void FailoversCard::addRow()
{
    auto *row = new Row(this);
    row->setFirst(m_rows.empty());
    connect(row, &QAbstractButton::clicked, this, [this, row] { Q_EMIT chosen(row->requestId()); });
    m_list->addWidget(row);
    m_rows.push_back(row);
}

void FailoversCard::setFailovers(const std::vector<DashboardStats::Failover> &failovers, const QDateTime &now)
{
    while (m_rows.size() < std::min(failovers.size(), kRows))
        addRow();
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (i < failovers.size())
            m_rows[i]->show(failovers[i], now);
        else
            m_rows[i]->hide();
    int clockRoom = kClockWidth;
    for (std::size_t i = 0; i < std::min(failovers.size(), m_rows.size()); ++i)
        clockRoom = std::max(clockRoom, m_rows[i]->clockWidth() + kClockGap);
    for (Row *row : m_rows)
        row->setClockRoom(clockRoom);
    m_empty->setVisible(failovers.empty());
}

} // namespace ui
