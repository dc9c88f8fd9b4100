#include "admin/cell_text.h"
#include "admin/collection.h"
#include "admin/query.h"
#include "base/csv.h"
#include "base/text.h"
#include "storage/audit_log.h"

namespace admin {
namespace {

using base::Json;
using model::AuditEntry;
using storage::ChainBreak;

constexpr std::int64_t kMostRows = 1000;
constexpr std::int64_t kRows = 500; ///< Of one piece of an export.

Json parsed(const std::string &text)
{
    auto json = base::parseJson(text);
    return json ? std::move(*json) : Json(text); // somebody has been at it: it is shown as it is
}

Json rowOf(const AuditEntry &entry)
{
    return {{"seq", entry.seq},
            {"at", base::rfc3339(entry.atMs)},
            {"actor", {{"kind", entry.actorKind}, {"id", entry.actorId}, {"name", entry.actorName}}},
            {"from", entry.origin},
            {"operation", entry.operation},
            {"target", {{"kind", entry.targetKind}, {"id", entry.targetId}, {"name", entry.targetName}}},
            {"outcome", entry.outcome},
            {"before", parsed(entry.before)},
            {"after", parsed(entry.after)},
            {"hash", base::toHex(entry.hash)}};
}

base::Result<storage::AuditFilter> filterOf(const Request &request)
{
    const auto from = timeOf(request, "from");
    const auto to = timeOf(request, "to");
    const std::string_view after = request.queryValue("after");
    const auto before = base::parseInteger(after);
    if (!from || !to)
        return base::fail(from ? to.error() : from.error());
    if (!after.empty() && (!before || *before < 1))
        return wrongParameter("after", "must be the `next` of the page before");
    return storage::AuditFilter{.actor = std::string(request.queryValue("actor")),
                                .operation = std::string(request.queryValue("operation")),
                                .target = std::string(request.queryValue("target")),
                                .outcome = std::string(request.queryValue("outcome")),
                                .text = std::string(request.queryValue("q")),
                                .fromMs = *from,
                                .toMs = *to,
                                .before = before};
}

struct Page {
    std::vector<AuditEntry> rows{};
    Json next = nullptr;
};

base::Result<Page> pageOfLog(const Context &context, std::int64_t limit)
{
    const auto filter = filterOf(context.request);
    if (!filter)
        return base::fail(filter.error());
    auto rows = storage::listAudit(context.db, *filter, limit + 1);
    if (!rows)
        return base::fail(rows.error());
    Page out{.rows = std::move(*rows)};
    if (std::ssize(out.rows) > limit) {
        out.rows.pop_back();
        out.next = std::to_string(out.rows.back().seq);
    }
    return out;
}

struct Column {
    std::string_view name;
    std::string (*text)(const AuditEntry &entry);
};

// A new column is one line here.
constexpr Column kColumns[] = {
    {"seq", [](const AuditEntry &entry) { return std::to_string(entry.seq); }},
    {"at", [](const AuditEntry &entry) { return base::rfc3339(entry.atMs); }},
    {"actor_kind", [](const AuditEntry &entry) { return entry.actorKind; }},
    {"actor_id", [](const AuditEntry &entry) { return entry.actorId; }},
    {"actor", [](const AuditEntry &entry) { return entry.actorName; }},
    {"from", [](const AuditEntry &entry) { return entry.origin; }},
    {"operation", [](const AuditEntry &entry) { return entry.operation; }},
    {"target_kind", [](const AuditEntry &entry) { return entry.targetKind; }},
    {"target_id", [](const AuditEntry &entry) { return entry.targetId; }},
    {"target", [](const AuditEntry &entry) { return entry.targetName; }},
    {"outcome", [](const AuditEntry &entry) { return entry.outcome; }},
    {"before", [](const AuditEntry &entry) { return entry.before; }},
    {"after", [](const AuditEntry &entry) { return entry.after; }},
    {"hash", [](const AuditEntry &entry) { return base::toHex(entry.hash); }},
};

void appendHead(std::string &out)
{
    base::CsvLine line(out);
    for (const Column &column : kColumns)
        line.cell(column.name);
    line.end();
}

void appendCsv(std::string &out, const AuditEntry &entry)
{
    base::CsvLine line(out);
    for (const Column &column : kColumns)
        line.cell(column.text(entry));
    line.end();
}

std::optional<model::AuditHash> hashIn(std::string_view text)
{
    model::AuditHash out{};
    const std::string hex = base::lowerAscii(base::trim(text));
    if (hex.size() != out.size() * 2 || hex.find_first_not_of("0123456789abcdef") != std::string::npos)
        return std::nullopt;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<unsigned char>(std::stoi(hex.substr(i * 2, 2), nullptr, 16));
    return out;
}

struct BreakWords {
    ChainBreak how;
    std::string_view word;
    std::string_view words; ///< Behind the number of the entry.
};
constexpr BreakWords kBreaks[] = {
    {ChainBreak::Changed, "changed", "is not as it was written, or another one stands in its place"},
    {ChainBreak::Missing, "missing", "is missing"},
    {ChainBreak::NoHead, "head_not_found",
     "and what followed it may have been removed: no entry has the hash that was asked for"},
};

Json verdictOf(const storage::ChainState &state)
{
    Json out = {{"ok", state.broken == ChainBreak::None},
                {"entries", state.entries},
                {"head_seq", state.headSeq},
                {"head", base::toHex(state.head)},
                {"bad_seq", nullptr},
                {"problem", nullptr},
                {"message", "every entry is as it was written"}};
    for (const BreakWords &words : kBreaks)
        if (words.how == state.broken) {
            out["bad_seq"] = state.brokenSeq;
            out["problem"] = words.word;
            out["message"] = "entry " + std::to_string(state.brokenSeq) + " " + std::string(words.words);
        }
    return out;
}

} // namespace

Outcome listAuditEntries(const Context &context)
{
    const auto limit = numberOf(context.request, "limit", 1, kMostRows, 100);
    const auto count = truthOf(context.request, "count");
    if (!limit || !count)
        return base::fail(limit ? count.error() : limit.error());
    auto page = pageOfLog(context, *limit);
    if (!page)
        return base::fail(page.error());
    Json rows = Json::array();
    for (const AuditEntry &entry : page->rows)
        rows.push_back(rowOf(entry));
    Json out = listOf(std::move(rows), std::move(page->next));
    if (!count->value_or(false))
        return out;
    auto filter = filterOf(context.request);
    filter->before.reset(); // of all pages
    const auto total = storage::countAudit(context.db, *filter);
    if (!total)
        return base::fail(total.error());
    out["total"] = *total;
    return out;
}

Outcome verifyAuditLog(const Context &context)
{
    const std::string given(context.request.operation->method == Method::Get
                                ? std::string(context.request.queryValue("head"))
                                : base::textOr(base::at(context.request.body, "head")));
    const auto head = hashIn(given);
    if (!given.empty() && !head)
        return wrongParameter("head", "must be a hash of 64 hexadecimal digits");
    const auto state = storage::verifyAudit(context.db, head);
    if (!state)
        return base::fail(state.error());
    return verdictOf(*state);
}

Outcome getAuditHead(const Context &context)
{
    const auto newest = storage::newestAudit(context.db);
    if (!newest)
        return base::fail(newest.error());
    const AuditEntry head = newest->value_or(AuditEntry{});
    return Json{{"seq", head.seq},
                {"at", head.seq == 0 ? Json(nullptr) : Json(base::rfc3339(head.atMs))},
                {"hash", base::toHex(head.hash)}};
}

Outcome exportAudit(const Context &context)
{
    const std::string_view format = context.request.queryValue("format");
    const bool csv = format.empty() || format == "csv";
    if (!csv && format != "ndjson")
        return wrongParameter("format", "must be csv or ndjson");
    auto page = pageOfLog(context, kRows);
    if (!page)
        return base::fail(page.error());
    std::string text;
    if (csv && context.request.queryValue("after").empty())
        appendHead(text);
    for (const AuditEntry &entry : page->rows)
        if (csv)
            appendCsv(text, entry);
        else
            text.append(base::dump(rowOf(entry))).append("\n");
    return Json{{"type", csv ? "text/csv; charset=utf-8" : "application/x-ndjson"},
                {"file", csv ? "audit.csv" : "audit.ndjson"},
                {"text", std::move(text)},
                {"next", std::move(page->next)}};
}

base::Json headBody()
{
    return {
        {"type", "object"},
        {"properties",
         {{"head",
           {{"type", "string"}, {"description", "A hash that was written down: an entry with it must be there."}}}}}};
}

} // namespace admin
