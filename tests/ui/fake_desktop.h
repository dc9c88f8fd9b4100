#pragma once

#include "ui/shell/desktop_services.h"

/// Keeps every choice, changes nothing of the desktop and counts what it was asked to do.
class FakeDesktop final : public ui::DesktopServices {
public:
    ui::Theme::Mode theme() const override { return m_theme; }
    void setTheme(ui::Theme::Mode mode) override { m_theme = mode; }
    Language language() const override { return m_language; }
    void setLanguage(Language language) override { m_language = language; }
    int zoom() const override { return m_zoom; }
    int shownZoom() const override { return 100; }
    void setZoom(int percent) override { m_zoom = percent; }
    OnClose onClose() const override { return m_onClose; }
    void setOnClose(OnClose wish) override { m_onClose = wish; }
    bool hasTray() const override { return tray; }
    bool notifies() const override { return m_notifies; }
    void setNotifies(bool on) override { m_notifies = on; }
    bool startsAtLogin() const override { return m_atLogin; }
    base::Result<> setStartsAtLogin(bool on) override
    {
        m_atLogin = on;
        return {};
    }
    void quit() override { ++quits; }
    void restart() override { ++restarts; }

    bool tray = true;
    int quits = 0;
    int restarts = 0;

private:
    ui::Theme::Mode m_theme = ui::Theme::Mode::System;
    Language m_language = Language::System;
    OnClose m_onClose = OnClose::Ask;
    int m_zoom = 100;
    bool m_notifies = true;
    bool m_atLogin = false;
};
