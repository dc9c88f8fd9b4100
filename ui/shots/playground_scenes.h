#pragma once

#include "ui/shots/scenes.h"

/// Calls of the playground that nobody makes: what an app would hear is told to the page.
namespace ui::playground_scenes {

void stream(const Stage &stage);
void finishWithTool(const Stage &stage);
void showReceipt(const Stage &stage);
void fail(const Stage &stage);
void writeJson(const Stage &stage);
void openHistory(const Stage &stage);
/// In the log, and not in the playground: a call that was translated.
void showTranslated(const Stage &stage);

} // namespace ui::playground_scenes
