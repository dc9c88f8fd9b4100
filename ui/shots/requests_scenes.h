#pragma once

namespace ui {

struct Stage;

/// Scenes of the log of calls.
namespace requests_scenes {

/// Many filters at once, and the live tail paused.
void filter(const Stage &stage);
void exportCalls(const Stage &stage);

} // namespace requests_scenes
} // namespace ui
