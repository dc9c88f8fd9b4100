#pragma once

#include <map>

#include "ui/pages/alerts/alert_config.h"
#include "ui/pages/settings/setting_section.h"

namespace ui {

class Button;
class Switch;

/// What is told of: one line a kind, with a switch and its bounds.
/// Thread: main. `client` must outlive it.
class AlertRulesCard final : public SettingSection {
    Q_OBJECT
public:
    AlertRulesCard(admin::AdminClient &client, QWidget *parent);

    void show(const AlertConfig &config);
    /// Opens the bounds of that kind; nothing when there is none.
    void edit(const QString &kind);

Q_SIGNALS:
    /// The config as it is now.
    void saved(const base::Json &config);
    /// Somebody else changed it.
    void stale();

private:
    struct Line {
        SettingRow *row = nullptr;
        Switch *enabled = nullptr;
        Button *change = nullptr;
    };
    Line addLine(const QString &kind);
    void turn(const QString &kind, bool on);
    admin::AdminClient &m_client;
    AlertConfig m_config{};
    std::map<QString, Line> m_lines{};
};

} // namespace ui
