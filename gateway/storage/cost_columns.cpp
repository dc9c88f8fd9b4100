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

template <auto Member>
Column<CostSums> usage(const char *name)
{
    return column<CostSums, &CostSums::usage, Member>(name);
}

} // namespace

const Table<CostSums> &costColumns()
{
    static const Table<CostSums> table("cost_rollups",
                                       {
                                           usage<&UsageSums::calls>("calls"),
                                           usage<&UsageSums::errors>("errors"),
                                           usage<&UsageSums::attempts>("attempts"),
                                           usage<&UsageSums::failedAttempts>("failed_attempts"),
                                           usage<&UsageSums::inputTokens>("input_tokens"),
                                           usage<&UsageSums::cacheReadTokens>("cache_read_tokens"),
                                           usage<&UsageSums::cacheWriteTokens>("cache_write_tokens"),
                                           usage<&UsageSums::outputTokens>("output_tokens"),
                                           usage<&UsageSums::reasoningTokens>("reasoning_tokens"),
                                           usage<&UsageSums::costNanos>("cost_nanos"),
                                           usage<&UsageSums::unpricedCalls>("unpriced_calls"),
                                           usage<&UsageSums::estimatedCalls>("estimated_calls"),
                                           usage<&UsageSums::durationUs>("duration_us"),
                                           usage<&UsageSums::firstTokenUs>("first_token_us"),
                                           usage<&UsageSums::firstTokenCalls>("first_token_calls"),
                                           usage<&UsageSums::unpricedInputTokens>("unpriced_input_tokens"),
                                           usage<&UsageSums::unpricedOutputTokens>("unpriced_output_tokens"),
                                           usage<&UsageSums::estimatedNanos>("estimated_nanos"),
                                           column<CostSums, &CostSums::okCalls>("ok_calls"),
                                       });
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
