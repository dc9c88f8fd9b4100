#include <QElapsedTimer>

#include "base/id.h"
#include "gateway/storage/store_fixture.h"
#include "ledger/crc32c.h"
#include "ledger/journal_reader.h"
#include "ledger/journal_record.h"
#include "ledger/tagged.h"

using namespace ledger;

namespace {

constexpr std::uint32_t kSalt = 77;

std::string frameOf(const auto &entry)
{
    std::string out;
    appendFrame(out, entry, kSalt);
    return out;
}

std::vector<std::string> idsIn(std::string_view bytes, After after, FrameScanner *used = nullptr)
{
    FrameScanner scanner(bytes, kSalt, after);
    std::vector<std::string> out;
    while (const auto body = scanner.next())
        if (const auto entry = decodeBody(*body))
            if (const auto *call = std::get_if<model::CallRecord>(&*entry))
                out.push_back(call->id);
    if (used)
        *used = scanner;
    return out;
}

/// Calls 0..count-1 with their frames' ends.
std::string journalOf(int count, std::vector<std::size_t> *ends = nullptr)
{
    std::string out;
    for (int i = 0; i < count; ++i) {
        appendFrame(out, fixture::call(i), kSalt);
        if (ends)
            ends->push_back(out.size());
    }
    return out;
}

} // namespace

class JournalRecordTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void checksumIsCastagnoli()
    {
        QCOMPARE(crc32c("123456789"), 0xE3069283U);           // RFC 3720's polynomial, the usual check value
        QCOMPARE(crc32c(std::string(32, '\0')), 0x8A9136AAU); // RFC 3720, B.4
        std::string bytes;
        for (int i = 0; i < 300; ++i) { // every length and seed the same, with the processor's help and without
            const auto seed = static_cast<std::uint32_t>(i) * 0x9E3779B1U;
            QCOMPARE(crc32c(bytes, seed), crc32cByTables(bytes, seed));
            bytes += static_cast<char>(i * 7);
        }
    }

    void everyFieldSurvives_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("failed, two attempts, no first token") << 0;
        QTest::newRow("done, one attempt") << 1;
        QTest::newRow("done, two attempts") << 3;
    }
    void everyFieldSurvives()
    {
        QFETCH(int, number);
        const std::string bytes = frameOf(fixture::call(number));
        QVERIFY(frameAt(bytes, kSalt).state == FrameState::Valid);
        const auto entry = decodeBody(frameAt(bytes, kSalt).body);
        VERIFY_OK(entry);
        QCOMPARE(fixture::text(std::get<model::CallRecord>(*entry)), fixture::text(fixture::call(number)));
        const std::string begun = frameOf(fixture::begin(number));
        const auto begin = decodeBody(frameAt(begun, kSalt).body);
        VERIFY_OK(begin);
        QCOMPARE(fixture::text(std::get<model::CallBegin>(*begin)), fixture::text(fixture::begin(number)));
    }

    void extremeValuesSurvive()
    {
        model::CallRecord call;
        call.id = "x";
        call.startedMs = std::numeric_limits<std::int64_t>::min();
        call.cost.value = std::numeric_limits<std::int64_t>::max();
        call.usage.input = -1;
        call.confidence = model::Confidence::Measured;
        call.requestedModel = std::string("nul\0 \xff bytes", 12);
        call.attempts.resize(3); // nothing but defaults: an empty field each
        const std::string bytes = frameOf(call);
        const auto entry = decodeBody(frameAt(bytes, kSalt).body);
        VERIFY_OK(entry);
        QCOMPARE(fixture::text(std::get<model::CallRecord>(*entry)), fixture::text(call));
    }

    void unknownTagsAreSkipped_data()
    {
        QTest::addColumn<unsigned>("tag");
        for (const unsigned tag : {25U, 28U, 31U, 41U, 51U, 4000U})
            QTest::addRow("tag %u", tag) << tag;
    }
    void unknownTagsAreSkipped()
    {
        QFETCH(unsigned, tag);
        const model::CallRecord want = fixture::call(3);
        std::string body = "\xA7\x02";
        TagWriter writer(body);
        writer(1, want.id);
        bool added = false;
        const auto addBefore = [&](unsigned next) {
            if (!added && tag < next) {
                writer.bytes(tag, "from the future");
                writer.integer(tag, -5);
                added = true;
            }
        };
        addBefore(26);
        writer(26, want.cost.value);
        addBefore(40);
        std::string attempt;
        TagWriter inner(attempt);
        inner(1, want.attempts[0].providerId);
        inner.integer(19, 5);
        inner(20, want.attempts[0].cost.value);
        writer.bytes(40, attempt);
        addBefore(50);
        writer(50, want.decision);
        addBefore(100'000);
        const auto entry = decodeBody(body);
        VERIFY_OK(entry);
        const auto &got = std::get<model::CallRecord>(*entry);
        QCOMPARE(got.id, want.id);
        QCOMPARE(got.cost.value, want.cost.value);
        QCOMPARE(got.attempts.size(), std::size_t{1});
        QCOMPARE(got.attempts[0].cost.value, want.attempts[0].cost.value);
        QCOMPARE(got.decision, want.decision);
    }

    void wordsAndKindsFromTheFutureAreHarmless()
    {
        std::string body = "\xA7\x02";
        TagWriter writer(body);
        writer(1, std::string_view("x"));
        writer.integer(16, 200); // an outcome nobody knows yet
        const auto entry = decodeBody(body);
        VERIFY_OK(entry);
        QVERIFY(std::get<model::CallRecord>(*entry).outcome == model::Outcome::Done);
        const auto other = decodeBody("\xA7\x63 anything");
        VERIFY_OK(other);
        QVERIFY(std::holds_alternative<Probe>(*other));
    }

    void recordTooLargeIsCutButKeepsItsMoney()
    {
        model::CallRecord call = fixture::call(3);
        call.decision.assign(2 * kMaxBody, 'd');
        call.attempts[0].error.assign(kMaxBody, 'e');
        const std::string bytes = frameOf(call);
        QVERIFY(bytes.size() <= kMaxBody + kFrameHeader);
        const auto entry = decodeBody(frameAt(bytes, kSalt).body);
        VERIFY_OK(entry);
        const auto &got = std::get<model::CallRecord>(*entry);
        QCOMPARE(got.cost.value, call.cost.value);
        QCOMPARE(got.attempts[0].cost.value, call.attempts[0].cost.value);
        QVERIFY(got.decision.empty());
    }

    void beginningTooLargeIsCutButKeepsItsMoney()
    {
        model::CallBegin call = fixture::begin(3);
        call.earlier[0].error.assign(2 * kMaxBody, 'e');
        const std::string bytes = frameOf(call);
        QVERIFY(bytes.size() <= kMaxBody + kFrameHeader);
        const auto entry = decodeBody(frameAt(bytes, kSalt).body);
        VERIFY_OK(entry);
        QCOMPARE(std::get<model::CallBegin>(*entry).earlier[0].cost.value, call.earlier[0].cost.value);
    }

    void aFrameHiddenInsideARecordIsNotBelieved()
    {
        // The client chose the model's name: a whole record of its own. The outer frame is then torn.
        std::string forged;
        appendFrame(forged, fixture::call(999), 0); // it cannot know the salt
        model::CallRecord carrier = fixture::call(1);
        carrier.requestedModel = forged;
        std::string bytes = frameOf(carrier);
        bytes.resize(bytes.size() - 3);
        bytes += frameOf(fixture::call(2));
        QCOMPARE(idsIn(bytes, After::Nothing), std::vector<std::string>{fixture::call(2).id});
    }

    void checksumsOfPartsAreThoseOfTheParts()
    {
        std::string bytes(1000, '\0');
        for (char &byte : bytes)
            byte = static_cast<char>(base::fastRandom());
        Crc32cWindows windows(bytes);
        for (int round = 0; round < 5000; ++round) {
            const std::size_t begin = base::fastRandom() % (bytes.size() + 1);
            const std::size_t length = base::fastRandom() % (bytes.size() - begin + 1);
            const auto seed = static_cast<std::uint32_t>(base::fastRandom());
            QCOMPARE(windows.of(begin, length, seed), crc32c(std::string_view(bytes).substr(begin, length), seed));
        }
    }

    void aTailTornAnywhereIsLeftForLater()
    {
        std::vector<std::size_t> ends;
        const std::string whole = journalOf(3, &ends);
        for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
            const auto complete =
                static_cast<std::size_t>(std::ranges::count_if(ends, [&](auto end) { return end <= cut; }));
            const std::size_t start = complete == 0 ? 0 : ends[complete - 1];
            FrameScanner scanner({}, 0, After::More);
            QCOMPARE(idsIn(std::string_view(whole).substr(0, cut), After::Growing, &scanner).size(), complete);
            QCOMPARE(scanner.position(), start);
            QCOMPARE(scanner.damagedBytes(), std::int64_t{0});
            // The writer goes on: reading from where we stopped finds the rest.
            QCOMPARE(idsIn(std::string_view(whole).substr(start), After::Growing).size(), 3 - complete);
            // The writer is gone: the tail is given up and reported.
            QCOMPARE(idsIn(std::string_view(whole).substr(0, cut), After::Nothing, &scanner).size(), complete);
            QCOMPARE(scanner.position(), cut);
            QCOMPARE(scanner.damagedBytes(), static_cast<std::int64_t>(cut - start));
        }
    }

    void aRecordCutShortHarmsNoLaterOne()
    {
        const std::string torn = frameOf(fixture::call(1));
        const std::string next = frameOf(fixture::call(2));
        for (std::size_t cut = 1; cut < torn.size(); ++cut)
            for (const After after : {After::Growing, After::Nothing})
                QCOMPARE(idsIn(torn.substr(0, cut) + next, after), std::vector<std::string>{fixture::call(2).id});
    }

    void aFlippedByteCostsAtMostItsOwnRecord()
    {
        std::vector<std::size_t> ends;
        const std::string whole = journalOf(4, &ends);
        for (std::size_t at = 0; at < whole.size(); ++at)
            for (const int flip : {0x01, 0x80, 0xFF}) {
                std::string damaged = whole;
                damaged[at] = static_cast<char>(damaged[at] ^ flip);
                FrameScanner scanner({}, 0, After::More);
                const auto ids = idsIn(damaged, After::Nothing, &scanner);
                QCOMPARE(ids.size(), std::size_t{3});
                QCOMPARE(scanner.damagedPlaces(), std::int64_t{1});
                QCOMPARE(scanner.position(), damaged.size());
                const auto hit = static_cast<int>(std::ranges::count_if(ends, [&](auto end) { return end <= at; }));
                for (int i = 0, seen = 0; i < 4; ++i)
                    if (i != hit)
                        QCOMPARE(ids[static_cast<std::size_t>(seen++)], fixture::call(i).id);
            }
    }

    void damageThatLooksLikeFramesIsGoneThroughAFewTimes()
    {
        // Every ninth byte begins what may be a frame of a megabyte, so that their bodies overlap.
        constexpr std::string_view kHead("\xF0\xFF\x0F\0crc!\xA7", 9);
        std::string bytes;
        while (bytes.size() < std::size_t{3} << 20)
            bytes += kHead;
        const auto damage = static_cast<std::int64_t>(bytes.size());
        bytes += journalOf(1);
        FrameScanner scanner({}, 0, After::More);
        QCOMPARE(idsIn(bytes, After::Nothing, &scanner), std::vector<std::string>{fixture::call(0).id});
        QCOMPARE(scanner.damagedBytes(), damage);
        QCOMPARE(scanner.damagedPlaces(), std::int64_t{1});
        QVERIFY2(scanner.bytesLookedAt() >= damage - (1 << 20), "the bodies were checked at all");
        QVERIFY2(scanner.bytesLookedAt() < 6 * damage, std::to_string(scanner.bytesLookedAt()).c_str());
    }

    void noiseNeverCrashesOrLoops()
    {
        const std::string seed = journalOf(6);
        for (int round = 0; round < 3000; ++round) {
            std::string noise = seed;
            for (int i = 0; i < 1 + round % 20; ++i) {
                const std::size_t at = base::fastRandom() % noise.size();
                switch (base::fastRandom() % 3) {
                case 0:
                    noise[at] = static_cast<char>(base::fastRandom());
                    break;
                case 1:
                    noise.erase(at, base::fastRandom() % 200);
                    break;
                default:
                    noise.insert(at, noise.substr(base::fastRandom() % noise.size(), 50));
                    break;
                }
            }
            for (const After after : {After::More, After::Growing, After::Nothing}) {
                FrameScanner scanner({}, 0, After::More);
                QVERIFY(idsIn(noise, after, &scanner).size() <= 40);
                QVERIFY(scanner.position() <= noise.size());
            }
            static_cast<void>(decodeBody(std::string_view(noise).substr(8, base::fastRandom() % 400)));
        }
    }

    void encodingIsCheap()
    {
        const model::CallRecord call = fixture::call(1);
        std::string out;
        constexpr int kRounds = 100'000;
        QElapsedTimer timer;
        timer.start();
        std::size_t bytes = 0;
        for (int i = 0; i < kRounds; ++i) {
            out.clear();
            appendFrame(out, call, kSalt);
            bytes += out.size();
        }
        const double micros = static_cast<double>(timer.nsecsElapsed()) / 1000.0 / kRounds;
        qInfo("encode: %.2f us a record of %zu bytes", micros, bytes / kRounds);
        QVERIFY(micros < 50);
    }
};

QTEST_GUILESS_MAIN(JournalRecordTest)
#include "journal_record_test.moc"
