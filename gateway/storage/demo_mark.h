#pragma once

namespace storage {

/// A file of this name in the data directory says that what the stores hold is made up.
inline constexpr const char *kDemoMark = "demo.json";

} // namespace storage
