#include "storage/audit_log.h"

#include <algorithm>

#include <QString>

#include "storage/resource.h"

namespace storage {
namespace {

using model::AuditEntry;

/// As bytes, so that also what is no text any more is seen as it is.
constexpr std::string_view kSelect =
    "SELECT seq, at_ms, CAST(actor_kind AS BLOB), CAST(actor_id AS BLOB), CAST(actor_name AS BLOB), "
    "CAST(origin AS BLOB), CAST(operation AS BLOB), CAST(target_kind AS BLOB), CAST(target_id AS BLOB), "
    "CAST(target_name AS BLOB), CAST(outcome AS BLOB), CAST(before AS BLOB), CAST(after AS BLOB), hash FROM "
    "audit_logs ";

constexpr std::string_view kInsert =
    "INSERT INTO audit_logs (seq, at_ms, actor_kind, actor_id, actor_name, origin, operation, target_kind, target_id, "
    "target_name, outcome, before, after, hash) VALUES (:seq, :at_ms, :actor_kind, :actor_id, :actor_name, :origin, "
    ":operation, :target_kind, :target_id, :target_name, :outcome, :before, :after, :hash)";

/// Every condition asks whether it is wanted at all, so that there is one statement for all of them.
constexpr std::string_view kWhere =
    "WHERE (:before = 0 OR seq < :before) AND (:from = 0 OR at_ms >= :from) AND (:to = 0 OR at_ms < :to) "
    "AND (:actor = '' OR actor_id = :actor OR actor_name = :actor OR actor_kind = :actor) "
    "AND (:operation = '' OR operation = :operation OR operation LIKE :operations ESCAPE '!') "
    "AND (:target = '' OR target_id = :target OR target_name = :target) "
    "AND (:outcome = '' OR outcome = :outcome OR (:outcome = 'refused' AND outcome <> 'ok')) "
    "AND (:text = '' OR actor_name LIKE :text ESCAPE '!' OR actor_id LIKE :text ESCAPE '!' "
    "OR origin LIKE :text ESCAPE '!' OR operation LIKE :text ESCAPE '!' OR target_id LIKE :text ESCAPE '!' "
    "OR target_name LIKE :text ESCAPE '!' OR outcome LIKE :text ESCAPE '!' OR before LIKE :text ESCAPE '!' "
    "OR after LIKE :text ESCAPE '!') ";

std::string selectSql(std::string_view tail, std::string_view where = {})
{
    std::string out(kSelect);
    return out.append(where).append(tail);
}

struct TextColumn {
    const char *placeholder;
    std::string AuditEntry::*member;
};

/// In the order of the select list, which they follow from the third on.
constexpr TextColumn kTexts[] = {
    {":actor_kind", &AuditEntry::actorKind}, {":actor_id", &AuditEntry::actorId},
    {":actor_name", &AuditEntry::actorName}, {":origin", &AuditEntry::origin},
    {":operation", &AuditEntry::operation},  {":target_kind", &AuditEntry::targetKind},
    {":target_id", &AuditEntry::targetId},   {":target_name", &AuditEntry::targetName},
    {":outcome", &AuditEntry::outcome},      {":before", &AuditEntry::before},
    {":after", &AuditEntry::after},
};

AuditEntry entryOf(const Statement &row)
{
    AuditEntry out;
    int column = 0;
    out.seq = row.integer(column++);
    out.atMs = row.integer(column++);
    for (const TextColumn &text : kTexts)
        out.*text.member = row.bytes(column++);
    const std::string hash = row.bytes(column);
    if (hash.size() == out.hash.size()) // another length is another hash
        std::ranges::copy(hash, out.hash.begin());
    return out;
}

/// `text` somewhere in it, or at its beginning.
std::string pattern(std::string_view text, bool anywhere)
{
    std::string out = anywhere ? "%" : "";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '!')
            out += '!';
        out += c;
    }
    return out + "%";
}

void bind(Statement &to, const AuditFilter &filter)
{
    to.bind(u":before"_s, filter.before.value_or(0));
    to.bind(u":from"_s, filter.fromMs.value_or(0));
    to.bind(u":to"_s, filter.toMs.value_or(0));
    to.bind(u":actor"_s, std::string_view(filter.actor));
    to.bind(u":operation"_s, std::string_view(filter.operation));
    to.bind(u":operations"_s, std::string_view(pattern(filter.operation + ".", false)));
    to.bind(u":target"_s, std::string_view(filter.target));
    to.bind(u":outcome"_s, std::string_view(filter.outcome));
    to.bind(u":text"_s, std::string_view(filter.text.empty() ? std::string() : pattern(filter.text, true)));
}

