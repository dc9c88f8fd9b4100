#include <QTest>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <new>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "base/free_lists.h"

namespace {

struct Piece {
    unsigned char *at;
    std::size_t size;
    unsigned char mark;

    bool whole() const
    {
        return std::all_of(at, at + size, [this](unsigned char byte) { return byte == mark; });
    }
};

Piece pieceOf(std::size_t size, unsigned char mark)
{
    Piece out{static_cast<unsigned char *>(::operator new(size)), size, mark};
    std::memset(out.at, mark, size);
    return out;
}

/// Blocks of all sizes come and go; false when two of them ever shared a byte.
bool comeAndGo(unsigned seed)
{
    base::keepFreedBlocks();
    std::mt19937 random(seed);
    std::vector<Piece> pieces;
    bool whole = true;
    for (int i = 0; i < 100'000; ++i) {
        if (pieces.size() < 300 || random() % 2 == 0) {
            pieces.push_back(pieceOf(random() % 1500, static_cast<unsigned char>(random())));
            continue;
        }
        std::swap(pieces[random() % pieces.size()], pieces.back());
        whole = whole && pieces.back().whole();
        ::operator delete(pieces.back().at);
        pieces.pop_back();
    }
    for (const Piece &piece : pieces) {
        whole = whole && piece.whole();
        ::operator delete(piece.at, piece.size);
    }
    return whole;
}

} // namespace

class FreeListsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyBlockIsGivenToOneAtATime()
    {
        std::vector<std::thread> threads;
        std::array<bool, 3> whole{};
        for (std::size_t i = 0; i < whole.size(); ++i)
            threads.emplace_back([&whole, i] { whole[i] = comeAndGo(static_cast<unsigned>(i)); });
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY(std::ranges::all_of(whole, std::identity()));
    }

    void aBlockMayBeFreedOnAnotherThread()
    {
        std::vector<std::unique_ptr<std::string>> made;
        std::thread first([&] {
            base::keepFreedBlocks();
            for (int i = 0; i < 10'000; ++i)
                made.push_back(std::make_unique<std::string>(std::to_string(i) + std::string(30, 'x')));
        });
        first.join();
        std::thread second([&] {
            base::keepFreedBlocks();
            for (int i = 0; i < 10'000; i += 2)
                made[std::size_t(i)].reset();
        });
        second.join();
        for (int i = 1; i < 10'000; i += 2)
            QCOMPARE(*made[std::size_t(i)], std::to_string(i) + std::string(30, 'x'));
    }

    void everythingIsAligned()
    {
        std::thread([&] {
            base::keepFreedBlocks();
            for (std::size_t size = 0; size < 3000; ++size) {
                auto *piece = static_cast<unsigned char *>(::operator new(size));
                QCOMPARE(reinterpret_cast<std::uintptr_t>(piece) % alignof(std::max_align_t), std::uintptr_t(0));
                ::operator delete(piece);
            }
        }).join();
    }
};

QTEST_GUILESS_MAIN(FreeListsTest)
#include "free_lists_test.moc"
