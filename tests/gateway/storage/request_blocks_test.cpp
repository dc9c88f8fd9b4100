#include "storage/request_blocks.h"

#include <algorithm>
#include <functional>
#include <random>

#include "base/text.h"
#include "gateway/storage/store_fixture.h"
#include "storage/request_keys.h"
#include "storage/request_spans.h"
#include "storage/requests.h"
#include "storage/retention.h"

using namespace storage;
using model::CallRecord;

namespace {

constexpr int kCalls = 3000; // five whole blocks, and some
constexpr int kRare = 1234;

/// Some values are in every block, some in a few, one in a single one. Rows are not written in the order of time.
CallRecord callOf(int number)
{
    CallRecord out = fixture::call(number);
    out.startedMs += (number % 13) * 4000;
    out.clientKeyId = "key_" + std::to_string(number % 7);
    out.clientKeyName = "laptop " + std::to_string(number % 7);
    out.requestedModel = number % 5 == 0 ? "smart" : number % 5 == 1 ? out.routedModel : "fast";
    out.billedModel = out.routedModel + (number / 700 == 2 ? "-late" : "-2025");
    out.endpoint = number % 600 < 40 ? "messages" : "chat.completions";
    out.session = number % 900 == 17 ? "session rare" : "session " + std::to_string(number / 8);
    out.application = number % 800 == 21 ? "train.py" : number % 3 == 0 ? "" : "claude";
    out.tags = number % 11 == 0 ? "blue\nred" : number % 700 == 3 ? "red-hot" : "";
    out.durationUs = number == kRare ? 90'000'000 : 1'000'000 + number % 17 * 100'000;
    out.firstTokenUs = number % 10 == 0 ? -1 : 100'000 + number % 23 * 10'000;
    out.cost = {number == kRare ? 5'000'000'000 : 100'000 + number % 31};
    if (number % 40 == 0) {
        out.status = number % 80 == 0 ? 429 : 502;
        out.outcome = model::Outcome::Failed;
        out.errorCode = number % 1000 == 0 ? "provider_gone_mad" : "all_attempts_failed";
    }
    return out;
}

bool holds(const std::string &text, const std::string &part)
{
    return base::lowerAscii(text).find(base::lowerAscii(part)) != std::string::npos;
}

bool hasTag(const CallRecord &call, const std::string &tag)
{
    return std::ranges::any_of(base::split(call.tags, '\n'), [&](const std::string &own) { return own == tag; });
}

bool failedBy(const CallRecord &call, const std::string &failure)
{
    return failure == "server_error"
           && std::ranges::any_of(
               call.attempts,
               [](const model::AttemptRecord &attempt) { return attempt.failure == model::FailureClass::ServerError; })
           && (call.attempts.size() > 1 || call.outcome != model::Outcome::Done);
}

struct Case {
    RequestFilter filter;
    std::function<bool(const CallRecord &)> matches;
};

RequestFilter all()
{
    return {.keys = KeyScope::all()};
}

template <typename T>
RequestFilter with(std::optional<T> RequestFilter::*member, const std::type_identity_t<T> &value)
{
    RequestFilter out = all();
    out.*member = value;
    return out;
}

RequestFilter searching(const std::string &words)
{
    RequestFilter out = all();
    out.q = words;
    return out;
}

/// One for every filter, and some together.
std::vector<std::pair<const char *, Case>> cases()
{
    using F = RequestFilter;
    using C = const CallRecord &;
    const std::int64_t noon = fixture::call(1500).startedMs;
    RequestFilter several = with(&F::provider, "prov_1");
    several.outcome = "done";
    several.fromMs = noon;
    RequestFilter keys = {.keys = KeyScope::only({"key_2", "key_5"}), .stream = true};
    RequestFilter statuses = with<std::int64_t>(&F::status, 400);
    statuses.statusTo = 499;
    statuses.stream = true;
    RequestFilter model = with(&F::model, "model-1");
    model.endpoint = "messages";
    RequestFilter three = with(&F::keyId, "key_3");
    three.routed = "model-1";
    three.outcome = "failed";
    RequestFilter never = with(&F::outcome, "failed");
    never.application = "train.py";
    return {
        {"three at once",
         {three,
          [](C c) {
              return c.clientKeyId == "key_3" && c.routedModel == "model-1" && c.outcome == model::Outcome::Failed;
          }}},
        {"two that never meet",
         {never, [](C c) { return c.outcome == model::Outcome::Failed && c.application == "train.py"; }}},
        {"requested", {with(&F::requested, "smart"), [](C c) { return c.requestedModel == "smart"; }}},
        {"routed", {with(&F::routed, "model-2"), [](C c) { return c.routedModel == "model-2"; }}},
        {"billed", {with(&F::billed, "model-3-late"), [](C c) { return c.billedModel == "model-3-late"; }}},
        {"session", {with(&F::session, "session rare"), [](C c) { return c.session == "session rare"; }}},
        {"application", {with(&F::application, "claude"), [](C c) { return c.application == "claude"; }}},
        {"rare application", {with(&F::application, "train.py"), [](C c) { return c.application == "train.py"; }}},
        {"tag", {with(&F::tag, "red"), [](C c) { return hasTag(c, "red"); }}},
        {"rare tag", {with(&F::tag, "red-hot"), [](C c) { return hasTag(c, "red-hot"); }}},
        {"endpoint", {with(&F::endpoint, "messages"), [](C c) { return c.endpoint == "messages"; }}},
        {"error", {with(&F::errorCode, "provider_gone_mad"), [](C c) { return c.errorCode == "provider_gone_mad"; }}},
        {"failure", {with(&F::failure, "server_error"), [](C c) { return failedBy(c, "server_error"); }}},
        {"no failure", {with(&F::failure, "bad_key"), [](C c) { return failedBy(c, "bad_key"); }}},
        {"outcome", {with(&F::outcome, "failed"), [](C c) { return c.outcome == model::Outcome::Failed; }}},
        {"stream", {with(&F::stream, true), [](C c) { return c.stream; }}},
        {"slow", {with(&F::minDurationUs, 2'500'000), [](C c) { return c.durationUs >= 2'500'000; }}},
        {"quick", {with(&F::maxDurationUs, 1'000'000), [](C c) { return c.durationUs <= 1'000'000; }}},
        {"slow to begin", {with(&F::minFirstUs, 300'000), [](C c) { return c.firstTokenUs >= 300'000; }}},
        {"quick to begin",
         {with(&F::maxFirstUs, 110'000), [](C c) { return c.firstTokenUs >= 0 && c.firstTokenUs <= 110'000; }}},
        {"dear", {with(&F::minCost, 1'000'000), [](C c) { return c.cost.value >= 1'000'000; }}},
        {"cheap", {with(&F::maxCost, 100'001), [](C c) { return c.cost.value <= 100'001; }}},
        {"long", {with(&F::minTokens, 4000), [](C c) { return c.usage.input + c.usage.output >= 4000; }}},
        {"short", {with(&F::maxTokens, 1250), [](C c) { return c.usage.input + c.usage.output <= 1250; }}},
        {"part of a name", {searching("TOP 3"), [](C c) { return c.clientKeyId == "key_3"; }}},
        {"part of a rare word", {searching("gone_mad"), [](C c) { return c.errorCode == "provider_gone_mad"; }}},
        {"part of nothing", {searching("100%"), [](C) { return false; }}},
        {"an id", {searching("REQ_1001234"), [](C c) { return c.id == "req_1001234"; }}},
        {"id or name",
         {searching("req_10"), [](C c) { return holds(c.id, "req_10") || holds(c.billedModel, "req_10"); }}},
        {"several",
         {several,
          [noon](C c) {
              return c.providerId == "prov_1" && c.outcome == model::Outcome::Done && c.startedMs >= noon;
          }}},
        {"keys", {keys, [](C c) { return c.stream && (c.clientKeyId == "key_2" || c.clientKeyId == "key_5"); }}},
        {"nobody's keys", {{.keys = KeyScope::only({})}, [](C) { return false; }}},
        {"4xx and stream", {statuses, [](C c) { return c.stream && c.status / 100 == 4; }}},
        {"model and endpoint",
         {model,
          [](C c) {
              return c.endpoint == "messages" && (c.routedModel == "model-1" || c.requestedModel == "model-1");
          }}},
    };
}

std::string idsOf(const std::vector<CallRecord> &calls)
{
    std::string out;
    for (const CallRecord &call : calls)
        out += call.id + ' ';
    return out;
}

} // namespace

