#pragma once

#include "ui/pages/settings/setting_section.h"

class QComboBox;

namespace ui {

class Button;
class DesktopServices;
class SegmentedControl;
class Switch;

/// Look, language and manners of the window on this computer. It shows what holds, read back after each change.
/// Thread: main. `desktop` must outlive it.
class GeneralSection final : public SettingSection {
    Q_OBJECT
public:
    explicit GeneralSection(DesktopServices &desktop, QWidget *parent = nullptr);

Q_SIGNALS:
    void setupWanted();

private:
    void addLook();
    void addManners();
    void follow();
    void setAtLogin(bool wanted);
    DesktopServices &m_desktop;
    SegmentedControl *m_language = nullptr;
    SegmentedControl *m_theme = nullptr;
    QComboBox *m_zoom = nullptr;
    Button *m_restart = nullptr;
    SegmentedControl *m_close = nullptr;
    Switch *m_login = nullptr;
    Switch *m_notices = nullptr;
    SettingRow *m_zoomRow = nullptr;
    SettingRow *m_closeRow = nullptr;
    SettingRow *m_loginRow = nullptr;
};

} // namespace ui
