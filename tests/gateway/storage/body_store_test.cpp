#include <QTest>

#include <filesystem>

#include <QTemporaryDir>

#include "storage/body_store.h"

using storage::BodyPart;
using storage::BodyState;
using storage::BodyStore;
using storage::StoredBody;

namespace {

StoredBody body(const std::string &call, std::int64_t startedMs, std::size_t bytes)
{
    return {.callId = call, .startedMs = startedMs, .bytes = 7, .cut = true, .sealed = std::string(bytes, '\x01')};
}

} // namespace

class BodyStoreTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = std::move(*BodyStore::open(directory()));
    }
    void cleanup() { m_store.reset(); }

    void bodiesComeBackAsTheyWere()
    {
        StoredBody answer = body("a", 5, 10);
        answer.part = BodyPart::Answer;
        answer.state = BodyState::Withheld;
        answer.sealed.clear();
        QVERIFY(m_store->put(std::vector{answer, body("a", 5, 10), body("b", 6, 3)}));
        const auto found = m_store->of("a");
        QVERIFY(found);
        QCOMPARE(found->size(), std::size_t{2});
        QVERIFY(found->front().part == BodyPart::Request && found->back().part == BodyPart::Answer);
        QVERIFY(found->back().state == BodyState::Withheld);
        QCOMPARE(found->front().sealed, std::string(10, '\x01'));
        QCOMPARE(found->front().bytes, std::int64_t{7});
        QVERIFY(found->front().cut);
        QVERIFY(m_store->of("c")->empty());
    }
    void theSecondOfACallReplacesTheFirst()
    {
        QVERIFY(m_store->put(std::vector{body("a", 5, 10)}));
        QVERIFY(m_store->put(std::vector{body("a", 5, 20)}));
        QCOMPARE(m_store->of("a")->size(), std::size_t{1});
        QCOMPARE(m_store->of("a")->front().sealed.size(), std::size_t{20});
    }
    void theOldGoByAge()
    {
        std::vector<StoredBody> many;
        for (int i = 0; i < 1200; ++i)
            many.push_back(body("call " + std::to_string(i), i, 10));
        QVERIFY(m_store->put(many));
        QCOMPARE(m_store->forget(1100, std::int64_t{1} << 40).value(), std::int64_t{1100});
        QVERIFY(m_store->of("call 1099")->empty());
        QCOMPARE(m_store->of("call 1100")->size(), std::size_t{1});
    }
    void theOldGoBySizeAndTheFileShrinks()
    {
        std::vector<StoredBody> many;
        for (int i = 0; i < 1500; ++i)
            many.push_back(body("call " + std::to_string(i), i, 4000));
        QVERIFY(m_store->put(many));
        QVERIFY(m_store->forget(0, 2 << 20).value() >= 1000);
        QVERIFY(m_store->of("call 0")->empty());
        QCOMPARE(m_store->of("call 1499")->size(), std::size_t{1});
        QVERIFY(m_store->clear());
        QVERIFY(m_store->of("call 1499")->empty());
        m_store.reset();
        QVERIFY(std::filesystem::file_size(directory() / "bodies.db") < 100'000);
    }
    void anotherOpeningFindsThem()
    {
        QVERIFY(m_store->put(std::vector{body("a", 5, 10)}));
        m_store.reset();
        QVERIFY(BodyStore::isThere(directory()));
        m_store = std::move(*BodyStore::open(directory()));
        QCOMPARE(m_store->of("a")->size(), std::size_t{1});
        m_store.reset();
        BodyStore::remove(directory());
        QVERIFY(std::filesystem::is_empty(directory()));
    }
    void aFolderThatIsNotThereIsAnError() { QVERIFY(!BodyStore::open(directory() / "none" / "such")); }

private:
    std::filesystem::path directory() const { return m_folder->path().toStdString(); }
    std::unique_ptr<QTemporaryDir> m_folder{};
    std::unique_ptr<BodyStore> m_store{};
};

QTEST_GUILESS_MAIN(BodyStoreTest)
#include "body_store_test.moc"
