#include <functional>

#include "gateway/storage/store_fixture.h"
#include "storage/requests.h"

using namespace storage;
using model::CallRecord;

namespace {

constexpr int kCalls = 400;

/// Some ask by another name than they are routed by, and some began at the same time.
CallRecord callOf(int number)
{
    CallRecord out = fixture::call(number);
    out.requestedModel = number % 5 == 0 ? "smart" : number % 5 == 1 ? "model-1" : out.routedModel;
    if (number % 9 == 0)
        out.startedMs = fixture::call(number / 50).startedMs;
    if (number % 10 == 0)
        out.status = number % 20 == 0 ? 404 : 502;
    out.durationUs = 1'000'000 + number % 17 * 100'000;
    return out;
}

std::string idsOf(const std::vector<CallRecord> &calls)
{
    std::string out;
    for (const CallRecord &call : calls)
        out += call.id + ' ';
    return out;
}

struct Case {
    RequestFilter filter;
    std::function<bool(const CallRecord &)> matches;
};

} // namespace

Q_DECLARE_METATYPE(Case)
Q_DECLARE_METATYPE(storage::RequestOrder)

class RequestWindowTest final : public QObject {
    Q_OBJECT
    fixture::Directory m_directory{};
    std::unique_ptr<Database> m_db{};
    std::vector<CallRecord> m_calls{}; // as they were written

    void write(int from, int to)
    {
        std::vector<CallRecord> calls;
        for (int i = from; i < to; ++i)
            calls.push_back(callOf(i));
        VERIFY_OK(m_db->usage().transaction([&] { return insertRequests(*m_db, calls); }));
        m_calls.insert(m_calls.end(), calls.begin(), calls.end());
    }
    /// What the store should find, by looking at every call.
    std::vector<CallRecord> want(const Case &wanted, RequestOrder order) const
    {
        std::vector<std::pair<int, CallRecord>> found;
        for (int i = 0; i < kCalls; ++i)
            if (wanted.matches(m_calls[static_cast<std::size_t>(i)]))
                found.emplace_back(i, m_calls[static_cast<std::size_t>(i)]);
        const auto figure = [&](const CallRecord &call) {
            const std::int64_t figures[] = {call.startedMs, call.cost.value, call.durationUs,
                                            call.usage.input + call.usage.output};
            return figures[static_cast<std::size_t>(order.by)];
        };
        const bool down = order.direction == Direction::Descending;
        const bool byTime = order.by == SortBy::Started;
        std::ranges::sort(found, [&](const auto &a, const auto &b) {
            const auto left = figure(a.second);
            const auto right = figure(b.second);
            if (left != right)
                return down ? left > right : left < right;
            const auto newer = std::pair(a.second.startedMs, a.first) > std::pair(b.second.startedMs, b.first);
            return byTime && !down ? !newer : newer;
        });
        std::vector<CallRecord> out;
        for (auto &[no, call] : found)
            out.push_back(std::move(call));
        return out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_db = fixture::openStore(m_directory.path());
        write(0, kCalls);
    }

