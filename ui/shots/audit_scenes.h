#pragma once

namespace ui {

struct Stage;

/// Scenes of the audit log: what a demonstration has not done yet.
namespace audit_scenes {

void showEntries(const Stage &stage);
void showEntry(const Stage &stage);
void verifyWhole(const Stage &stage);
void verifyBroken(const Stage &stage);
void exportLog(const Stage &stage);

} // namespace audit_scenes
} // namespace ui
