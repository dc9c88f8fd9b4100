#pragma once

#include <QCoreApplication>
#include <QString>

namespace app {

/// A word of a report in the language it is printed in: `text` stands in QT_TRANSLATE_NOOP("app::report", …).
inline QString word(const char *text)
{
    return QCoreApplication::translate("app::report", text);
}

} // namespace app
