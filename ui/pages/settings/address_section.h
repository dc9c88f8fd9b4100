#pragma once

#include "admin/admin_client.h"
#include "ui/pages/settings/setting_section.h"

namespace ui {

class CertificateRows;
class CopyButton;
class Label;
class PortRow;
class ReachRows;

/// Where programs reach the gateway, and the port, which can be another one; with addReach() also who they may be, and how
/// what they say is kept from others.
/// Thread: main. `client` must outlive it.
class AddressSection final : public SettingSection {
    Q_OBJECT
public:
    explicit AddressSection(admin::AdminClient &client, QWidget *parent = nullptr);

    /// Before setStatus(), and once.
    void addReach();

    /// From `status.get`.
    void setStatus(const base::Json &status);
    /// From `settings.get`.
    void setSettings(const base::Json &settings);

Q_SIGNALS:
    /// The gateway listens somewhere else now, or otherwise: one sentence.
    void moved(const QString &words);

private:
    void followEndpoint();
    void tellOthers(const base::Json &status);
    admin::AdminClient &m_client;
    Label *m_address;
    CopyButton *m_copy;
    PortRow *m_port;
    ReachRows *m_reach = nullptr;
    CertificateRows *m_certificate = nullptr;
    SettingRow *m_row;
};

} // namespace ui
