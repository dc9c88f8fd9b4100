#pragma once

#include <QByteArray>

#include "base/json.h"

namespace app {

/// A report of the admin API (or a slip, as the command line puts it together) as a PDF of A4 pages: vectors and text
/// only, with the fonts inside. Needs a QGuiApplication. Thread: the main thread.
QByteArray pdfOf(const base::Json &report);

} // namespace app
