#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include <QTemporaryDir>
#include <QtTest>

#include "ledger/nonce_store.h"

using ledger::NonceStore;

namespace {

constexpr std::int64_t kNow = 1'795'000'000'000;
constexpr std::int64_t kSecond = 1'000;
constexpr std::int64_t kMinute = 60 * kSecond;

class Place {
public:
    std::unique_ptr<NonceStore> open(std::int64_t nowMs = kNow) const
    {
        auto opened = NonceStore::open(path(), nowMs);
        if (!opened)
            qFatal("%s", base::describe(opened.error()).c_str());
        return std::move(*opened);
    }
    std::filesystem::path path() const { return std::filesystem::path(m_directory.path().toStdString()) / "nonces"; }
    std::size_t files() const
    {
        std::size_t out = 0;
        for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator(path()))
            ++out;
        return out;
    }

private:
    QTemporaryDir m_directory{};
};

std::string nonceOf(int number)
{
    return "nonce-" + std::to_string(1'000'000'000'000 + number);
}

} // namespace

class NonceStoreTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachIsGoodForOnce()
    {
        const Place place;
        const auto store = place.open();
        QVERIFY(store->spend("key_1", nonceOf(1), kNow, kNow));
        const auto again = store->spend("key_1", nonceOf(1), kNow, kNow);
        QVERIFY(!again);
        QCOMPARE(again.error().code, base::ErrorCode::Unauthorized);
        QCOMPARE(again.error().param, "x-switchyard-nonce");
        QVERIFY(!store->spend("key_1", nonceOf(1), kNow + 299 * kSecond, kNow)); // signed anew
        QVERIFY(store->spend("key_1", nonceOf(2), kNow, kNow));
        QVERIFY(store->spend("key_2", nonceOf(1), kNow, kNow)); // of another key
        QVERIFY(store->spend("key_", "2\n" + nonceOf(1), kNow, kNow));
    }

    /// A request that was signed ahead of our clock passes for new for ten minutes.
    void keptForAsLongAsAReplayCouldPass()
    {
        const Place place;
        const auto store = place.open();
        QVERIFY(store->spend("key_1", nonceOf(1), kNow + 300 * kSecond, kNow));
        for (std::int64_t now = kNow; now <= kNow + 600 * kSecond; now += 10 * kSecond)
            QVERIFY(!store->spend("key_1", nonceOf(1), kNow + 300 * kSecond, now));
        QVERIFY(store->spend("key_1", nonceOf(2), kNow + 30 * kMinute, kNow + 30 * kMinute));
        QCOMPARE(store->kept(), std::size_t{1}); // and no longer
    }

    void survivesARestartAndAKill()
    {
        const Place place;
        auto store = place.open();
        for (int i = 0; i < 1'000; ++i)
            QVERIFY(store->spend("key_1", nonceOf(i), kNow + (i % 600 - 300) * kSecond, kNow));
        store.reset(); // nothing is written at the end that was not there before
        store = place.open(kNow + kSecond);
        for (int i = 0; i < 1'000; ++i)
            QVERIFY(!store->spend("key_1", nonceOf(i), kNow + (i % 600 - 300) * kSecond, kNow + kSecond));
        QVERIFY(store->spend("key_1", nonceOf(1'000), kNow, kNow + kSecond));
    }

    void whatAKillCutInTheMiddleHarmsNoOther()
    {
        const Place place;
        auto store = place.open();
        QVERIFY(store->spend("key_1", nonceOf(1), kNow, kNow));
        store.reset();
        for (const auto &entry : std::filesystem::directory_iterator(place.path()))
            std::ofstream(entry.path(), std::ios::app) << "torn";
        store = place.open();
        QVERIFY(!store->spend("key_1", nonceOf(1), kNow, kNow));
        QVERIFY(store->spend("key_1", nonceOf(2), kNow, kNow));
        store.reset();
        store = place.open();
        QVERIFY(!store->spend("key_1", nonceOf(1), kNow, kNow));
        QVERIFY(!store->spend("key_1", nonceOf(2), kNow, kNow));
    }

    void filesGoWithTheirTime()
    {
        const Place place;
        const auto store = place.open();
        for (std::int64_t now = kNow; now < kNow + 120 * kMinute; now += kMinute) {
            QVERIFY(store->spend("key_1", nonceOf(static_cast<int>((now - kNow) / kMinute)), now, now));
            QVERIFY(place.files() <= 5);
        }
    }

    /// What was signed before a leap ahead is forgotten: after a leap back it must not pass for new.
    void aClockThatIsPutBackOpensNothing()
    {
        const Place place;
        auto store = place.open();
        QVERIFY(store->spend("key_1", nonceOf(1), kNow, kNow));
        const std::int64_t ahead = kNow + 60 * kMinute;
        QVERIFY(store->spend("key_1", nonceOf(2), ahead, ahead));
        for (int start = 0; start < 2; ++start) {
            const auto replayed = store->spend("key_1", nonceOf(1), kNow, kNow);
            QVERIFY(!replayed);
            QCOMPARE(replayed.error().param, "x-switchyard-timestamp");
            store.reset();
            store = place.open(kNow);
        }
        QVERIFY(!store->spend("key_1", nonceOf(2), ahead, ahead));
    }

    void aFullDiskRefuses()
    {
        const Place place;
        std::ofstream(place.path()) << "in the way"; // no file can be made there
        const auto store = place.open();
        const auto spent = store->spend("key_1", nonceOf(1), kNow, kNow);
        QVERIFY(!spent);
        QCOMPARE(spent.error().code, base::ErrorCode::Unavailable);
    }

    void ofManyAtOnceOneIsTaken()
    {
        const Place place;
        const auto store = place.open();
        std::atomic<int> taken{0};
        std::vector<std::thread> all;
        for (int i = 0; i < 4; ++i)
            all.emplace_back([&] {
                for (int nonce = 0; nonce < 2'000; ++nonce)
                    taken += store->spend("key_1", nonceOf(nonce), kNow, kNow) ? 1 : 0;
            });
        for (std::thread &one : all)
            one.join();
        QCOMPARE(taken.load(), 2'000);
        QCOMPARE(store->kept(), std::size_t{2'000});
    }
};

QTEST_APPLESS_MAIN(NonceStoreTest)
#include "nonce_store_test.moc"
