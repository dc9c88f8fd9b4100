#pragma once

#include "admin/admin_client.h"
#include "ui/first_run/setup_step.h"

namespace ui {

class AddressSection;
class KeychainSection;

/// Where programs will call: the port is there, or a free one is taken instead.
/// Thread: main. `client` must outlive it.
class AddressStep final : public SetupStep {
    Q_OBJECT
public:
    explicit AddressStep(admin::AdminClient &client, QWidget *parent = nullptr);
    void refresh() override;
    bool isReady() const override;

private:
    admin::AdminClient &m_client;
    AddressSection *m_section;
};

/// Where the keys of providers go, and what to do where there is no keychain.
/// Thread: main. `client` must outlive it.
class KeychainStep final : public SetupStep {
    Q_OBJECT
public:
    explicit KeychainStep(admin::AdminClient &client, QWidget *parent = nullptr);
    void refresh() override;

private:
    admin::AdminClient &m_client;
    KeychainSection *m_section;
};

} // namespace ui
