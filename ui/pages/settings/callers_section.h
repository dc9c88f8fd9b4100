#pragma once

#include <vector>

#include "admin/admin_client.h"
#include "ui/pages/settings/setting_section.h"

namespace ui {

class ListRow;
class SegmentedControl;
class Switch;

/// Who of those that can reach the gateway may call it: addresses, the names it is called by, web pages, and proxies
/// whose word is taken.
/// Thread: main. `client` must outlive it.
class CallersSection final : public SettingSection {
    Q_OBJECT
public:
    explicit CallersSection(admin::AdminClient &client, QWidget *parent = nullptr);

    /// From `settings.get`. What is on its way is not overwritten.
    void setSettings(const base::Json &settings);

Q_SIGNALS:
    void saved();

private:
    void addLists();
    void addHeader();
    void addMetrics();
    void save(base::Json change, SettingRow &row);
    void show();
    admin::AdminClient &m_client;
    std::vector<ListRow *> m_lists{};
    SegmentedControl *m_header = nullptr;
    SettingRow *m_headerRow = nullptr;
    Switch *m_metrics = nullptr;
    SettingRow *m_metricsRow = nullptr;
    base::Json m_settings{}; ///< As they hold.
    int m_saving = 0;        ///< Changes on their way: an answer read before they arrive is old.
};

} // namespace ui
