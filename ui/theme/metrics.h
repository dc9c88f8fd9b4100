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
inline constexpr int kFocusGap = 4; ///< 2 px of ring and 2 px of air.

} // namespace metric
} // namespace ui
