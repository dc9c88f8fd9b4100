#pragma once

#include "ui/shell/desktop_services.h"

namespace ui {

/// A desktop on which everything can be chosen and nothing changes: the same for every picture.
class StillDesktop final : public DesktopServices {
public:
    Theme::Mode theme() const override { return Theme::Mode::System; }
    void setTheme(Theme::Mode) override {}
    Language language() const override { return Language::System; }
    void setLanguage(Language) override {}
    int zoom() const override { return 100; }
    int shownZoom() const override { return 100; }
    void setZoom(int) override {}
    OnClose onClose() const override { return OnClose::Ask; }
    void setOnClose(OnClose) override {}
    bool hasTray() const override { return true; }
    bool notifies() const override { return true; }
    void setNotifies(bool) override {}
    bool startsAtLogin() const override { return false; }
    base::Result<> setStartsAtLogin(bool) override { return {}; }
    void quit() override {}
    void restart() override {}
};

} // namespace ui
