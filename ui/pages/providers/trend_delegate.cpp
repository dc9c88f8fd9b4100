#include "ui/pages/providers/trend_delegate.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "ui/pages/providers/providers_model.h"
#include "ui/widgets/sparkline.h"

namespace ui {
namespace {

constexpr QSize kLine(60, 20);
constexpr int kNumber = 66; ///< Room for the figure at the right of the line.

} // namespace

void TrendDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    m_cells.paint(painter, option, index);
    const auto points = index.data(ProvidersModel::kTrendRole).value<std::vector<double>>();
    if (std::ranges::count_if(points, [](double point) { return !std::isnan(point); }) < 2)
        return; // one dot tells nothing that the figure does not
    const int left = option.rect.right() - TableView::kInnerPadding - kNumber - kLine.width();
    const QRectF room(left, option.rect.center().y() - kLine.height() / 2.0, kLine.width(), kLine.height());
    painter->save();
    paintSparkline(*painter, room, points, color(Token::AccentFill, option.palette));
    painter->restore();
}

} // namespace ui
