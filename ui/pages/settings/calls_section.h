#pragma once

#include "admin/admin_client.h"
#include "ui/pages/settings/setting_section.h"

namespace ui {

class LineEdit;
class SegmentedControl;

/// What holds for every call. A change is kept at once, or said why not; what was typed stays.
/// Thread: main. `client` must outlive it.
class CallsSection final : public SettingSection {
    Q_OBJECT
public:
    explicit CallsSection(admin::AdminClient &client, QWidget *parent = nullptr);

    /// From `settings.get`.
    void setSettings(const base::Json &settings);

Q_SIGNALS:
    void saved();

private:
    void saveModel();
    void saveAttempts(int attempts);
    void save(base::Json change, SettingRow &row);
    admin::AdminClient &m_client;
    LineEdit *m_model;
    SegmentedControl *m_attempts;
    SettingRow *m_modelRow;
    SettingRow *m_attemptsRow;
    QString m_savedModel{};
    int m_saving = 0; ///< Changes on their way: an answer read before they arrive is old.
};

} // namespace ui
