#pragma once

namespace ui {

struct Stage;

/// Scenes of the Health page: states that a demonstration is not in.
namespace health_scenes {

void showStates(const Stage &stage);
void showKey(const Stage &stage);
void chooseModels(const Stage &stage);
void showNothing(const Stage &stage);
void showProxies(const Stage &stage);
void showProxy(const Stage &stage);

} // namespace health_scenes
} // namespace ui
