#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "admin/admin_client.h"
#include "ui/pages/settings/setting_section.h"

namespace ui {

class Button;
class CalmBox;
class LineEdit;
class SettingRow;

/// Whose requests and answers are kept, how much of them, and for how long. A change is kept at once, or said why not;
/// what was typed stays.
/// Thread: main. `client` must outlive it.
class BodiesSection final : public SettingSection {
    Q_OBJECT
public:
    explicit BodiesSection(admin::AdminClient &client, QWidget *parent = nullptr);

    /// From `settings.get`.
    void setSettings(const base::Json &settings);

Q_SIGNALS:
    void saved();
    void cleared();

private:
    struct Field {
        const char *name = ""; ///< Of the setting.
        std::int64_t most = 0;
        LineEdit *edit = nullptr;
        SettingRow *row = nullptr;
        QString shown{}; ///< As it holds; what differs from it is somebody's.
    };
    void addChoice();
    void addField(Field field, const QString &title, const QString &hint);
    void addClear();
    void show(Field &field, const base::Json &settings);
    void save(Field &field);
    void clear();
    void send(base::Json change, std::function<void(const base::Result<base::Json> &)> take);

    admin::AdminClient &m_client;
    CalmBox *m_store = nullptr;
    SettingRow *m_storeRow = nullptr;
    Button *m_clear = nullptr;
    SettingRow *m_clearRow = nullptr;
    QString m_kept{};                               ///< The word of what holds.
    bool m_asked = false;                           ///< Whether all should go: the next press does it.
    std::vector<std::unique_ptr<Field>> m_fields{}; ///< They stay where they are: rows refer to them.
    int m_saving = 0;                               ///< Changes on their way: an answer read before they arrive is old.
};

} // namespace ui
