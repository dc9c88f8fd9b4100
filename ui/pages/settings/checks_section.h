#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "admin/admin_client.h"
#include "ui/pages/settings/setting_section.h"

namespace ui {

class LineEdit;
class SettingRow;
class Switch;

/// Whether providers' keys are checked by themselves, how often, and what counts as a failure. A change is kept at once,
/// or said why not; what was typed stays.
/// Thread: main. `client` must outlive it.
class ChecksSection final : public SettingSection {
    Q_OBJECT
public:
    explicit ChecksSection(admin::AdminClient &client, QWidget *parent = nullptr);

    /// From `settings.get`.
    void setSettings(const base::Json &settings);

Q_SIGNALS:
    void saved();

private:
    struct Field {
        const char *name = ""; ///< Of the setting.
        std::int64_t most = 0;
        std::int64_t least = 0;
        LineEdit *edit = nullptr;
        SettingRow *row = nullptr;
        QString shown{}; ///< As it holds; what differs from it is somebody's.
    };
    void addField(Field field, const QString &title, const QString &hint);
    void show(Field &field, const base::Json &settings);
    void save(Field &field);
    void saveOn(bool wanted);
    void send(base::Json change, std::function<void(const base::Result<base::Json> &)> take);

    admin::AdminClient &m_client;
    Switch *m_on;
    SettingRow *m_onRow;
    std::vector<std::unique_ptr<Field>> m_fields{}; ///< They stay where they are: rows refer to them.
    int m_saving = 0;                               ///< Changes on their way: an answer read before they arrive is old.
};

} // namespace ui
