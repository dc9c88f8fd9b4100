#pragma once

#include <QObject>

#include "admin/admin_client.h"

namespace ui {

class ListField;
class SettingRow;
class SettingSection;

/// A setting of the gateway that is a list of texts, one a line. What is refused stays as it was typed, with the reason.
/// Thread: main. `client` must outlive it.
class ListRow final : public QObject {
    Q_OBJECT
public:
    struct Words {
        const char *name = ""; ///< Of the setting.
        QString title{};
        QString hint{};
        QString example{}; ///< Stands in the empty field.
    };
    /// Adds its row to `section`, which owns it.
    ListRow(admin::AdminClient &client, SettingSection &section, const Words &words);

    /// From `settings.get`.
    void setSettings(const base::Json &settings);

Q_SIGNALS:
    /// With the settings as they are now.
    void saved(const base::Json &settings);

private:
    void save(const QStringList &entries);
    admin::AdminClient &m_client;
    const char *m_name;
    ListField *m_field;
    SettingRow *m_row;
    bool m_saving = false; ///< An answer read before the change arrives is old.
};

} // namespace ui
