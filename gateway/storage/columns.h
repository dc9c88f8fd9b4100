#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/money.h"
#include "model/plan.h"
#include "model/words.h"
#include "storage/connection.h"
#include "storage/sink.h"

/// How each type of member is written to a column and read from one. Thread: that of the statement.
namespace storage {

void put(Sink &to, const std::string &value);
void put(Sink &to, const std::optional<std::int64_t> &value);
void put(Sink &to, model::Nanos value);
void put(Sink &to, const model::Digest &value);
void put(Sink &to, const std::vector<std::string> &value);                         // JSON
void put(Sink &to, const std::vector<std::pair<std::string, std::string>> &value); // JSON
template <std::integral Integer>
void put(Sink &to, Integer value)
{
    to.integer(static_cast<std::int64_t>(value));
}
template <typename Word>
    requires std::is_enum_v<Word>
void put(Sink &to, Word value)
{
    to.text(model::toWord(value)); // a constant
}

void take(std::string &value, const Statement &from, int column);
void take(std::optional<std::int64_t> &value, const Statement &from, int column);
void take(model::Nanos &value, const Statement &from, int column);
void take(model::Digest &value, const Statement &from, int column);
void take(std::vector<std::string> &value, const Statement &from, int column);
void take(std::vector<std::pair<std::string, std::string>> &value, const Statement &from, int column);
void take(model::Role &value, const Statement &from, int column);
void take(model::Confidence &value, const Statement &from, int column);
void take(model::Outcome &value, const Statement &from, int column);
void take(model::FailureClass &value, const Statement &from, int column);
template <std::integral Integer>
void take(Integer &value, const Statement &from, int column)
{
    value = static_cast<Integer>(from.integer(column));
}

} // namespace storage