base::Result<std::vector<AuditEntry>> read(Statement &select)
{
    std::vector<AuditEntry> out;
    if (auto done = select.forEach([&](const Statement &row) { out.push_back(entryOf(row)); }); !done)
        return base::fail(std::move(done.error()), "reading the audit log");
    return out;
}

/// How many entries were ever written: a file from which the last ones were removed still knows.
base::Result<std::int64_t> lastSeq(Database &db)
{
    auto select = db.config().prepare("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'audit_logs'");
    if (!select)
        return base::fail(std::move(select.error()));
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()), "reading how long the audit log is");
    return out;
}

base::Result<> insert(Database &db, const AuditEntry &entry)
{
    auto insert = db.config().prepare(kInsert);
    if (!insert)
        return base::fail(std::move(insert.error()));
    insert->bind(u":seq"_s, entry.seq);
    insert->bind(u":at_ms"_s, entry.atMs);
    for (const TextColumn &text : kTexts)
        insert->bind(QString::fromLatin1(text.placeholder), std::string_view(entry.*text.member));
    insert->bindBytes(u":hash"_s, entry.hash);
    return insert->run();
}

} // namespace

base::Result<AuditEntry> appendAudit(Database &db, AuditEntry entry)
{
    return db.config().transaction([&]() -> base::Result<AuditEntry> {
        const auto newest = newestAudit(db);
        const auto last = lastSeq(db);
        if (!newest || !last)
            return base::fail(newest ? last.error() : newest.error());
        // Behind all there ever were: an end that was cut off stays a gap.
        entry.seq = std::max(*last, *newest ? (*newest)->seq : 0) + 1;
        for (const TextColumn &text : kTexts) // what is sealed is what is stored
            entry.*text.member = QString::fromStdString(entry.*text.member).toStdString();
        entry.hash = sealOf(*newest ? (*newest)->hash : model::AuditHash{}, entry);
        if (auto done = insert(db, entry); !done)
            return base::fail(std::move(done.error()), "writing the audit log");
        return entry;
    });
}

base::Result<std::vector<AuditEntry>> listAudit(Database &db, const AuditFilter &filter, std::int64_t limit)
{
    auto select = db.config().prepare(selectSql("ORDER BY seq DESC LIMIT :limit", kWhere));
    if (!select)
        return base::fail(std::move(select.error()));
    bind(*select, filter);
    select->bind(u":limit"_s, limit);
    return read(*select);
}

base::Result<std::int64_t> countAudit(Database &db, const AuditFilter &filter)
{
    auto select = db.config().prepare("SELECT count(*) FROM audit_logs " + std::string(kWhere));
    if (!select)
        return base::fail(std::move(select.error()));
    bind(*select, filter);
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()), "counting the audit log");
    return out;
}

base::Result<std::optional<AuditEntry>> newestAudit(Database &db)
{
    auto select = db.config().prepare(selectSql("ORDER BY seq DESC LIMIT 1"));
    if (!select)
        return base::fail(std::move(select.error()));
    auto rows = read(*select);
    if (!rows)
        return base::fail(std::move(rows.error()));
    return rows->empty() ? std::nullopt : std::optional(std::move(rows->front()));
}

base::Result<ChainState> verifyAudit(Database &db, const std::optional<model::AuditHash> &head)
{
    // One transaction, so that the number of entries belongs to what is read.
    return db.config().transaction(
        [&]() -> base::Result<ChainState> {
            const auto last = lastSeq(db);
            if (!last)
                return base::fail(last.error());
            auto select = db.config().prepare(selectSql("ORDER BY seq"));
            if (!select)
                return base::fail(std::move(select.error()));
            ChainCheck check;
            bool whole = true;
            bool found = !head || *head == model::AuditHash{}; // that of an empty log is before every one
            auto done = select->forEach([&](const Statement &row) {
                if (!whole)
                    return;
                const AuditEntry entry = entryOf(row);
                whole = check.take(entry);
                found = found || (whole && head && entry.hash == *head);
            });
            if (!done)
                return base::fail(std::move(done.error()), "reading the audit log");
            ChainState out = check.finish(*last);
            if (out.broken == ChainBreak::None && !found) {
                out.broken = ChainBreak::NoHead;
                out.brokenSeq = out.headSeq + 1;
            }
            return out;
        },
        Access::ReadOnly);
}

} // namespace storage
