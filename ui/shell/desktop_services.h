#pragma once

#include <cstdint>

#include <QObject>

#include "base/result.h"
#include "ui/theme/theme.h"

class QWidget;

namespace ui {

/// What the program around the window does for it on this computer: its look, its language, how it comes and goes.
/// These choices live in the data directory's window.ini or on the desktop, not in the gateway. A change applies at
/// once unless said otherwise.
/// Thread: main.
class DesktopServices : public QObject {
    Q_OBJECT
public:
    enum class Language : std::uint8_t { System, English, Chinese };
    enum class OnClose : std::uint8_t { Ask, KeepRunning, Quit };

    /// That of the window in which `widget` is; null where a window has none (tests, pictures).
    static DesktopServices *of(const QWidget &widget);
    void attachTo(QWidget &window);

    virtual Theme::Mode theme() const = 0;
    virtual void setTheme(Theme::Mode mode) = 0;

    /// A change makes all pages anew.
    virtual Language language() const = 0;
    virtual void setLanguage(Language language) = 0;

    /// Unit: percent, one of zoomSteps(). Applies at the next start: shownZoom() is what one sees.
    virtual int zoom() const = 0;
    virtual int shownZoom() const = 0;
    virtual void setZoom(int percent) = 0;

    /// What the cross of the window does. Without a tray it always quits.
    virtual OnClose onClose() const = 0;
    virtual void setOnClose(OnClose wish) = 0;
    virtual bool hasTray() const = 0;

    virtual bool notifies() const = 0;
    virtual void setNotifies(bool on) = 0;

    /// Read from the desktop each time, never remembered.
    virtual bool startsAtLogin() const = 0;
    /// Errors: Storage when the desktop's folder cannot be written to.
    virtual base::Result<> setStartsAtLogin(bool on) = 0;

    /// Both let open calls end first and ask when there are any.
    virtual void quit() = 0;
    virtual void restart() = 0;

    static QList<int> zoomSteps() { return {80, 90, 100, 110, 125, 150, 175, 200}; }

Q_SIGNALS:
    /// One of the above is different now.
    void changed();
};

} // namespace ui
