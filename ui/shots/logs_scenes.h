#pragma once

namespace ui {

struct Stage;

/// Scenes of the page Logs, with lines that a demonstration does not write.
namespace logs_scenes {

void showLines(const Stage &stage);
void showLine(const Stage &stage);
void pauseLines(const Stage &stage);
void failToWrite(const Stage &stage);
void showNone(const Stage &stage);
void saveDiagnostics(const Stage &stage);

} // namespace logs_scenes
} // namespace ui
