#pragma once

#include <vector>

#include "ui/pages/alerts/alert_config.h"
#include "ui/widgets/card.h"

class QComboBox;
class QVBoxLayout;

namespace ui {

class ChannelItem;
class Label;
class SettingRow;
class Switch;

/// The ways that messages go: the desktop, and the channels.
/// Thread: main. `client` must outlive it.
class ChannelsCard final : public Card {
    Q_OBJECT
public:
    ChannelsCard(admin::AdminClient &client, QWidget *parent);

    void show(const AlertConfig &config);
    /// Opens the sheet of a new one of that kind.
    void create(const QString &kind);
    /// Opens the sheet of one; nothing when there is none.
    void edit(const QString &id);

Q_SIGNALS:
    /// The config as it is now.
    void saved(const base::Json &config);
    /// Somebody else changed it.
    void stale();
    void said(const QString &words);

private:
    void build();
    QWidget *buildDesktop();
    ChannelItem *addItem();
    void openSheet(const AlertChannel &channel);
    void changeDesktop(base::Json change);
    void turn(ChannelItem &item, bool on);
    admin::AdminClient &m_client;
    AlertConfig m_config{};
    SettingRow *m_desktopRow = nullptr;
    Switch *m_desktop = nullptr;
    QComboBox *m_desktopSeverity = nullptr;
    QVBoxLayout *m_list;
    Label *m_none;
    std::vector<ChannelItem *> m_items{};
};

} // namespace ui
