#pragma once

namespace ui {

struct Stage;

/// Scenes of the alerts: what a demonstration has not done yet.
namespace alert_scenes {

void showAlerts(const Stage &stage);
void showCalm(const Stage &stage);
void showAlert(const Stage &stage);
void showRules(const Stage &stage);
void changeRule(const Stage &stage);
void showChannels(const Stage &stage);
void showNoChannels(const Stage &stage);
void addMailbox(const Stage &stage);
void addWebhook(const Stage &stage);

/// The line on the Overview.
void showOnOverview(const Stage &stage);

} // namespace alert_scenes
} // namespace ui
