#pragma once

namespace base {

/// From now on this thread keeps small blocks of memory that are freed on it, a mebibyte of them at most, and gives them
/// out again itself. glibc keeps seven of each size, and a worker has more calls than that under way: most of their
/// blocks took the long way there and back. Where another allocator stands in (a sanitizer's) nothing changes.
/// Thread: the one that calls it; its end gives them back.
void keepFreedBlocks();

} // namespace base
