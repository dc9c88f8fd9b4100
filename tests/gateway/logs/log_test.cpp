#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <fstream>
#include <sstream>
#include <thread>

#include <sys/stat.h>

#include "fakes/full_disk.h"
#include "logs/log.h"

using namespace std::chrono_literals;
using logs::Level;
using logs::Log;

namespace {

constexpr auto kPatience = 5s;
const std::string kKey = "zq-CANARY-81hWm4TtB7pLx0Yy";

struct StoppedClock final : base::Clock {
    std::int64_t now = 1'700'000'000'000;
    std::int64_t steadyNanos() const override { return now * 1'000'000; }
    std::int64_t wallMillis() const override { return now; }
};

std::string contents(const std::filesystem::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream out;
    out << stream.rdbuf();
    return out.str();
}

Log::Secrets knows(const std::string &key)
{
    return [secret = std::make_shared<const base::Secret>(key)] { return std::vector{secret}; };
}

} // namespace

class LogTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void lines_are_found_newest_first()
    {
        Log log(m_clock);
        log.write({.level = Level::Warning, .category = "ledger", .message = "first"});
        log.write({.category = "gateway", .message = "second", .fields = {{"provider", "OpenAI"}}});
        log.write({.level = Level::Error, .category = "ledger", .message = "third"});
        const auto texts = [&](const logs::LogQuery &query) {
            std::string out;
            for (const auto &line : log.page(query).lines)
                out += line->message + " ";
            return out;
        };
        QCOMPARE(texts({}), std::string("third second first "));
        QCOMPARE(texts({.least = Level::Warning}), std::string("third first "));
        QCOMPARE(texts({.category = "gateway"}), std::string("second "));
        QCOMPARE(texts({.text = "openai"}), std::string("second "));
        const logs::LogPage page = log.page({.limit = 2});
        QVERIFY(page.more);
        QCOMPARE(texts({.before = page.lines.back()->id}), std::string("first "));
        QCOMPARE(texts({.since = page.lines.back()->id}), std::string("third "));
        QCOMPARE(log.categories(), (std::vector<std::string>{"gateway", "ledger"}));
    }

    void lines_below_the_level_go_nowhere()
    {
        Log log(m_clock);
        log.write({.level = Level::Debug, .message = "quiet"});
        log.setKeeping({.least = Level::Error});
        log.write({.level = Level::Warning, .message = "also quiet"});
        log.write({.level = Level::Error, .message = "loud"});
        QCOMPARE(log.page({}).lines.size(), std::size_t(1));
    }

    void the_oldest_go_when_there_are_too_many()
    {
        Log log(m_clock, 3);
        for (int i = 0; i < 10; ++i)
            log.write({.message = std::to_string(i)});
        const auto lines = log.page({}).lines;
        QCOMPARE(lines.size(), std::size_t(3));
        QCOMPARE(lines.back()->message, std::string("7"));
    }

    void secrets_reach_neither_memory_nor_file_nor_listener()
    {
        std::string heard;
        Log log(m_clock);
        log.hide(knows(kKey));
        log.keepIn(directory());
        log.tell([&](const logs::Line &line) { heard += base::dump(logs::toJson(line)); });
        const std::string encoded = QByteArray::fromStdString("Basic u:" + kKey).toBase64().toStdString();
        const std::string shown = log.write({.category = kKey,
                                             .message = "it said " + kKey + " and " + encoded,
                                             .fields = {{"words", "Bearer " + kKey},
                                                        {"authorization", "anything at all"},
                                                        {"prompt", "what somebody wrote"},
                                                        {"deep", {{"list", {kKey, 5}}, {"cut", kKey.substr(0, 14)}}}}});
        QVERIFY(log.flush(kPatience));
        log.tell(nullptr);
        const std::string everywhere =
            shown + heard + contents(file()) + base::dump(logs::toJson(*log.page({}).lines.front()));
        for (const std::string &never : {std::string("CANARY"), std::string("anything at all"),
                                         std::string("somebody wrote"), encoded.substr(16, 12)})
            QVERIFY2(everywhere.find(never) == std::string::npos, never.c_str());
        QVERIFY(heard.find("***") != std::string::npos);
        QVERIFY(contents(file()).find("***") != std::string::npos);
    }

    void files_are_ours_alone_and_one_object_a_line()
    {
        Log log(m_clock);
        log.keepIn(directory());
        log.write({.message = "two\nlines", .fields = {{"n", 5}}});
        QVERIFY(log.flush(kPatience));
        struct stat about{};
        QCOMPARE(::stat(file().c_str(), &about), 0);
        QCOMPARE(int(about.st_mode & 0777), 0600);
        QCOMPARE(::stat(directory().c_str(), &about), 0);
        QCOMPARE(int(about.st_mode & 0777), 0700);
        const std::string text = contents(file());
        QCOMPARE(std::ranges::count(text, '\n'), std::ptrdiff_t(1));
        const auto line = logs::parseLine(text.substr(0, text.size() - 1));
        QVERIFY(line);
        QCOMPARE(line->message, std::string("two\nlines"));
        QCOMPARE(base::integerOr(base::at(line->fields, "n")), std::int64_t(5));
    }

    void files_make_way_by_size_and_number()
    {
        Log log(m_clock);
        log.setKeeping({.room = {.bytes = 2000, .files = 3}});
        log.keepIn(directory());
        for (int i = 0; i < 60; ++i) {
            log.write({.message = std::string(200, 'x')});
            QVERIFY(log.flush(kPatience));
        }
        std::size_t files = 0;
        for (const auto &entry : std::filesystem::directory_iterator(directory())) {
            ++files;
            QVERIFY(entry.file_size() <= 2000);
        }
        QCOMPARE(files, std::size_t(3));
    }

    void earlier_lines_are_there_after_a_restart()
    {
        {
            Log log(m_clock);
            log.keepIn(directory());
            log.write({.level = Level::Error, .message = "why it ended"});
        }
        std::ofstream(file(), std::ios::app) << "cut by a cr"; // as a crash leaves it
        m_clock.now += 60'000;
        Log log(m_clock);
        log.keepIn(directory());
        log.write({.message = "again"});
        QVERIFY(log.flush(kPatience));
        const auto lines = log.page({}).lines;
        QCOMPARE(lines.size(), std::size_t(2));
        QCOMPARE(lines[1]->message, std::string("why it ended"));
        QVERIFY(lines[1]->id < lines[0]->id);
    }

    void a_full_disk_holds_nobody_up_and_loses_nothing()
    {
        Log log(m_clock, 100, 300ms);
        log.keepIn(directory());
        log.write({.message = "before"});
        QVERIFY(log.flush(kPatience));
        const auto size = std::filesystem::file_size(file());
        {
            const fakes::FullDisk full(size + 20);
            for (int i = 0; i < 5; ++i)
                log.write({.message = "meanwhile " + std::to_string(i)});
            QTRY_VERIFY(log.state().failing);
            QVERIFY(!log.state().problem.empty());
            QCOMPARE(std::filesystem::file_size(file()), size); // no half line
            QCOMPARE(log.page({}).lines.size(), std::size_t(6));
        }
        QTRY_VERIFY(!log.state().failing);
        QVERIFY(log.flush(kPatience));
        QCOMPARE(log.state().lost, std::int64_t(0));
        const std::string text = contents(file());
        QCOMPARE(std::ranges::count(text, '\n'), std::ptrdiff_t(6));
    }

    void a_removed_file_is_begun_anew()
    {
        Log log(m_clock);
        log.keepIn(directory());
        log.write({.message = "one"});
        QVERIFY(log.flush(kPatience));
        std::filesystem::remove_all(directory());
        log.write({.message = "two"});
        QVERIFY(log.flush(kPatience));
        QVERIFY(contents(file()).find("two") != std::string::npos);
    }

    void many_threads_may_write()
    {
        std::atomic<int> heard{0};
        Log log(m_clock, 100'000);
        log.keepIn(directory());
        log.tell([&](const logs::Line &) { ++heard; });
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int n = 0; n < 250; ++n)
                    log.write({.message = "line"});
            });
        threads.clear();
        QVERIFY(log.flush(kPatience));
        QTRY_COMPARE(heard.load(), 1000);
        log.tell(nullptr);
        const std::string text = contents(file());
        QCOMPARE(std::ranges::count(text, '\n'), std::ptrdiff_t(1000));
    }

private:
    std::filesystem::path directory() const
    {
        return std::filesystem::path(m_directory->path().toStdString()) / "logs";
    }
    std::filesystem::path file() const { return directory() / "switchyard.log"; }
    StoppedClock m_clock{};
    std::unique_ptr<QTemporaryDir> m_directory{};
};

QTEST_GUILESS_MAIN(LogTest)
#include "log_test.moc"
