#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "admin/admin_client.h"
#include "ui/pages/settings/setting_section.h"

namespace ui {

class LineEdit;

/// Settings of the gateway of which some are whole numbers. A change is kept at once, or said why not; what was typed
/// stays.
/// Thread: main. `client` must outlive it.
class NumberSection : public SettingSection {
    Q_OBJECT
public:
    NumberSection(const QString &title, admin::AdminClient &client, QWidget *parent = nullptr);

    /// From `settings.get`. What is on its way is not overwritten.
    void setSettings(const base::Json &settings);

Q_SIGNALS:
    void saved();

protected:
    struct Number {
        const char *name = ""; ///< Of the setting.
        std::int64_t most = 0;
        std::int64_t least = 0;
        LineEdit *edit = nullptr;
        SettingRow *row = nullptr;
        QString shown{}; ///< As it holds; what differs from it is somebody's.
    };
    void addNumber(Number number, const QString &title, const QString &hint);
    /// `take` hears what came of it before everything is shown as it holds now.
    void send(base::Json change, std::function<void(const base::Result<base::Json> &)> take);
    /// Shows what is no number, and is only called with settings that it understands.
    virtual void take(const base::Json &settings) = 0;
    admin::AdminClient &client() const { return m_client; }

private:
    void show(Number &number, const base::Json &settings);
    void save(Number &number);

    admin::AdminClient &m_client;
    std::vector<std::unique_ptr<Number>> m_numbers{}; ///< They stay where they are: rows refer to them.
    int m_saving = 0; ///< Changes on their way: an answer read before they arrive is old.
};

} // namespace ui
