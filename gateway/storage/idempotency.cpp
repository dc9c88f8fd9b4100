#include "storage/idempotency.h"

#include "storage/resource.h"

namespace storage {
namespace {

const Table<RememberedAnswer> &answers()
{
    static const Table<RememberedAnswer> table(
        "idempotency", {
                           column<RememberedAnswer, &RememberedAnswer::key>("key"),
                           column<RememberedAnswer, &RememberedAnswer::operation>("operation"),
                           column<RememberedAnswer, &RememberedAnswer::fingerprint>("fingerprint"),
                           column<RememberedAnswer, &RememberedAnswer::response>("response"),
                           column<RememberedAnswer, &RememberedAnswer::createdMs>("created_ms"),
                       });
    return table;
}

} // namespace

base::Result<std::optional<RememberedAnswer>> findAnswer(Database &db, std::string_view key, std::string_view operation)
{
    auto select = db.config().prepare(answers().selectSql() + " WHERE key = :key AND operation = :operation");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":key"_s, key);
    select->bind(u":operation"_s, operation);
    std::optional<RememberedAnswer> out;
    if (auto done = select->forEach([&](const Statement &row) { out = answers().read(row); }); !done)
        return base::fail(std::move(done.error()), "looking for an answer under an idempotency key");
    return out;
}

base::Result<> rememberAnswer(Database &db, const RememberedAnswer &answer)
{
    return insertRow(db.config(), answers(), answer);
}

base::Result<std::int64_t> forgetAnswers(Database &db, std::int64_t beforeMs)
{
    auto remove = db.config().prepare("DELETE FROM idempotency WHERE created_ms < :before");
    if (!remove)
        return base::fail(std::move(remove.error()));
    remove->bind(u":before"_s, beforeMs);
    if (auto done = remove->run(); !done)
        return base::fail(std::move(done.error()), "forgetting old idempotency keys");
    return std::int64_t{remove->changed()};
}

} // namespace storage
