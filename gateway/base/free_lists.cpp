#include "base/free_lists.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SWITCHYARD_FOREIGN_ALLOCATOR
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define SWITCHYARD_FOREIGN_ALLOCATOR
#endif

#ifdef SWITCHYARD_FOREIGN_ALLOCATOR

void base::keepFreedBlocks() {}

#else

#include <malloc.h>

namespace {

constexpr std::size_t kStep = 16;
constexpr std::size_t kLists = 64;
constexpr std::size_t kBytesOfList = 16UZ * 1024;

struct Block {
    Block *next;
};

/// The n-th list has blocks with room for n + 1 steps, or a little more.
struct Lists {
    std::array<Block *, kLists> first;
    std::array<std::uint32_t, kLists> room; ///< How many more it takes.
};

constinit thread_local Lists t_lists{};

/// Not within the lists: what has a destructor is asked for through a function call.
struct GiveBack {
    bool armed = false;
    ~GiveBack()
    {
        t_lists.room.fill(0); // what is freed from here on goes the usual way
        for (Block *&first : t_lists.first)
            while (Block *block = first) {
                first = block->next;
                std::free(block);
            }
    }
};
thread_local GiveBack t_giveBack;

void *allocate(std::size_t size)
{
    for (;;) {
        if (void *out = std::malloc(size))
            return out;
        const std::new_handler handler = std::get_new_handler();
        if (handler == nullptr)
            throw std::bad_alloc(); // as the language has it
        handler();
    }
}

} // namespace

void base::keepFreedBlocks()
{
    t_giveBack.armed = true;
    for (std::size_t list = 0; list < kLists; ++list)
        t_lists.room[list] = static_cast<std::uint32_t>(kBytesOfList / ((list + 1) * kStep));
}

void *operator new(std::size_t size)
{
    const std::size_t list = size == 0 ? 0 : (size - 1) / kStep;
    if (list >= kLists)
        return allocate(size);
    if (Block *block = t_lists.first[list]) {
        t_lists.first[list] = block->next;
        ++t_lists.room[list];
        return block;
    }
    return allocate((list + 1) * kStep);
}

/// By the size the block has, whoever allocated it.
void operator delete(void *memory) noexcept
{
    if (memory == nullptr)
        return;
    const std::size_t list = ::malloc_usable_size(memory) / kStep - 1;
    if (list >= kLists || t_lists.room[list] == 0)
        return std::free(memory);
    --t_lists.room[list];
    t_lists.first[list] = ::new (memory) Block{t_lists.first[list]};
}

void operator delete(void *memory, std::size_t /*size*/) noexcept
{
    operator delete(memory);
}

#endif
