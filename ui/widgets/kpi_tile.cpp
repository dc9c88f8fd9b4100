#include "ui/widgets/kpi_tile.h"

#include <QHBoxLayout>

#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

KpiTile::KpiTile(const QString &title, QWidget *parent)
    : Card(parent),
      m_title(new Label(TextRole::Body, Tone::Quiet, this)),
      m_number(new Label(TextRole::Figure, Tone::Plain, this)),
      m_unit(new Label(TextRole::Reading, Tone::Quiet, this)),
      m_note(new Label(TextRole::Body, Tone::Quiet, this))
{
    setFixedHeight(metric::kTile);
    m_title->setText(title);
    m_title->setElided(true);
    m_note->setElided(true);
    m_number->setObjectName(u"figure"_s);
    m_note->setObjectName(u"note"_s);
    m_number->setText(u"–"_s); // not known yet, which is not zero
    m_unit->setAlignment(Qt::AlignLeft | Qt::AlignBottom);
    m_unit->setContentsMargins(0, 0, 0, 5); // puts both texts on one base line

    auto *figure = new QHBoxLayout;
    figure->setSpacing(4);
    figure->addWidget(m_number);
    figure->addWidget(m_unit);
    figure->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metric::kCardPadding, 14, metric::kCardPadding, 14);
    column->setSpacing(2);
    column->addWidget(m_title);
    column->addLayout(figure);
    column->addWidget(m_note);
}

void KpiTile::setFigure(const QString &number, const QString &unit)
{
    m_number->setText(number);
    m_unit->setText(unit);
    describe();
}

void KpiTile::setNote(const QString &note, Tone tone)
{
    m_note->setText(note);
    m_note->setTone(tone);
    describe();
}

void KpiTile::describe()
{
    setAccessibleName(m_title->text());
    setAccessibleDescription(u"%1 %2, %3"_s.arg(m_number->text(), m_unit->text(), m_note->text()));
}

} // namespace ui
