#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/reactor.h"

namespace server {

/// Deadlines by due time: a binary heap in which each timer knows its place, so that arming and disarming cost
/// O(log n) and no allocation. Thread: one.
class TimerHeap {
public:
    ~TimerHeap()
    {
        for (base::Timer *timer : m_heap) // one that outlives the loop must not reach for this heap
            timer->heapIndex = base::Timer::kNotArmed;
    }

    bool empty() const { return m_heap.empty(); }
    std::size_t size() const { return m_heap.size(); }
    base::Timer *first() const { return m_heap.front(); }

    void arm(base::Timer &timer, std::int64_t dueNanos)
    {
        timer.due = dueNanos;
        if (!timer.armed()) {
            m_heap.push_back(&timer);
            timer.heapIndex = m_heap.size() - 1;
        }
        siftUp(timer.heapIndex);
        siftDown(timer.heapIndex);
    }

    void disarm(base::Timer &timer)
    {
        if (!timer.armed())
            return;
        const std::size_t hole = timer.heapIndex;
        base::Timer *last = m_heap.back();
        m_heap.pop_back();
        timer.heapIndex = base::Timer::kNotArmed;
        if (last == &timer)
            return;
        place(hole, last);
        siftUp(hole);
        siftDown(last->heapIndex);
    }

private:
    void place(std::size_t index, base::Timer *timer)
    {
        m_heap[index] = timer;
        timer->heapIndex = index;
    }

    void siftUp(std::size_t index)
    {
        base::Timer *timer = m_heap[index];
        while (index > 0 && timer->due < m_heap[(index - 1) / 2]->due) {
            place(index, m_heap[(index - 1) / 2]);
            index = (index - 1) / 2;
        }
        place(index, timer);
    }

    void siftDown(std::size_t index)
    {
        base::Timer *timer = m_heap[index];
        for (std::size_t child = 2 * index + 1; child < m_heap.size(); child = 2 * index + 1) {
            if (child + 1 < m_heap.size() && m_heap[child + 1]->due < m_heap[child]->due)
                ++child;
            if (timer->due <= m_heap[child]->due)
                break;
            place(index, m_heap[child]);
            index = child;
        }
        place(index, timer);
    }

    std::vector<base::Timer *> m_heap{};
};

} // namespace server
