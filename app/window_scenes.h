#pragma once

#include <span>

#include "ui/shots/scenes.h"

namespace app {

/// For the pictures: what the program around the window shows in it.
std::span<const ui::Scene> windowScenes();

} // namespace app
