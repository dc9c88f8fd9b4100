#pragma once

#include <string>

#include "admin/admin_client.h"
#include "ui/pages/settings/setting_section.h"

namespace ui {

class LineEdit;
class SettingRow;

/// How long the routing switch waits before a change, and how long it is locked after one. A change is kept at once, or
/// said why not; what was typed stays.
/// Thread: main. `client` must outlive it.
class SwitchSection final : public SettingSection {
    Q_OBJECT
public:
    explicit SwitchSection(admin::AdminClient &client, QWidget *parent = nullptr);

    /// From `settings.get`.
    void setSettings(const base::Json &settings);

Q_SIGNALS:
    void saved();

private:
    struct Field {
        std::string name{}; ///< Of the setting.
        LineEdit *edit = nullptr;
        SettingRow *row = nullptr;
        QString shown{}; ///< As it holds; what differs from it is somebody's.
    };
    Field makeField(const char *setting, const QString &title, const QString &hint);
    void wire(Field &field);
    void show(Field &field, const base::Json &settings);
    void save(Field &field);
    void take(Field &field, const QString &sent, const base::Result<base::Json> &answer);
    admin::AdminClient &m_client;
    Field m_delay;
    Field m_cooldown;
    int m_saving = 0; ///< Changes on their way: an answer read before they arrive is old.
};

} // namespace ui
