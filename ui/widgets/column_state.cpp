#include "ui/widgets/column_state.h"

#include <algorithm>

#include "base/json.h"

namespace ui {
namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::int64_t kWidest = 4000;

const ColumnPlace *find(const std::vector<ColumnPlace> &columns, const QString &id)
{
    const auto hit = std::ranges::find(columns, id, &ColumnPlace::id);
    return hit == columns.end() ? nullptr : &*hit;
}

} // namespace

QByteArray encodeTableState(const TableState &state)
{
    base::Json columns = base::Json::array();
    for (const ColumnPlace &column : state.columns)
        columns.push_back({{"id", column.id.toStdString()}, {"width", column.width}, {"hidden", column.hidden}});
    return QByteArray::fromStdString(
        base::dump({{"version", kVersion}, {"columns", std::move(columns)}, {"sort", state.sort.toStdString()}}));
}

std::optional<TableState> parseTableState(const QByteArray &bytes)
{
    const auto json = base::parseJson({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (!json || base::integerOr(base::at(*json, "version")) != kVersion)
        return std::nullopt;
    TableState state{.sort = QString::fromStdString(base::textOr(base::at(*json, "sort")))};
    for (const base::Json &column : base::at(*json, "columns")) {
        ColumnPlace place{
            .id = QString::fromStdString(base::textOr(base::at(column, "id"))),
            .width = static_cast<int>(std::clamp<std::int64_t>(base::integerOr(base::at(column, "width")), 0, kWidest)),
            .hidden = base::truthOr(base::at(column, "hidden"))};
        if (!place.id.isEmpty() && !find(state.columns, place.id))
            state.columns.push_back(std::move(place));
    }
    return state;
}

std::vector<ColumnPlace> mergeColumns(const std::vector<ColumnPlace> &today, const std::vector<ColumnPlace> &saved)
{
    std::vector<ColumnPlace> out;
    for (const ColumnPlace &column : saved)
        if (const ColumnPlace *known = find(today, column.id))
            out.push_back(
                {column.id, known->width == 0 || column.width == 0 ? known->width : column.width, column.hidden});
    auto place = out.begin(); // behind the column that stands left of the new one today
    for (const ColumnPlace &column : today) {
        const auto at = std::ranges::find(out, column.id, &ColumnPlace::id);
        place = (at == out.end() ? out.insert(place, column) : at) + 1;
    }
    return out;
}

} // namespace ui