    void everyWindowIsThatPieceOfTheList_data()
    {
        QTest::addColumn<Case>("wanted");
        QTest::addColumn<RequestOrder>("order");
        const std::pair<const char *, Case> cases[] = {
            {"all", {{.keys = KeyScope::all()}, [](const CallRecord &) { return true; }}},
            {"status", {{.keys = KeyScope::all(), .status = 404}, [](const CallRecord &c) { return c.status == 404; }}},
            {"usual status",
             {{.keys = KeyScope::all(), .status = 200}, [](const CallRecord &c) { return c.status == 200; }}},
            {"4xx",
             {{.keys = KeyScope::all(), .status = 400, .statusTo = 499},
              [](const CallRecord &c) { return c.status / 100 == 4; }}},
            {"2xx",
             {{.keys = KeyScope::all(), .status = 200, .statusTo = 299},
              [](const CallRecord &c) { return c.status == 200; }}},
            {"provider",
             {{.keys = KeyScope::all(), .provider = "prov_1"},
              [](const CallRecord &c) { return c.providerId == "prov_1"; }}},
            {"model under both its names",
             {{.keys = KeyScope::all(), .model = "model-1"},
              [](const CallRecord &c) { return c.routedModel == "model-1" || c.requestedModel == "model-1"; }}},
            {"model only asked for",
             {{.keys = KeyScope::all(), .model = "smart"},
              [](const CallRecord &c) { return c.requestedModel == "smart"; }}},
            {"model and stream",
             {{.keys = KeyScope::all(), .model = "model-1", .stream = true},
              [](const CallRecord &c) {
                  return c.stream && (c.routedModel == "model-1" || c.requestedModel == "model-1");
              }}},
            {"failover",
             {{.keys = KeyScope::all(), .failover = true}, [](const CallRecord &c) { return c.attempts.size() > 1; }}},
            {"no failover",
             {{.keys = KeyScope::all(), .failover = false},
              [](const CallRecord &c) { return c.attempts.size() <= 1; }}},
            {"slow",
             {{.keys = KeyScope::all(), .minDurationUs = 2'000'000},
              [](const CallRecord &c) { return c.durationUs >= 2'000'000; }}},
            {"outcome and key",
             {{.keys = KeyScope::all(), .outcome = "done", .keyId = "key_0"},
              [](const CallRecord &c) { return c.outcome == model::Outcome::Done && c.clientKeyId == "key_0"; }}},
            {"search",
             {{.keys = KeyScope::all(), .q = "TOP 1"}, [](const CallRecord &c) { return c.clientKeyId == "key_1"; }}},
            {"nothing", {{.keys = KeyScope::all(), .provider = "nobody"}, [](const CallRecord &) { return false; }}},
            {"time",
             {{.keys = KeyScope::all(), .fromMs = fixture::call(100).startedMs, .toMs = fixture::call(200).startedMs},
              [](const CallRecord &c) {
                  return c.startedMs >= fixture::call(100).startedMs && c.startedMs < fixture::call(200).startedMs;
              }}},
        };
        const std::pair<const char *, SortBy> sorts[] = {{"started", SortBy::Started},
                                                         {"cost", SortBy::Cost},
                                                         {"duration", SortBy::Duration},
                                                         {"tokens", SortBy::Tokens}};
        for (const auto &[name, wanted] : cases)
            for (const auto &[word, by] : sorts) {
                QTest::addRow("%s, -%s", name, word) << wanted << RequestOrder{by, Direction::Descending};
                QTest::addRow("%s, %s", name, word) << wanted << RequestOrder{by, Direction::Ascending};
            }
    }
    void everyWindowIsThatPieceOfTheList()
    {
        QFETCH(Case, wanted);
        QFETCH(RequestOrder, order);
        const std::vector<CallRecord> all = want(wanted, order);
        wanted.filter.limit = 7;
        wanted.filter.asOf = kCalls; // some tests write more
        for (std::int64_t offset = 0; offset < std::ssize(all) + 8; offset += 7) {
            const auto got = windowOfRequests(*m_db, wanted.filter, order, offset, Counting::Yes);
            VERIFY_OK(got);
            QCOMPARE(got->total.value(), std::int64_t{std::ssize(all)});
            const auto begin = all.begin() + std::min<std::ptrdiff_t>(offset, std::ssize(all));
            const auto end = begin + std::min<std::ptrdiff_t>(7, all.end() - begin);
            QCOMPARE(idsOf(got->rows), idsOf({begin, end}));
            for (const CallRecord &row : got->rows)
                QVERIFY(!row.attempts.empty());
        }
    }

    void rowsThatArriveLaterDoNotMoveIt()
    {
        const auto first = windowOfRequests(*m_db, {.keys = KeyScope::all(), .limit = 5}, {}, 0, Counting::Yes);
        VERIFY_OK(first);
        const int written = static_cast<int>(m_calls.size());
        write(written, written + 20);
        const auto again =
            windowOfRequests(*m_db, {.keys = KeyScope::all(), .limit = 5, .asOf = first->asOf}, {}, 0, Counting::Yes);
        VERIFY_OK(again);
        QCOMPARE(idsOf(again->rows), idsOf(first->rows));
        QCOMPARE(again->total, first->total);
        QCOMPARE(again->asOf, first->asOf);
        const auto fresh = windowOfRequests(*m_db, {.keys = KeyScope::all(), .limit = 5}, {}, 0, Counting::Yes);
        VERIFY_OK(fresh);
        QCOMPARE(fresh->total.value(), *first->total + 20);
        QVERIFY(idsOf(fresh->rows) != idsOf(first->rows));
    }

    void emptyListIsEmpty()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        const auto got =
            windowOfRequests(*db, {.keys = KeyScope::all()}, {SortBy::Cost, Direction::Descending}, 0, Counting::Yes);
        VERIFY_OK(got);
        QVERIFY(got->rows.empty());
        QCOMPARE(got->total.value(), std::int64_t{0});
        QVERIFY(!windowOfRequests(*db, {.keys = KeyScope::all()}, {}, 0, Counting::No)->total);
    }

    void commonListsStayWithinAnIndex_data()
    {
        QTest::addColumn<QByteArray>("where");
        QTest::newRow("all") << QByteArray("1");
        QTest::newRow("outcome") << QByteArray("outcome = 'failed'");
        QTest::newRow("slow") << QByteArray("duration_us >= 5");
        QTest::newRow("client key") << QByteArray("client_key_id = 'a'");
    }
    void commonListsStayWithinAnIndex()
    {
        QFETCH(const QByteArray, where);
        for (const char *what : {"started_ms, no", "count(*)"}) {
            const std::string order = what[0] == 's' ? " ORDER BY started_ms DESC, no DESC LIMIT 5" : "";
            auto plan = m_db->usage().prepare("EXPLAIN QUERY PLAN SELECT " + std::string(what)
                                              + " FROM requests WHERE +no <= 9 AND " + where.toStdString() + order);
            VERIFY_OK(plan);
            std::string text;
            VERIFY_OK(plan->forEach([&](const Statement &row) { text += row.text(3) + '\n'; }));
            QVERIFY2(text.find("COVERING INDEX") != std::string::npos, text.c_str());
            QVERIFY2(text.find("TEMP B-TREE") == std::string::npos, text.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(RequestWindowTest)
#include "request_window_test.moc"
