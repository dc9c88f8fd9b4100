#pragma once

#include <span>

#include <QString>

#include "ui/shots/settled_client.h"

class QWidget;

namespace ui {

class MainWindow;

/// On what a scene is played.
struct Stage {
    MainWindow &window;
    SettledClient &client; ///< What it pretends ends with the scene.
    QString callId{};      ///< Of a call that more than one provider was asked for.

    /// Does what the command of that id does; nothing when there is none.
    void act(const QString &id) const;
    /// Presses the button of that name that can be seen, and waits for what comes of it.
    void press(const QString &name) const;
};

/// Something to take a picture of, besides the plain pages. Escape or going to a page must undo it.
struct Scene {
    const char *name; ///< Of the picture.
    const char *page; ///< On which it plays, as pageList() calls it.
    void (*play)(const Stage &stage) = nullptr;
};

/// Those of the window itself.
std::span<const Scene> scenes();

} // namespace ui
