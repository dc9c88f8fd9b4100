#include "ui/pages/settings/address_section.h"

#include <QHBoxLayout>
#include <QUrl>

#include "ui/pages/settings/certificate_rows.h"
#include "ui/pages/settings/port_row.h"
#include "ui/pages/settings/reach_rows.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/shell/listen_banner.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/field_box.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kAddressWidth = 236;

} // namespace

AddressSection::AddressSection(admin::AdminClient &client, QWidget *parent)
    : SettingSection(tr("Address"), parent),
      m_client(client),
      m_address(new Label(TextRole::Code, Tone::Plain)),
      m_copy(new CopyButton(CopyButton::Label::IconOnly, tr("Copy the address")))
{
    setObjectName(u"addressSection"_s);
    auto *both = new QWidget(this);
    m_address->setObjectName(u"address"_s);
    m_address->setElided(true);
    auto *box = new FieldBox(m_address, both);
    box->setFixedWidth(kAddressWidth);
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(box);
    row->addWidget(m_copy);
    m_row = addRow(tr("The gateway listens on"),
                   tr("Only programs on this computer reach it. It answers at 127.0.0.1, ::1 and localhost."), both);
    m_port = new PortRow(m_client, *this);
    connect(&m_client, &admin::AdminClient::endpointChanged, this, &AddressSection::followEndpoint);
    connect(m_port, &PortRow::moved, this, [this](const QString &endpoint) {
        followEndpoint();
        Q_EMIT moved(tr("Listening on %1").arg(QUrl(endpoint).authority()));
    });
    followEndpoint();
}

void AddressSection::followEndpoint()
{
    const QString endpoint = m_client.endpoint();
    m_address->setText(endpoint.isEmpty() ? tr("nothing listens") : endpoint);
    m_address->setTone(endpoint.isEmpty() ? Tone::Warn : Tone::Plain);
    m_copy->setCopyText(endpoint);
    if (!endpoint.isEmpty())
        m_row->setError({});
}

void AddressSection::setStatus(const base::Json &status)
{
    followEndpoint();
    if (m_client.endpoint().isEmpty())
        m_row->setError(listenWords(status));
    tellOthers(status);
    m_port->setStatus(status);
    if (m_reach)
        m_reach->setStatus(status);
    if (m_certificate)
        m_certificate->setStatus(status);
}

void AddressSection::setSettings(const base::Json &settings)
{
    if (m_certificate)
        m_certificate->setSettings(settings);
}

void AddressSection::addReach()
{
    m_reach = new ReachRows(m_client, *this);
    m_certificate = new CertificateRows(m_client, *this);
    connect(m_reach, &ReachRows::moved, this, [this](const QString &words) {
        followEndpoint();
        Q_EMIT moved(words);
    });
    connect(m_certificate, &CertificateRows::renewed, this, &AddressSection::moved);
}

/// The first address is that for programs of this computer.
void AddressSection::tellOthers(const base::Json &status)
{
    QStringList others;
    if (base::textOr(base::at(base::at(status, "network"), "reachable")) == "network")
        for (const base::Json &address : base::at(status, "listening"))
            others += QString::fromStdString(base::textOr(address));
    m_row->setHint(others.size() < 2
                       ? tr("Only programs on this computer reach it. It answers at 127.0.0.1, ::1 and localhost.")
                       : tr("For programs on this computer. Others reach it at %1.").arg(others.mid(1).join(u", "_s)));
}

} // namespace ui
