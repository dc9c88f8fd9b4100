#pragma once

#include <cstdint>

#include "admin/admin_client.h"
#include "ui/pages/alerts/alert_history_model.h"
#include "ui/widgets/page.h"

class QStackedLayout;
class QVBoxLayout;

namespace ui {

class AlertRulesCard;
class Button;
class ChannelsCard;
class OpenAlertsCard;
class SegmentedControl;
class TableView;

/// What is the matter, what was, what is told of it, and by which ways. One of three parts at a time is in front.
/// Thread: main.
class AlertsPage final : public Page {
    Q_OBJECT
public:
    explicit AlertsPage(admin::AdminClient &client, QWidget *parent = nullptr);
    void refresh() override;
    /// `rules` and `channels` are those parts; anything else is the id of an alert.
    void showItem(const QString &item) override;

private:
    enum Part : std::uint8_t { Now, Rules, Channels };
    QWidget *buildHistory();
    void addCommands();
    void setPart(int part);
    void askAlerts(bool open);
    void askConfig();
    void takeOpen(const base::Json &answer);
    void takeEnded(const base::Json &answer);
    void takeConfig(const base::Json &answer);
    void silence(const QString &id, qint64 seconds);
    void openSheet(const AlertRow *row);
    const AlertRow *find(const QString &id) const;
    void openAddMenu();

    admin::AdminClient &m_client;
    SegmentedControl *m_choice;
    OpenAlertsCard *m_open;
    AlertHistoryModel m_model{};
    TableView *m_table = nullptr;
    QStackedLayout *m_places = nullptr;
    QWidget *m_history; ///< Made after these two, which it sets.
    AlertRulesCard *m_rules;
    ChannelsCard *m_channels;
    Button *m_add;
    QVBoxLayout *m_column = nullptr; ///< Of the parts.
    std::vector<AlertRow> m_rows{};  ///< Those that are on.
    QString m_wanted{};              ///< To be opened when the lists have come.
    Part m_part = Now;
    int m_asking = 0; ///< Answers that are awaited.
    bool m_failed = false;
};

} // namespace ui
