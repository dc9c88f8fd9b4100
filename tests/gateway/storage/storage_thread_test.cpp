#include <atomic>
#include <thread>
#include <vector>

#include "gateway/storage/store_fixture.h"
#include "storage/providers.h"
#include "storage/requests.h"
#include "storage/storage_thread.h"

using namespace storage;

class StorageThreadTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void workRunsInOrderAndIsFinishedBeforeTheEnd()
    {
        fixture::Directory directory;
        std::vector<int> order;
        {
            StorageThread writer(directory.path(), StorageThread::Kind::Writer);
            for (int i = 0; i < 100; ++i)
                writer.run<int>([i](Database &) -> base::Result<int> { return i; },
                                [&order](base::Result<int> value) { order.push_back(*value); });
            writer.run([](Database &) -> base::Result<> { return base::fail(base::ErrorCode::Internal, "no"); },
                       [&order](base::Result<> result) { order.push_back(result ? 0 : 100); });
        }
        QCOMPARE(order.size(), std::size_t{101});
        QVERIFY(std::ranges::is_sorted(order));
    }

    void failureToOpenIsWhatTheWorkAnswers()
    {
        StorageThread reader("/nonexistent/switchyard", StorageThread::Kind::Reader);
        const auto opened = reader.opened();
        QVERIFY(!opened && opened.error().code == base::ErrorCode::Storage);
        bool ran = false;
        QVERIFY(!reader.runAndWait([&ran](Database &) -> base::Result<> {
            ran = true;
            return {};
        }));
        QVERIFY(!ran);
    }

    void readerSeesWhatTheWriterHasCommitted()
    {
        fixture::Directory directory;
        StorageThread writer(directory.path(), StorageThread::Kind::Writer);
        VERIFY_OK(writer.opened());
        StorageThread reader(directory.path(), StorageThread::Kind::Reader);
        VERIFY_OK(reader.opened());
        for (int i = 0; i < 50; ++i) {
            VERIFY_OK(writer.runAndWait<Inserted>([i](Database &db) { return insertRequest(db, fixture::call(i)); }));
            const auto page = reader.runAndWait<RequestPage>(
                [](Database &db) { return listRequests(db, {.keys = storage::KeyScope::all(), .limit = 100}); });
            VERIFY_OK(page);
            QCOMPARE(static_cast<int>(page->rows.size()), i + 1);
        }
        const auto refused =
            reader.runAndWait<Inserted>([](Database &db) { return insertRequest(db, fixture::call(99)); });
        QVERIFY(!refused);
        // Inside a transaction of the writer's the reader neither waits nor sees half of it.
        const auto during = writer.runAndWait<std::size_t>([&](Database &db) {
            return db.usage().transaction([&]() -> base::Result<std::size_t> {
                if (auto done = insertRequest(db, fixture::call(60)); !done)
                    return base::fail(done.error());
                return reader
                    .runAndWait<RequestPage>([](Database &other) {
                        return listRequests(other, {.keys = storage::KeyScope::all(), .limit = 100});
                    })
                    ->rows.size();
            });
        });
        QCOMPARE(during.value(), std::size_t{50});
    }

    void nudgesFromManyThreadsBecomeFewTurns()
    {
        fixture::Directory directory;
        StorageThread writer(directory.path(), StorageThread::Kind::Writer);
        std::atomic<int> turns{0};
        auto recurring = writer.every(std::chrono::hours(1), std::chrono::milliseconds(20), [&turns](Database &) {
            ++turns;
            return NextTurn::AtInterval;
        });
        std::vector<std::thread> threads; // ThreadSanitizer sees their end; that of a QThread hides behind Qt's mutex
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&recurring] {
                for (int k = 0; k < 100'000; ++k)
                    recurring->nudge();
            });
        for (auto &thread : threads)
            thread.join();
        QTRY_VERIFY(turns > 0);
        const int soFar = turns;
        QVERIFY2(soFar < 200, qPrintable(QString::number(soFar)));
        recurring->nudge(); // a nudge after a turn gets one of its own
        QTRY_VERIFY(turns > soFar);
        recurring.reset();
    }

    void unfinishedWorkGoesOnAtOnce()
    {
        fixture::Directory directory;
        StorageThread writer(directory.path(), StorageThread::Kind::Writer);
        std::atomic<int> turns{0};
        auto recurring = writer.every(std::chrono::hours(1), std::chrono::milliseconds(1), [&turns](Database &) {
            return ++turns < 10 ? NextTurn::Now : NextTurn::AtInterval;
        });
        recurring->nudge();
        QTRY_COMPARE(turns.load(), 10);
    }
};

QTEST_GUILESS_MAIN(StorageThreadTest)
#include "storage_thread_test.moc"
