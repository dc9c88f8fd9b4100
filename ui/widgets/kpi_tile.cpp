#include "ui/widgets/kpi_tile.h"

#include <QHBoxLayout>

#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/sparkline.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kFigureGap = 4;
constexpr int kTrendGap = 8;
constexpr int kUsualWidth = 200;
constexpr int kNarrowest = 136;

} // namespace

KpiTile::KpiTile(const QString &title, QWidget *parent)
    : Card(parent),
      m_title(new Label(TextRole::Body, Tone::Quiet, this)),
      m_number(new Label(TextRole::Figure, Tone::Plain, this)),
      m_unit(new Label(TextRole::Reading, Tone::Quiet, this)),
      m_change(new Label(TextRole::Emphasis, Tone::Quiet, this)),
      m_note(new Label(TextRole::Body, Tone::Quiet, this)),
      m_trend(new Sparkline(this))
{
    setFixedHeight(metric::kTile);
    m_title->setText(title);
    for (Label *label : {m_title, m_note, m_number})
        label->setElided(true);
    m_number->setObjectName(u"figure"_s);
    m_unit->setObjectName(u"unit"_s);
    m_change->setObjectName(u"change"_s);
    m_note->setObjectName(u"note"_s);
    m_number->setFixedHeight(m_number->sizeHint().height()); // a smaller figure stands on the same line
    m_number->setText(u"–"_s);                               // not known yet, which is not zero
    m_unit->setAlignment(Qt::AlignLeft | Qt::AlignBottom);
    m_unit->setContentsMargins(0, 0, 0, 5); // puts both texts on one base line
    m_change->hide();

    auto *figure = new QHBoxLayout;
    figure->setSpacing(kFigureGap);
    figure->addWidget(m_number);
    figure->addWidget(m_unit);
    figure->addStretch();
    auto *note = new QHBoxLayout;
    note->setSpacing(4);
    note->addWidget(m_change);
    note->addWidget(m_note, 1);
    auto *column = new QVBoxLayout(this);
    column->setSizeConstraint(QLayout::SetNoConstraint);
    column->setContentsMargins(metric::kCardPadding, 14, metric::kCardPadding, 14);
    column->setSpacing(2);
    column->addWidget(m_title);
    column->addLayout(figure);
    column->addLayout(note);
    describe();
}

QSize KpiTile::sizeHint() const
{
    return {kUsualWidth, metric::kTile};
}

QSize KpiTile::minimumSizeHint() const
{
    return {kNarrowest, metric::kTile};
}

void KpiTile::setFigure(const QString &number, const QString &unit)
{
    m_number->setText(number);
    m_unit->setText(unit);
    fit();
    describe();
}

void KpiTile::setNote(const QString &note, Tone tone)
{
    m_change->hide();
    m_note->setText(note);
    m_note->setTone(tone);
    fit();
    describe();
}

void KpiTile::setDelta(const DeltaText &delta, const QString &otherwise)
{
    setNote(delta.rest.isEmpty() ? otherwise : delta.rest);
    m_change->setText(delta.change);
    m_change->setTone(delta.isGood() ? Tone::Ok : delta.isBad() ? Tone::Error : Tone::Quiet);
    m_change->setVisible(!delta.change.isEmpty());
    fit();
    describe();
}

void KpiTile::setTrend(std::vector<double> points)
{
    m_trend->setPoints(std::move(points));
}

void KpiTile::setDetail(const QString &detail)
{
    m_detail = detail;
    setToolTip(detail.toHtmlEscaped()); // else Qt would read markup into it
    describe();
}

void KpiTile::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    fit();
}

/// A figure that is too long takes a smaller size before it is cut; the curve stands only where it is in nobody's way,
/// and a change without the words that belong to it says more than half of them.
void KpiTile::fit()
{
    const int room = width() - 2 * metric::kCardPadding;
    const int unit = m_unit->text().isEmpty() ? 0 : kFigureGap + m_unit->sizeHint().width();
    const auto wide = [this](TextRole role) { return QFontMetrics(fontFor(role)).horizontalAdvance(m_number->text()); };
    const TextRole role = wide(TextRole::Figure) + unit <= room ? TextRole::Figure : TextRole::Section;
    m_number->setFont(fontFor(role));
    m_unit->setContentsMargins(0, 0, 0, role == TextRole::Figure ? 5 : 8);
    const bool alone = !m_change->isHidden() && m_change->sizeHint().width() + 4 + m_note->sizeHint().width() > room;
    m_note->setVisible(!alone);
    m_change->setToolTip(alone ? m_change->text() + u' ' + m_note->text() : QString());
    const QSize curve = m_trend->sizeHint();
    m_trend->setVisible(wide(role) + unit + kTrendGap + curve.width() <= room);
    m_trend->move(width() - metric::kCardPadding - curve.width(), (height() - curve.height()) / 2);
}

void KpiTile::describe()
{
    setAccessibleName(m_title->text());
    QStringList words{(m_number->text() + u' ' + m_unit->text()).trimmed()};
    const QString note = m_change->isHidden() ? m_note->text() : m_change->text() + u' ' + m_note->text();
    for (const QString &part : {note, m_detail})
        if (!part.isEmpty())
            words += part;
    setAccessibleDescription(words.join(u", "_s));
}

} // namespace ui
