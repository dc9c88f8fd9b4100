#pragma once

namespace ui {

/// Sizes in logical pixels. Gaps between things are taken from 4, 8, 12, 16, 20, 24, 32, 48.
namespace metric {

inline constexpr int kSidebarWidth = 232;
inline constexpr int kSidebarMargin = 12;
inline constexpr int kSidebarRow = 36;
inline constexpr int kPageSide = 32;
inline constexpr int kPageTop = 24;
inline constexpr int kPageHeader = 36;
inline constexpr int kPageWidest = 1280;
inline constexpr int kCardGap = 20;
inline constexpr int kCardPadding = 20;
inline constexpr int kCardRadius = 16;
inline constexpr int kControl = 32;
inline constexpr int kControlRadius = 8;
inline constexpr int kTile = 112;
inline constexpr int kTableHead = 40;
inline constexpr int kDenseRow = 32;
inline constexpr int kTallRow = 57;
inline constexpr int kSegment = 28; ///< The thumb of a segmented control; its track is 4 higher.
inline constexpr int kBadge = 22;
inline constexpr int kChip = 24;
inline constexpr int kProgress = 6;
inline constexpr int kSheetWidth = 440;
inline constexpr int kFocusGap = 4; ///< 2 px of ring and 2 px of air.

/// Unit: milliseconds. With reduced motion every one of them counts as 0: see motionTime().
inline constexpr int kQuick = 120;
inline constexpr int kSlide = 150;
inline constexpr int kPageFade = 120; // what a page asks for is seen when it is over

} // namespace metric
} // namespace ui
