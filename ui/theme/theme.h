#pragma once

#include <cstdint>

#include <QObject>

#include "ui/theme/tokens.h"

class QApplication;

namespace ui {

class ColorSchemeSource;

/// The look of the program: style, font and palette, in the user's choice of light or dark. A change applies at once
/// to every window, through the palette.
/// Thread: main. Made once after QApplication and before the first window; must not outlive the application.
class Theme final : public QObject {
    Q_OBJECT
public:
    enum class Mode : std::uint8_t { System, Light, Dark };

    explicit Theme(QApplication &application, Mode mode = Mode::System);

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    Scheme scheme() const;

    /// Sets the font anew: call it after the language has changed.
    void applyFont();

Q_SIGNALS:
    void schemeChanged();

private:
    void apply();
    QApplication &m_application;
    ColorSchemeSource *m_source;
    Mode m_mode;
    bool m_applied = false;
    Scheme m_shown = Scheme::Light;
};

} // namespace ui
