#include "ui/first_run/status_steps.h"

#include <QVBoxLayout>

#include "ui/pages/settings/address_section.h"
#include "ui/pages/settings/state_sections.h"

namespace ui {

AddressStep::AddressStep(admin::AdminClient &client, QWidget *parent)
    : SetupStep(tr("Where programs call"),
                tr("Your programs send their calls to this address on your computer, and Switchyard sends them on."),
                parent),
      m_client(client),
      m_section(new AddressSection(client, this))
{
    column()->addWidget(m_section);
    column()->addStretch(1);
    connect(&m_client, &admin::AdminClient::endpointChanged, this, &SetupStep::readyChanged);
    connect(m_section, &AddressSection::moved, this, &SetupStep::readyChanged);
}

void AddressStep::refresh()
{
    m_client.call({.operation = "status.get"}, this, [this](const base::Result<base::Json> &answer) {
        if (answer)
            m_section->setStatus(*answer);
    });
}

bool AddressStep::isReady() const
{
    return !m_client.endpoint().isEmpty();
}

KeychainStep::KeychainStep(admin::AdminClient &client, QWidget *parent)
    : SetupStep(tr("Where keys are kept"),
                tr("Keys of providers that you type never stand in a file of Switchyard: the keychain of your system "
                   "has them."),
                parent),
      m_client(client),
      m_section(new KeychainSection(this))
{
    column()->addWidget(m_section);
    column()->addStretch(1);
}

void KeychainStep::refresh()
{
    m_client.call({.operation = "status.get"}, this, [this](const base::Result<base::Json> &answer) {
        if (answer)
            m_section->setStatus(*answer);
    });
}

} // namespace ui
