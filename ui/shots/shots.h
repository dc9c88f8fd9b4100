#pragma once

#include <QString>

#include "admin/admin_client.h"

namespace ui {

/// How the pictures and the checks went.
struct ShotsResult {
    bool written = false; ///< False when the folder or a picture could not be written.
    int findings = 0;     ///< Each was told on standard error.
};

/// Writes every page and every scene of scenes(), light and dark, English and Chinese, at 1440 x 900 into `dir`:
/// `overview-light-en.png` and so on, and one sheet of all of them per look and language. Then checks what a program
/// can see: texts that are cut, pale or not translated, widgets without a name or outside of a small window. The same
/// data, time and scale give the same pictures.
/// For development: it sets theme and language of the whole program and leaves them set.
/// Thread: main, with a QApplication.
ShotsResult takeShots(const QString &dir, admin::AdminClient &client);

} // namespace ui