Q_DECLARE_METATYPE(Case)

class RequestBlocksTest final : public QObject {
    Q_OBJECT
    fixture::Directory m_directory{};
    std::unique_ptr<Database> m_db{};
    std::vector<CallRecord> m_calls{}; // in the order of the list, newest first

    static void write(Database &db, int from, int to)
    {
        std::vector<CallRecord> calls;
        for (int i = from; i < to; ++i)
            calls.push_back(callOf(i));
        VERIFY_OK(db.usage().transaction([&] { return insertRequests(db, calls); }));
    }
    std::vector<CallRecord> found(const Case &wanted) const
    {
        std::vector<CallRecord> out;
        std::ranges::copy_if(m_calls, std::back_inserter(out), wanted.matches);
        return out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_db = fixture::openStore(m_directory.path());
        write(*m_db, 0, kCalls);
        for (int i = 0; i < kCalls; ++i)
            m_calls.push_back(callOf(i));
        std::ranges::sort(m_calls, std::greater(), [](const CallRecord &c) { return std::pair(c.startedMs, c.id); });
    }

    void summariesAreMadeBlockByBlock()
    {
        QVERIFY(!narrow(*m_db, all()).value()); // all of them are there in the index by time
        QCOMPARE(summariseCalls(*m_db, 2).value(), 2);
        QCOMPARE(summarisedCalls(*m_db)->upTo, 2 * kBlockRows);
        QCOMPARE(summariseCalls(*m_db, 100).value(), 3);
        QCOMPARE(summariseCalls(*m_db, 100).value(), 0); // the rest is no whole block
        QCOMPARE(summarisedCalls(*m_db)->upTo, 5 * kBlockRows);
        QCOMPARE(summarisedCalls(*m_db)->last, std::int64_t{kCalls});
    }

