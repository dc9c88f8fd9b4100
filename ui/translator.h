#pragma once

class QCoreApplication;
class QLocale;

namespace ui {

/// Makes `locale` the language of the window and of Qt's own dialogs, and the default for dates and numbers. English
/// has a file for its plurals only. A second call replaces the first; windows that exist keep their words, so call it before making one.
/// Thread: main, after initResources().
void installTranslator(QCoreApplication &application, const QLocale &locale);

} // namespace ui
