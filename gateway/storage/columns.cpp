#include "storage/columns.h"

#include <algorithm>

#include "base/json.h"

namespace storage {
namespace {

template <typename Word>
void takeWord(Word &value, const std::optional<Word> &known)
{
    value = known.value_or(value); // a word from a newer program leaves the default
}

base::Json jsonOf(const Statement &from, int column)
{
    auto json = base::parseJson(from.text(column));
    return json && json->is_array() ? std::move(*json) : base::Json::array();
}

} // namespace

void put(Sink &to, const std::string &value)
{
    to.text(value);
}

void put(Sink &to, const std::optional<std::int64_t> &value)
{
    if (value)
        to.integer(*value);
    else
        to.nothing();
}

void put(Sink &to, model::Nanos value)
{
    to.integer(value.value);
}

void put(Sink &to, const model::Digest &value)
{
    to.bytes(value);
}

void put(Sink &to, const std::vector<std::string> &value)
{
    to.madeText(base::dump(base::Json(value)));
}

void put(Sink &to, const std::vector<std::pair<std::string, std::string>> &value)
{
    base::Json rows = base::Json::array();
    for (const auto &[first, second] : value)
        rows.push_back(base::Json::array({first, second}));
    to.madeText(base::dump(rows));
}

void take(std::string &value, const Statement &from, int column)
{
    value = from.text(column);
}

void take(std::optional<std::int64_t> &value, const Statement &from, int column)
{
    value = from.maybeInteger(column);
}

void take(model::Nanos &value, const Statement &from, int column)
{
    value.value = from.integer(column);
}

void take(model::Digest &value, const Statement &from, int column)
{
    const std::string bytes = from.bytes(column);
    value.fill(0);
    std::copy_n(bytes.begin(), std::min(bytes.size(), value.size()), value.begin());
}

void take(std::vector<std::string> &value, const Statement &from, int column)
{
    value.clear();
    for (const base::Json &item : jsonOf(from, column))
        value.push_back(base::textOr(item));
}

void take(std::vector<std::pair<std::string, std::string>> &value, const Statement &from, int column)
{
    value.clear();
    for (const base::Json &row : jsonOf(from, column))
        if (row.is_array() && row.size() == 2)
            value.emplace_back(base::textOr(row[0]), base::textOr(row[1]));
}

void take(model::Role &value, const Statement &from, int column)
{
    takeWord(value, model::roleFrom(from.text(column)));
}

void take(model::Confidence &value, const Statement &from, int column)
{
    takeWord(value, model::confidenceFrom(from.text(column)));
}

void take(model::Outcome &value, const Statement &from, int column)
{
    takeWord(value, model::outcomeFrom(from.text(column)));
}

void take(model::FailureClass &value, const Statement &from, int column)
{
    takeWord(value, model::failureFrom(from.text(column)));
}

} // namespace storage
