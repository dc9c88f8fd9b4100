#include "storage/credits.h"

#include <limits>

#include "storage/ledger_entries.h"
#include "storage/resource.h"
#include "storage/spend.h"

namespace storage {
namespace {

using model::Credit;
using model::Payment;

constexpr std::string_view kCredits =
    "SELECT id, scope, subject, created_ms, closed_ms, "
    "(SELECT coalesce(sum(amount_nanos), 0) FROM payments WHERE credit_id = credits.id AND amount_nanos > 0), "
    "(SELECT coalesce(-sum(amount_nanos), 0) FROM payments WHERE credit_id = credits.id AND amount_nanos < 0) "
    "FROM credits ";

Credit readCredit(const Statement &row)
{
    Credit out;
    out.id = row.text(0);
    out.scope = model::budgetScopeFrom(row.text(1)).value_or(out.scope);
    out.subject = row.text(2);
    out.createdMs = row.integer(3);
    out.closedMs = row.integer(4);
    out.paidIn = {row.integer(5)};
    out.takenOut = {row.integer(6)};
    return out;
}

base::Result<std::vector<Credit>> readCredits(Database &db, const std::string &tail, std::string_view id = {})
{
    auto select = db.config().prepare(std::string(kCredits) + tail);
    if (!select)
        return base::fail(std::move(select.error()));
    if (!id.empty())
        select->bind(u":id"_s, id);
    std::vector<Credit> out;
    if (auto done = select->forEach([&](const Statement &row) { out.push_back(readCredit(row)); }); !done)
        return base::fail(std::move(done.error()), "reading credits");
    return out;
}

const Table<Payment> &payments()
{
    static const Table<Payment> table("payments", {
                                                      column<Payment, &Payment::id>("id"),
                                                      column<Payment, &Payment::creditId>("credit_id"),
                                                      column<Payment, &Payment::atMs>("at_ms"),
                                                      column<Payment, &Payment::amount>("amount_nanos"),
                                                      column<Payment, &Payment::note>("note"),
                                                      column<Payment, &Payment::author>("author"),
                                                  });
    return table;
}

base::Result<bool> isBooked(Database &db, const Payment &payment)
{
    const auto there = entriesOfRequest(db, payment.id);
    if (!there)
        return base::fail(there.error());
    return !there->empty();
}

base::Result<> book(Database &db, const Payment &payment)
{
    const char *event = payment.amount.value > 0 ? "top_up" : "pay_back";
    const LedgerEntry entries[] = {
        {payment.id, 0, event, "budget:" + payment.creditId, payment.amount, payment.atMs},
        {payment.id, 0, event, "paid:" + payment.creditId, model::Nanos{} - payment.amount, payment.atMs},
    };
    return db.usage().transaction([&] { return appendEntries(db, entries); });
}

} // namespace

base::Result<std::vector<Credit>> listCredits(Database &db)
{
    return readCredits(db, "ORDER BY created_ms, id");
}

base::Result<Credit> getCredit(Database &db, std::string_view id)
{
    auto found = readCredits(db, "WHERE id = :id", id);
    if (!found)
        return base::fail(std::move(found.error()));
    if (found->empty())
        return base::fail(base::ErrorCode::NotFound, "there is no credit \"" + std::string(id) + "\"");
    return std::move(found->front());
}

base::Result<> insertCredit(Database &db, const Credit &credit)
{
    auto insert = db.config().prepare("INSERT INTO credits (id, scope, subject, created_ms) "
                                      "VALUES (:id, :scope, :subject, :created)");
    if (!insert)
        return base::fail(std::move(insert.error()));
    insert->bind(u":id"_s, std::string_view(credit.id));
    insert->bind(u":scope"_s, model::toWord(credit.scope));
    insert->bind(u":subject"_s, std::string_view(credit.subject));
    insert->bind(u":created"_s, credit.createdMs);
    if (auto done = insert->run(); !done)
        return base::fail(std::move(done.error()), "opening a credit");
    return {};
}

base::Result<> closeCredit(Database &db, std::string_view id, std::int64_t atMs)
{
    auto update = db.config().prepare("UPDATE credits SET closed_ms = :at WHERE id = :id AND closed_ms = 0");
    if (!update)
        return base::fail(std::move(update.error()));
    update->bind(u":id"_s, id);
    update->bind(u":at"_s, atMs);
    if (auto done = update->run(); !done)
        return base::fail(std::move(done.error()), "closing a credit");
    if (update->changed() == 0)
        return base::fail(base::ErrorCode::NotFound, "there is no open credit \"" + std::string(id) + "\"");
    return {};
}

base::Result<> insertPayment(Database &db, const Payment &payment)
{
    return insertRow(db.config(), payments(), payment);
}

base::Result<std::vector<Payment>> paymentsOf(Database &db, std::string_view creditId)
{
    return listRows(db.config(), payments(), "WHERE credit_id = :filter ORDER BY no", creditId);
}

base::Result<> bookPayments(Database &db)
{
    auto newestFirst = listRows(db.config(), payments(), "ORDER BY no DESC");
    if (!newestFirst)
        return base::fail(std::move(newestFirst.error()));
    std::size_t missing = 0;
    for (; missing < newestFirst->size(); ++missing) { // they are booked in order
        const auto booked = isBooked(db, (*newestFirst)[missing]);
        if (!booked)
            return base::fail(booked.error());
        if (*booked)
            break;
    }
    for (; missing > 0; --missing)
        if (auto done = book(db, (*newestFirst)[missing - 1]); !done)
            return base::fail(std::move(done.error()), "booking payments");
    return {};
}

base::Result<std::int64_t> goneFromCredit(Database &db, std::string_view id)
{
    const auto spent = spentOn(db, kCreditSpend, id, 0, std::numeric_limits<std::int64_t>::max());
    if (!spent)
        return spent;
    const auto credit = getCredit(db, id);
    if (!credit)
        return base::fail(credit.error());
    return *spent + credit->takenOut.value;
}

base::Result<std::map<std::int64_t, std::int64_t>> spentFromCredit(Database &db, std::string_view id, std::int64_t toMs)
{
    auto select = db.usage().prepare("SELECT bucket_ms, cost_nanos FROM spend_rollups WHERE kind = :kind "
                                     "AND subject = :id AND bucket_ms < :to");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":kind"_s, kCreditSpend);
    select->bind(u":id"_s, id);
    select->bind(u":to"_s, toMs);
    std::map<std::int64_t, std::int64_t> out;
    if (auto done = select->forEach([&](const Statement &row) { out[row.integer(0)] = row.integer(1); }); !done)
        return base::fail(std::move(done.error()), "reading what was spent of a credit");
    return out;
}

} // namespace storage
