#include "gateway/storage/store_fixture.h"
#include "storage/connection.h"
#include "storage/row_scan.h"
#include "storage/sqlite_error.h"

using namespace storage;

namespace {

/// What the scan and a statement each say of the same rows.
struct Both {
    std::vector<std::string> scanned{};
    std::vector<std::string> stated{};
};

std::string rowText(const auto &row, int columns)
{
    std::string out;
    for (int i = 0; i < columns; ++i)
        out += std::to_string(row.integer(i)) + "/" + std::string(row.text(i)) + ";";
    return out;
}

Both read(Connection &db, const std::string &sql, const std::vector<RowScan::Bound> &bound, int columns)
{
    Both out;
    const auto scanned = db.scan(sql, bound, [&](const auto &row) { out.scanned.push_back(rowText(row, columns)); });
    if (!scanned)
        qFatal("%s", base::describe(scanned.error()).c_str());
    auto select = db.prepare(sql);
    for (const auto &one : bound)
        select->bind(QString::fromStdString(one.name), one.text);
    if (!select->forEach([&](const Statement &row) { out.stated.push_back(rowText(row, columns)); }))
        qFatal("a statement cannot be run");
    return out;
}

} // namespace

class RowScanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<fixture::Directory>();
        auto opened = Connection::open(std::filesystem::path(m_directory->path()) / "scanned.db", Access::ReadWrite);
        QVERIFY(opened);
        m_db = std::move(*opened);
        QVERIFY(m_db->execute("CREATE TABLE things (no INTEGER PRIMARY KEY, name TEXT, size INTEGER)"));
        QVERIFY(
            m_db->execute("INSERT INTO things VALUES (1, 'one', -5), (2, '', NULL), (3, NULL, 9223372036854775807), "
                          "(4, 'ä漢字🚂', 0), (5, 'it''s', -9223372036854775808)"));
    }

    void itSaysWhatAStatementSays()
    {
        const Both all = read(*m_db, "SELECT no, name, size FROM things ORDER BY no", {}, 3);
        QCOMPARE(all.scanned.size(), 5U);
        QCOMPARE(all.scanned, all.stated);
        QVERIFY(all.scanned.at(3).find("ä漢字🚂") != std::string::npos);
    }

    void textsAreBoundAlsoEmptyOnes()
    {
        const std::string sql = "SELECT no FROM things WHERE name = :name OR name = :other ORDER BY no";
        QCOMPARE(read(*m_db, sql, {{":name", "it's"}, {":other", std::string_view()}}, 1).scanned,
                 (std::vector<std::string>{"2/2;", "5/5;"}));
        QCOMPARE(read(*m_db, sql, {{":name", "none"}, {":other", "nor this"}}, 1).scanned, std::vector<std::string>());
    }

    void whatCannotBeReadIsTold()
    {
        const auto take = [](const auto &) {};
        const auto missing = m_db->scan("SELECT no FROM nothing", {}, take);
        QVERIFY(!missing && isForeignSchema(missing.error()));
        const auto broken = m_db->scan("SELECT abs(size) FROM things ORDER BY no", {}, take);
        QVERIFY(!broken); // the size of the last has no counterpart
        QVERIFY(m_db->scan("SELECT no FROM things", {}, take));
    }

private:
    std::unique_ptr<fixture::Directory> m_directory;
    std::unique_ptr<Connection> m_db;
};

QTEST_GUILESS_MAIN(RowScanTest)
#include "row_scan_test.moc"
