#pragma once

#include <cstdint>
#include <span>

#include <QString>

#include "admin/admin_client.h"
#include "ui/shots/scenes.h"

namespace ui {

/// How the pictures and the checks went.
struct ShotsResult {
    bool written = false; ///< False when the folder or a picture could not be written.
    int findings = 0;     ///< Each was told on standard error.
};

/// What there is to see.
enum class ShotsOf : std::uint8_t {
    Everything, ///< Every page and every scene, of a data directory with something in it.
    English,    ///< Its three parts, for programs side by side: the English pictures and the gallery,
    Chinese,    ///< the Chinese ones,
    Checks,     ///< and what is looked at by the checks alone.
    OneLook,    ///< Light and English only: to hold two runs against each other.
    EmptyPages, ///< Every page, of a new data directory.
};

/// Writes every page, every scene of scenes() and those of `more`, light and dark, English and Chinese, at 1440 x 900
/// into `dir`: `overview-light-en.png` and so on (`empty-overview-light-en.png` of empty pages), and one sheet of all
/// of them per look and language. Then checks what a program can see: texts that are cut, over each other, pale or not
/// translated, widgets without a name or outside of a small window. The same data, time and scale give the same
/// pictures.
/// For development: it sets theme and language of the whole program and leaves them set.
/// Thread: main, with a QApplication.
ShotsResult takeShots(const QString &dir, admin::AdminClient &client, ShotsOf what, std::span<const Scene> more = {});

} // namespace ui
