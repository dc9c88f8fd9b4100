#include "ui/widgets/chart_card.h"

#include <utility>

#include <QHBoxLayout>
#include <QStackedLayout>

#include "ui/theme/metrics.h"
#include "ui/widgets/chart_plot.h"
#include "ui/widgets/chart_table.h"
#include "ui/widgets/label.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

ChartCard::ChartCard(const QString &title, ChartPlot *plot, QWidget *parent)
    : Card(parent),
      m_plot(plot),
      m_title(new Label(TextRole::CardTitle, Tone::Plain, this)),
      m_subtitle(new Label(TextRole::Body, Tone::Quiet, this)),
      m_figure(new Label(TextRole::CardTitle, Tone::Plain, this)),
      m_caption(new Label(TextRole::Body, Tone::Quiet, this)),
      m_empty(new Label(TextRole::Body, Tone::Quiet, this)),
      m_places(new QStackedLayout),
      m_column(new QVBoxLayout(this))
{
    m_title->setText(title);
    m_plot->setAccessibleName(title);
    m_subtitle->setElided(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setObjectName(u"emptyChart"_s);
    auto *head = new QGridLayout;
    head->setHorizontalSpacing(12);
    head->setVerticalSpacing(0);
    head->addWidget(m_title, 0, 0);
    head->addWidget(m_figure, 0, 1, Qt::AlignRight);
    head->addWidget(m_subtitle, 1, 0);
    head->addWidget(m_caption, 1, 1, Qt::AlignRight);
    head->setColumnStretch(0, 1);
    m_places->addWidget(m_plot);
    m_places->addWidget(m_empty);
    m_column->setContentsMargins(metric::kCardPadding, metric::kCardPadding - 2, metric::kCardPadding, 16);
    m_column->setSpacing(12);
    m_column->addLayout(head);
    m_column->addLayout(m_places, 1);
    connect(m_plot, &ChartPlot::tableWanted, this, &ChartCard::showTable);
}

void ChartCard::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
}

void ChartCard::setHeadline(const QString &figure, const QString &caption)
{
    m_figure->setText(figure);
    m_caption->setText(caption);
}

void ChartCard::addFoot(QWidget *foot)
{
    m_column->addWidget(foot);
}

void ChartCard::setEmptyText(const QString &text)
{
    m_empty->setText(text);
}

void ChartCard::setData(ChartData figures)
{
    m_plot->setData(std::move(figures));
    m_places->setCurrentIndex(m_plot->data().lastMeasured() >= 0 ? 0 : 1);
}

void ChartCard::showTable()
{
    openChartTable(*m_plot, m_title->text(), m_plot->data());
}

} // namespace ui
