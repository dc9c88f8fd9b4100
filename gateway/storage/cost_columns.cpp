#include "storage/cost_columns.h"

namespace storage {
namespace {

std::string forEachColumn(std::string_view text)
{
    std::string out;
    for (const auto &column : costColumns().columns()) {
        const std::string name = column.name.toStdString();
        out += out.empty() ? "" : ", ";
        for (const char c : text)
            out += c == '@' ? name : std::string(1, c);
    }
    return out;
}

template <std::size_t... At>
std::vector<Column<CostSums>> columnsOf(std::index_sequence<At...>)
{
    return {column<CostSums, &CostSums::usage, kUsageSums[At].member>(kUsageSums[At].name)...,
            column<CostSums, &CostSums::okCalls>("ok_calls")};
}

} // namespace

const Table<CostSums> &costColumns()
{
    static const Table<CostSums> table("cost_rollups", columnsOf(std::make_index_sequence<kUsageSums.size()>()));
    return table;
}

const std::string &costSumsSql()
{
    static const std::string sql = forEachColumn("sum(@)");
    return sql;
}

const std::string &costAdditionsSql()
{
    static const std::string sql = forEachColumn("@ = @ + excluded.@");
    return sql;
}

} // namespace storage
