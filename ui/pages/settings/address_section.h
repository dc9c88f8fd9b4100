#pragma once

#include "admin/admin_client.h"
#include "ui/pages/settings/setting_section.h"

namespace ui {

class CopyButton;
class Label;
class PortRow;

/// Where programs reach the gateway, and the port, which can be another one.
/// Thread: main. `client` must outlive it.
class AddressSection final : public SettingSection {
    Q_OBJECT
public:
    explicit AddressSection(admin::AdminClient &client, QWidget *parent = nullptr);

    /// From `status.get`.
    void setStatus(const base::Json &status);

Q_SIGNALS:
    /// The gateway listens somewhere else now: one sentence.
    void moved(const QString &words);

private:
    void followEndpoint();
    admin::AdminClient &m_client;
    Label *m_address;
    CopyButton *m_copy;
    PortRow *m_port;
    SettingRow *m_row;
};

} // namespace ui
