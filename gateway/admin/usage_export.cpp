#include "admin/usage_export.h"

#include <algorithm>
#include <map>
#include <span>

#include "base/csv_reader.h"
#include "base/json.h"
#include "base/text.h"

namespace admin {
namespace {

using base::Json;
using Sums = std::map<std::pair<std::string, std::string>, ExportedUsage>;

constexpr std::size_t kDayLength = 10;
constexpr std::int64_t kMillis = 1000;

auto wrongDocument(const std::string &what)
{
    return base::fail(base::ErrorCode::Unprocessable, what, "document");
}

/// What a column or member adds to, and under which names exports have it.
struct Figure {
    std::string_view name;
    std::int64_t ExportedUsage::*to;
    bool alsoInput = false; ///< A kind of input that is counted apart there.
};
// A name more is one line here.
constexpr Figure kFigures[] = {
    {"num_model_requests", &ExportedUsage::calls},
    {"n_requests", &ExportedUsage::calls},
    {"requests", &ExportedUsage::calls},
    {"input_tokens", &ExportedUsage::inputTokens}, // OpenAI: cached ones inside
    {"n_context_tokens_total", &ExportedUsage::inputTokens},
    {"input_cached_tokens", &ExportedUsage::cacheReadTokens},
    {"output_tokens", &ExportedUsage::outputTokens},
    {"n_generated_tokens_total", &ExportedUsage::outputTokens},
    {"uncached_input_tokens", &ExportedUsage::inputTokens}, // Anthropic: each apart
    {"usage_input_tokens_no_cache", &ExportedUsage::inputTokens},
    {"cache_read_input_tokens", &ExportedUsage::cacheReadTokens, true},
    {"usage_input_tokens_cache_read", &ExportedUsage::cacheReadTokens, true},
    {"ephemeral_5m_input_tokens", &ExportedUsage::cacheWriteTokens, true},
    {"ephemeral_1h_input_tokens", &ExportedUsage::cacheWriteTokens, true},
    {"usage_input_tokens_cache_write_5m", &ExportedUsage::cacheWriteTokens, true},
    {"usage_input_tokens_cache_write_1h", &ExportedUsage::cacheWriteTokens, true},
    {"usage_output_tokens", &ExportedUsage::outputTokens},
};
constexpr std::string_view kDays[] = {"usage_date_utc", "start_time_iso", "starting_at", "date", "start_time", "day"};
constexpr std::string_view kModels[] = {"model", "model_version", "snapshot_id"};
constexpr std::string_view kCosts[] = {"cost_usd", "amount_value", "cost"};

/// The day of a date, a time, or seconds since 1970; empty for anything else.
std::string dayOf(std::string_view text)
{
    if (const auto seconds = base::parseInteger(text))
        return base::rfc3339(*seconds * kMillis).substr(0, kDayLength);
    const std::string_view date = text.substr(0, kDayLength);
    return base::parseRfc3339(date) ? std::string(date) : std::string();
}

void addFigure(ExportedUsage &to, std::string_view name, std::int64_t amount)
{
    for (const Figure &figure : kFigures)
        if (figure.name == name) {
            to.*figure.to += amount;
            to.inputTokens += figure.alsoInput ? amount : 0;
        }
}

void addCost(ExportedUsage &to, std::optional<std::int64_t> nanos)
{
    if (nanos)
        to.costNanos = to.costNanos.value_or(0) + *nanos;
}

ExportedUsage &rowOf(Sums &sums, const std::string &day, const std::string &model)
{
    ExportedUsage &row = sums[{day, model}];
    row.day = day;
    row.model = model;
    return row;
}

std::string plain(const Json &value)
{
    return value.is_string() ? value.get<std::string>() : value.is_null() ? std::string() : base::dump(value);
}

/// Members that are numbers, also those of objects within.
void addMembers(ExportedUsage &to, const Json &from)
{
    for (const auto &[name, value] : from.items()) {
        if (value.is_number_integer())
            addFigure(to, name, value.get<std::int64_t>());
        else if (value.is_object() && name == "amount")
            addCost(to, nanosOf(plain(base::at(value, "value"))));
        else if (value.is_object())
            addMembers(to, value);
    }
}

base::Result<> addBucket(Sums &sums, const Json &bucket)
{
    const Json &starting = base::at(bucket, "starting_at");
    const std::string day = dayOf(plain(starting.is_null() ? base::at(bucket, "start_time") : starting));
    const Json &results = base::at(bucket, "results");
    if (day.empty() || !results.is_array())
        return wrongDocument("this is no usage report: a part of it has no start_time (or starting_at) or no results");
    for (const Json &result : results) {
        const std::string model = plain(base::at(result, "model"));
        if (model.empty())
            return wrongDocument("its results do not name models: ask for them with group_by=model");
        addMembers(rowOf(sums, day, model), result);
    }
    return {};
}

base::Result<> addJson(Sums &sums, const Json &document)
{
    if (document.is_array()) {
        for (const Json &page : document)
            if (auto done = addJson(sums, page); !done)
                return done;
        return {};
    }
    if (!base::at(document, "data").is_array())
        return addBucket(sums, document);
    for (const Json &bucket : base::at(document, "data"))
        if (auto done = addBucket(sums, bucket); !done)
            return done;
    return {};
}

/// The first column that has one of these names; its number, or nothing.
std::optional<std::size_t> columnOf(std::span<const std::string> head, std::span<const std::string_view> names)
{
    for (const std::string_view name : names)
        if (const auto hit = std::ranges::find(head, name); hit != head.end())
            return static_cast<std::size_t>(hit - head.begin());
    return std::nullopt;
}

base::Result<> addCsv(Sums &sums, std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    std::vector<std::string> head = base::takeCsvLine(text);
    for (std::string &name : head)
        name = base::lowerAscii(base::trim(name));
    const auto day = columnOf(head, kDays);
    const auto model = columnOf(head, kModels);
    const auto cost = columnOf(head, kCosts);
    if (!day || !model)
        return wrongDocument("its first line must name a column of days (" + std::string(kDays[0]) + ", "
                             + std::string(kDays[1]) + ") and one of models (model)");
    for (std::size_t number = 2; !text.empty(); ++number) {
        const std::vector<std::string> cells = base::takeCsvLine(text);
        if (cells.size() == 1 && cells.front().empty())
            continue;
        const std::string date = cells.size() == head.size() ? dayOf(cells[*day]) : std::string();
        if (date.empty())
            return wrongDocument("line " + std::to_string(number)
                                 + " has not a day, or not as many cells as the first");
        ExportedUsage &row = rowOf(sums, date, cells[*model]);
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (const auto amount = base::parseInteger(cells[i]))
                addFigure(row, head[i], *amount);
        if (cost)
            addCost(row, nanosOf(cells[*cost]));
    }
    return {};
}

/// Digits of a number and where its point stands.
struct Decimal {
    std::string digits{};
    std::int64_t scale = 0; ///< How many of them are behind the point.
};

std::optional<Decimal> decimalOf(std::string_view text)
{
    Decimal out;
    const std::size_t exponent = text.find_first_of("eE");
    bool behind = false;
    for (const char c : text.substr(0, exponent)) {
        if (c == '.' && !behind) {
            behind = true;
        } else if (c >= '0' && c <= '9') {
            out.digits += c;
            out.scale += behind ? 1 : 0;
        } else {
            return std::nullopt;
        }
    }
    if (exponent != std::string_view::npos) {
        std::string_view power = text.substr(exponent + 1);
        if (power.starts_with('+'))
            power.remove_prefix(1);
        const auto shift = base::parseInteger(power);
        if (!shift || *shift < -30 || *shift > 30)
            return std::nullopt;
        out.scale -= *shift;
    }
    return out.digits.empty() ? std::nullopt : std::optional(out);
}

} // namespace

std::optional<std::int64_t> nanosOf(std::string_view dollars)
{
    constexpr std::int64_t kDecimals = 9;
    dollars = base::trim(dollars);
    const bool negative = dollars.starts_with('-');
    auto decimal = decimalOf(dollars.substr(negative ? 1 : 0));
    if (!decimal)
        return std::nullopt;
    std::string &digits = decimal->digits;
    const std::int64_t extra = decimal->scale - kDecimals;
    bool up = false;
    if (extra > 0) {
        const auto keep = std::ssize(digits) - extra;
        up = keep >= 0 && keep < std::ssize(digits) && digits[static_cast<std::size_t>(keep)] >= '5';
        digits.resize(static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, keep)));
    } else {
        digits.append(static_cast<std::size_t>(-extra), '0');
    }
    const auto value = base::parseInteger(digits.empty() ? "0" : digits);
    if (!value)
        return std::nullopt;
    return (negative ? -1 : 1) * (*value + (up ? 1 : 0));
}

base::Result<std::vector<ExportedUsage>> readUsageExport(std::string_view document)
{
    Sums sums;
    const std::string_view begin = document.substr(std::min(document.size(), document.find_first_not_of(" \t\r\n")));
    if (begin.starts_with('{') || begin.starts_with('[')) {
        const auto json = base::parseJson(document);
        if (!json)
            return wrongDocument(json.error().detail);
        if (auto done = addJson(sums, *json); !done)
            return base::fail(std::move(done.error()));
    } else if (auto done = addCsv(sums, begin); !done) {
        return base::fail(std::move(done.error()));
    }
    std::vector<ExportedUsage> out;
    for (auto &[key, row] : sums)
        out.push_back(std::move(row));
    return out;
}

} // namespace admin
