#include "storage/migrate.h"

#include <cctype>
#include <utility>

#include "base/clock.h"
#include "base/text.h"

using namespace Qt::StringLiterals;

namespace storage {
namespace {

constexpr std::string_view kMakeSteps = "CREATE TABLE schema_steps (step INTEGER PRIMARY KEY, file TEXT NOT NULL, "
                                        "applied_ms INTEGER NOT NULL) STRICT";

/// Where a comment or quotation that begins at `at` ends; `at` itself when none begins there.
std::size_t skipQuoted(std::string_view sql, std::size_t at)
{
    const auto after = [&](std::string_view end, std::size_t from) {
        const std::size_t hit = sql.find(end, from);
        return hit == std::string_view::npos ? sql.size() : hit + end.size();
    };
    if (sql.substr(at, 2) == "--")
        return after("\n", at);
    if (sql[at] == '\'' || sql[at] == '"')
        return after(sql.substr(at, 1), at + 1); // a doubled quote is two quotations in a row
    return at;
}

/// Lower-case word at `at`, empty when there is none.
std::string wordAt(std::string_view sql, std::size_t at)
{
    std::size_t end = at;
    while (end < sql.size() && (std::isalnum(static_cast<unsigned char>(sql[end])) != 0 || sql[end] == '_'))
        ++end;
    return base::lowerAscii(sql.substr(at, end - at));
}

/// Counts the words that open and close a trigger's body: its semicolons do not end the statement.
class BlockDepth {
public:
    bool inside() const { return m_depth > 0; }
    void word(const std::string &word)
    {
        m_trigger = m_trigger || word == "trigger";
        if (m_trigger && (word == "begin" || word == "case"))
            ++m_depth;
        else if (m_trigger && word == "end")
            --m_depth;
    }

private:
    bool m_trigger = false;
    int m_depth = 0;
};

base::Result<> recordStep(Connection &connection, std::int64_t number, std::string_view file)
{
    auto insert = connection.prepare("INSERT INTO schema_steps (step, file, applied_ms) VALUES (:step, :file, :now)");
    if (!insert)
        return base::fail(std::move(insert.error()));
    insert->bind(u":step"_s, number);
    insert->bind(u":file"_s, file);
    insert->bind(u":now"_s, base::systemClock().wallMillis());
    return insert->run();
}

base::Result<> applyStep(Connection &connection, std::int64_t number, const Migration &step)
{
    if (number == 1)
        if (auto made = connection.execute(kMakeSteps); !made)
            return made;
    for (const std::string_view statement : splitStatements(step.sql))
        if (auto done = connection.execute(statement); !done)
            return base::fail(std::move(done.error()), std::string(statement.substr(0, 60)));
    return recordStep(connection, number, step.file);
}

} // namespace

std::vector<std::string_view> splitStatements(std::string_view sql)
{
    std::vector<std::string_view> out;
    BlockDepth depth;
    std::size_t begin = 0;
    bool blank = true; // only comments and spaces so far
    for (std::size_t at = 0; at < sql.size();) {
        if (const std::size_t end = skipQuoted(sql, at); end != at) {
            if (blank && sql[at] != '-')
                begin = at;
            blank = blank && sql[at] == '-';
            at = end;
        } else if (const std::string word = wordAt(sql, at); !word.empty()) {
            depth.word(word);
            if (std::exchange(blank, false))
                begin = at; // comments before it are not part of the statement
            at += word.size();
        } else if (sql[at] == ';' && !depth.inside()) {
            if (!blank)
                out.push_back(base::trim(sql.substr(begin, at - begin)));
            begin = ++at;
            depth = {};
            blank = true;
        } else {
            blank = blank && std::isspace(static_cast<unsigned char>(sql[at])) != 0;
            ++at;
        }
    }
    if (!blank)
        out.push_back(base::trim(sql.substr(begin)));
    return out;
}

base::Result<std::int64_t> schemaVersion(Connection &connection)
{
    std::int64_t tables = 0;
    std::int64_t version = 0;
    {
        auto find = connection.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'schema_steps'");
        if (!find)
            return base::fail(std::move(find.error()));
        if (auto done = find->forEach([&](const Statement &row) { tables = row.integer(0); }); !done)
            return base::fail(std::move(done.error()));
    }
    if (tables == 0)
        return 0;
    auto newest = connection.prepare("SELECT coalesce(max(step), 0) FROM schema_steps");
    if (!newest)
        return base::fail(std::move(newest.error()));
    if (auto done = newest->forEach([&](const Statement &row) { version = row.integer(0); }); !done)
        return base::fail(std::move(done.error()));
    return version;
}

base::Result<> migrate(Connection &connection, std::span<const Migration> steps)
{
    const auto current = schemaVersion(connection);
    if (!current)
        return base::fail(current.error(), "reading the schema's version");
    const auto newest = static_cast<std::int64_t>(steps.size());
    if (*current > newest)
        return base::fail(base::ErrorCode::Storage, "its schema has version " + std::to_string(*current)
                                                        + ", this program knows up to " + std::to_string(newest)
                                                        + ": use a newer program");
    for (std::int64_t number = *current + 1; number <= newest; ++number) {
        const Migration &step = steps[static_cast<std::size_t>(number - 1)];
        auto done = connection.transaction([&] { return applyStep(connection, number, step); });
        if (!done)
            return base::fail(std::move(done.error()), "migrating with " + std::string(step.file));
    }
    return {};
}

} // namespace storage
