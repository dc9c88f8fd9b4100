#pragma once

#include <span>

#include <QString>

namespace ui {

class MainWindow;

/// What a scene may need to know of the data.
struct SceneFacts {
    QString callId{}; ///< Of a call that more than one provider was asked for.
};

/// Something to take a picture of, besides the plain pages. Escape must undo it.
struct Scene {
    const char *name; ///< Of the picture.
    const char *page; ///< On which it plays, as pageList() calls it.
    void (*play)(MainWindow &window, const SceneFacts &facts) = nullptr;
};
std::span<const Scene> scenes();

} // namespace ui
