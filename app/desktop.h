#pragma once

#include <functional>

#include "app/autostart.h"
#include "ui/shell/desktop_services.h"
#include "ui/shell/window_state.h"

class QApplication;

namespace app {

/// The choices kept in window.ini, and what carries them out.
/// Thread: main. What it is given outlives it.
class Desktop final : public ui::DesktopServices {
    Q_OBJECT
public:
    /// What only the rest of the program can do.
    struct Deeds {
        std::function<bool()> hasTray{};
        std::function<void()> quit{};
        std::function<void()> restart{};
    };
    Desktop(QApplication &application, ui::WindowState &state, ui::Theme &look, Autostart autostart);
    void setDeeds(Deeds deeds) { m_deeds = std::move(deeds); }

    ui::Theme::Mode theme() const override { return m_look.mode(); }
    void setTheme(ui::Theme::Mode mode) override;
    Language language() const override;
    void setLanguage(Language language) override;
    int zoom() const override { return zoomIn(m_state); }
    int shownZoom() const override { return m_shownZoom; }
    void setZoom(int percent) override;
    OnClose onClose() const override;
    void setOnClose(OnClose wish) override;
    bool hasTray() const override { return m_deeds.hasTray && m_deeds.hasTray(); }
    bool notifies() const override { return m_state.number(kNotifies, 1, 0, 1) == 1; }
    void setNotifies(bool on) override;
    bool startsAtLogin() const override { return m_autostart.isOn(); }
    base::Result<> setStartsAtLogin(bool on) override;
    void quit() override { m_deeds.quit(); }
    void restart() override { m_deeds.restart(); }

    // Read before there is a Desktop.
    static int zoomIn(const ui::WindowState &state);
    static ui::Theme::Mode themeIn(const ui::WindowState &state);
    /// Makes the language kept in `state` that of the program.
    static void applyLanguage(QApplication &application, const ui::WindowState &state);

private:
    static const QString kNotifies;
    void keep(const QString &key, const QVariant &value);
    QApplication &m_application;
    ui::WindowState &m_state;
    ui::Theme &m_look;
    Autostart m_autostart;
    Deeds m_deeds{};
    int m_shownZoom;
};

} // namespace app