    void aRareValueIsLookedForInItsBlocksOnly_data()
    {
        QTest::addColumn<Case>("wanted");
        QTest::addColumn<int>("blocks");
        const auto add = [](const char *name, RequestFilter filter, int blocks) {
            QTest::newRow(name) << Case{std::move(filter), {}} << blocks;
        };
        add("session", with(&RequestFilter::session, "session 1"), 1);
        add("error", with(&RequestFilter::errorCode, "provider_gone_mad"), 3);
        add("cost", with(&RequestFilter::minCost, 1'000'000'000), 1);
        add("duration", with(&RequestFilter::minDurationUs, 60'000'000), 1);
        add("an id", searching("req_1001234"), 1);
        add("a word that nobody said", searching("xyzzy"), 0);
        add("nobody", {.keys = KeyScope::only({})}, 0);
        add("a provider's late models", with(&RequestFilter::billed, "model-1-late"), 3);
    }
    void aRareValueIsLookedForInItsBlocksOnly()
    {
        QFETCH(const Case, wanted);
        QFETCH(const int, blocks);
        const auto narrowed = narrow(*m_db, wanted.filter);
        VERIFY_OK(narrowed);
        QVERIFY(*narrowed);
        QCOMPARE((*narrowed)->of, std::int64_t{kCalls});
        QCOMPARE((*narrowed)->rows - (kCalls - 5 * kBlockRows), blocks * kBlockRows);
    }

    void everyFilterFindsWhatLookingAtEveryCallFinds_data()
    {
        QTest::addColumn<Case>("wanted");
        for (const auto &[name, wanted] : cases())
            QTest::newRow(name) << wanted;
    }
    void everyFilterFindsWhatLookingAtEveryCallFinds()
    {
        QFETCH(Case, wanted);
        const std::vector<CallRecord> want = found(wanted);
        wanted.filter.limit = 50;
        for (const std::int64_t offset : {0, 30, 700}) {
            for (const Direction direction : {Direction::Descending, Direction::Ascending}) {
                const auto got =
                    windowOfRequests(*m_db, wanted.filter, {.direction = direction}, offset, Counting::Yes);
                VERIFY_OK(got);
                std::vector<CallRecord> piece = want;
                if (direction == Direction::Ascending)
                    std::ranges::reverse(piece);
                piece.erase(piece.begin(), piece.begin() + std::min<std::ptrdiff_t>(offset, std::ssize(piece)));
                piece.resize(std::min<std::size_t>(piece.size(), 50));
                QCOMPARE(idsOf(got->rows), idsOf(piece));
                QCOMPARE(got->total.value(), std::int64_t{std::ssize(want)});
            }
        }
        std::vector<CallRecord> pages;
        do {
            const auto page = listRequests(*m_db, wanted.filter);
            VERIFY_OK(page);
            pages.insert(pages.end(), page->rows.begin(), page->rows.end());
            wanted.filter.cursor = page->next;
        } while (!wanted.filter.cursor.empty());
        QCOMPARE(idsOf(pages), idsOf(want));
    }

    void farDownIsFoundByCounting_data()
    {
        QTest::addColumn<Case>("wanted");
        QTest::newRow("all") << Case{all(), [](const CallRecord &) { return true; }};
        QTest::newRow("of a key") << Case{with(&RequestFilter::keyId, "key_3"),
                                          [](const CallRecord &c) { return c.clientKeyId == "key_3"; }};
        QTest::newRow("by two") << [] {
            RequestFilter filter = with(&RequestFilter::stream, true);
            filter.routed = "model-1";
            return Case{filter, [](const CallRecord &c) { return c.stream && c.routedModel == "model-1"; }};
        }();
    }
    void farDownIsFoundByCounting()
    {
        QFETCH(const Case, wanted);
        const std::vector<CallRecord> want = found(wanted);
        const auto all = static_cast<int>(want.size());
        int counted = 0;
        for (int offset = 0; offset < all; offset += 1 + all / 50) {
            const auto got = keysFarDown(*m_db, wanted.filter, {.limit = 20, .offset = offset});
            VERIFY_OK(got);
            if (!*got)
                continue; // what is at the top is not counted
            ++counted;
            QCOMPARE(std::ssize(**got), std::ptrdiff_t{std::min(20, all - offset)});
            for (std::size_t i = 0; i < (*got)->size(); ++i)
                QCOMPARE((**got)[i].startedMs, want[static_cast<std::size_t>(offset) + i].startedMs);
        }
        QVERIFY2(counted > 10, std::to_string(counted).c_str());
        QVERIFY(!keysFarDown(*m_db, searching("top"), {.limit = 20, .offset = 100}).value()); // words must be read
    }

    void bySizeTheyAreFoundToo()
    {
        RequestFilter filter = with(&RequestFilter::session, "session rare");
        const auto got = windowOfRequests(*m_db, filter, {SortBy::Cost, Direction::Descending}, 0, Counting::Yes);
        VERIFY_OK(got);
        QCOMPARE(got->total.value(), std::int64_t{4});
        QVERIFY(std::ranges::is_sorted(got->rows, std::greater(), [](const CallRecord &c) { return c.cost.value; }));
    }

    void howLongTheyTookIsTold()
    {
        const Case wanted{with(&RequestFilter::endpoint, "messages"),
                          [](const CallRecord &c) { return c.endpoint == "messages"; }};
        std::vector<std::int64_t> spans;
        for (const CallRecord &call : found(wanted))
            spans.push_back(call.durationUs);
        std::ranges::sort(spans);
        const auto got = windowOfRequests(*m_db, wanted.filter, {}, 0, Counting::WithTimes);
        VERIFY_OK(got);
        QCOMPARE(got->total.value(), std::int64_t{std::ssize(spans)});
        QCOMPARE(spans.size() % 100, std::size_t{0}); // so that a share of them is a whole number
        QVERIFY(got->times && got->times->duration && got->times->firstToken);
        const std::size_t hundredth = spans.size() / 100;
        QCOMPARE(got->times->duration->at(0), spans[50 * hundredth - 1]);
        QCOMPARE(got->times->duration->at(1), spans[95 * hundredth - 1]);
        QCOMPARE(got->times->duration->at(2), spans[99 * hundredth - 1]);
        RequestFilter none = with(&RequestFilter::endpoint, "nothing");
        const auto nothing = windowOfRequests(*m_db, none, {}, 0, Counting::WithTimes);
        VERIFY_OK(nothing);
        QVERIFY(nothing->times && !nothing->times->duration);
    }

    void placesThatAreGivenAwayAnewAreSummarisedAnew()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        write(*db, 0, 1100);
        QCOMPARE(summariseCalls(*db, 100).value(), 2);
        VERIFY_OK(forgetCalls(*db, callOf(600).startedMs, 500)); // the oldest, which lie in the first block
        QCOMPARE(summarisedCalls(*db)->upTo, 2 * kBlockRows);
        VERIFY_OK(forgetCalls(*db, std::numeric_limits<std::int64_t>::max(), 5000));
        QCOMPARE(fixture::number(db->usage(), "SELECT count(*) FROM request_blocks"), 0);
        QCOMPARE(fixture::number(db->usage(), "SELECT count(*) FROM request_words"), 0);
        QCOMPARE(fixture::number(db->usage(), "SELECT count(*) FROM request_codes"), 0);
        std::vector<CallRecord> others;
        for (int i = 0; i < 600; ++i) {
            others.push_back(callOf(5000 + i));
            others.back().session = "after";
        }
        VERIFY_OK(insertRequests(*db, others));
        QCOMPARE(summariseCalls(*db, 100).value(), 1);
        const auto got = windowOfRequests(*db, with(&RequestFilter::session, "after"), {}, 0, Counting::Yes);
        VERIFY_OK(got);
        QCOMPARE(got->total.value(), std::int64_t{600});
    }

    void whatIsGoneIsNotCounted()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        write(*db, 0, 2100);
        QCOMPARE(summariseCalls(*db, 100).value(), 4);
        for (int round = 0; round < 4; ++round) {
            const auto got = windowOfRequests(*db, with(&RequestFilter::stream, true), {}, 0, Counting::Yes);
            VERIFY_OK(got);
            QCOMPARE(got->total.value(),
                     std::int64_t{fixture::number(db->usage(), "SELECT count(*) FROM requests WHERE stream = 1")});
            VERIFY_OK(forgetCalls(*db, std::numeric_limits<std::int64_t>::max(), 333));
        }
        QCOMPARE(fixture::number(db->usage(), "SELECT count(*) FROM request_codes WHERE block < 1"), 0);
    }

    void wordsThatSomebodyMakesUpAreNotKeptForEver()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        VERIFY_OK(
            db->usage().execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
                                "INSERT INTO request_words SELECT 6, 'made up ' || i FROM n"));
        write(*db, 0, 600);
        QCOMPARE(summariseCalls(*db, 100).value(), 1);
        QCOMPARE(fixture::number(db->usage(), "SELECT count(*) FROM request_words"), 20000);
        const auto got = windowOfRequests(*db, searching("laptop 3"), {}, 0, Counting::Yes);
        VERIFY_OK(got);
        QVERIFY(got->total.value() > 80); // found all the same
    }
};

QTEST_GUILESS_MAIN(RequestBlocksTest)
#include "request_blocks_test.moc"
