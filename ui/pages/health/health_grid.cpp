#include "ui/pages/health/health_grid.h"

#include <algorithm>

#include <QGridLayout>

#include "ui/theme/metrics.h"

namespace ui {
namespace {

constexpr int kLeastWidth = 300; ///< Of a card.
constexpr int kMostColumns = 3;

} // namespace

HealthGrid::HealthGrid(QWidget &canvas) : QObject(&canvas), m_canvas(canvas), m_grid(new QGridLayout)
{
    m_grid->setSpacing(metric::kCardGap);
}

void HealthGrid::show(const std::vector<HealthCard::Face> &faces, HealthSpan span)
{
    while (m_cards.size() < faces.size()) {
        m_cards.push_back(new HealthCard(&m_canvas));
        connect(m_cards.back(), &HealthCard::opened, this, &HealthGrid::opened);
    }
    for (std::size_t i = 0; i < m_cards.size(); ++i)
        if (i < faces.size())
            m_cards[i]->show(faces[i], span);
        else
            m_cards[i]->hide();
    if (m_shown == faces.size())
        return;
    m_shown = faces.size();
    arrange();
}

void HealthGrid::setRoom(int room)
{
    const int columns = std::clamp((room + metric::kCardGap) / (kLeastWidth + metric::kCardGap), 1, kMostColumns);
    if (columns == m_columns)
        return;
    m_columns = columns;
    arrange();
}

void HealthGrid::arrange()
{
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item;
    for (int column = 0; column < kMostColumns; ++column)
        m_grid->setColumnStretch(column, column < m_columns ? 1 : 0);
    for (int i = 0; i < static_cast<int>(m_shown); ++i)
        m_grid->addWidget(m_cards[static_cast<std::size_t>(i)], i / m_columns, i % m_columns);
}

} // namespace ui
