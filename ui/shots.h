#pragma once

#include <QString>

#include "admin/admin_client.h"

namespace ui {

/// Writes every page, light and dark, English and Chinese, at 1440 x 900 into `dir`: `overview-light-en.png` and so
/// on. False when the folder or a picture could not be written. For development and its
/// checks: it sets theme and language of the whole program and leaves them set.
/// Thread: main, with a QApplication.
bool takeShots(const QString &dir, admin::AdminClient &client);

} // namespace ui
