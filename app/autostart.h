#pragma once

#include <QString>
#include <QStringList>

#include "base/result.h"

namespace app {

/// Start at login, as the desktop keeps it: a file in ~/.config/autostart that starts this program, hidden.
/// Nothing is remembered: the file is the truth, and whoever removes it has turned it off.
/// Thread: main.
class Autostart {
public:
    /// `program` with `arguments` is what the file starts.
    Autostart(const QString &program, const QStringList &arguments);
    /// For the running program with the data directory it has: the AppImage itself where it runs from one.
    static Autostart forThisProgram(const QString &dataDirectory, bool isDefaultDirectory);

    /// A file that starts something else, or is turned off by the desktop's own settings, counts as off.
    bool isOn() const;
    /// Errors: Storage.
    base::Result<> set(bool on) const;

    static QString path();

private:
    QString content() const;
    QString m_exec;
};

} // namespace app
