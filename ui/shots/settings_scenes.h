#pragma once

#include "ui/shots/scenes.h"

/// What is worth a picture on the page Settings, besides what is kept and reckoned.
namespace ui::settings_scenes {

/// Open to the network over TLS, and asked to do without.
void openToNetwork(const Stage &stage);
/// Lists of who may call, one of them refused.
void letSomeCall(const Stage &stage);
/// What is kept of requests and answers, with patterns.
void keepBodies(const Stage &stage);

} // namespace ui::settings_scenes
