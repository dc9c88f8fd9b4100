#include "ui/pages/settings/certificate_rows.h"

#include <utility>

#include <QHBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/certificate_files.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/pages/settings/setting_section.h"
#include "ui/text/time_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/field_box.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kFingerprintWidth = 236;

QString textAt(const base::Json &certificate, std::string_view field)
{
    return QString::fromStdString(base::textOr(base::at(certificate, field)));
}

} // namespace

CertificateRows::CertificateRows(admin::AdminClient &client, SettingSection &section)
    : QObject(&section), m_client(client), m_section(section)
{
    addFingerprint(section);
    addRenewal(section);
    m_files = new CertificateFiles(m_client, section);
    connect(m_files, &CertificateFiles::saved, this, [this] { Q_EMIT renewed(tr("Saved")); });
    setPresent(false);
}

void CertificateRows::setPresent(bool present)
{
    for (SettingRow *row : {m_row, m_textRow, m_renewRow, &m_files->row()})
        m_section.setPresent(*row, present);
}

void CertificateRows::setSettings(const base::Json &settings)
{
    m_files->setSettings(settings);
}

void CertificateRows::addFingerprint(SettingSection &section)
{
    auto *both = new QWidget(&section);
    m_fingerprint = new Label(TextRole::Code, Tone::Plain);
    m_fingerprint->setObjectName(u"fingerprint"_s);
    m_fingerprint->setElided(true);
    m_copy = new CopyButton(CopyButton::Label::IconOnly, tr("Copy the fingerprint"));
    m_copy->setObjectName(u"copyFingerprint"_s);
    m_copy->setCopyText({});
    auto *box = new FieldBox(m_fingerprint, both);
    box->setFixedWidth(kFingerprintWidth);
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(box);
    row->addWidget(m_copy);
    m_row = section.addRow(tr("Certificate"), {}, both);
    m_copyText = new CopyButton(CopyButton::Label::Word, tr("Copy the certificate"), &section);
    m_copyText->setObjectName(u"copyCertificate"_s);
    m_copyText->setCopyText({});
    m_textRow = section.addRow(tr("For programs of others"),
                               tr("The certificate in PEM form. A program that trusts it knows that it talks to this "
                                  "gateway and to nobody between."),
                               m_copyText);
}

void CertificateRows::addRenewal(SettingSection &section)
{
    m_renew = new Button(Button::Kind::Secondary, tr("Make a new one"), &section);
    m_renew->setObjectName(u"renewCertificate"_s);
    m_renewRow = section.addRow(tr("Another certificate"), {}, m_renew);
    connect(m_renew, &QAbstractButton::clicked, this, &CertificateRows::renew);
}

void CertificateRows::setStatus(const base::Json &status)
{
    const base::Json &network = base::at(status, "network");
    const bool tls =
        base::truthOr(base::at(network, "tls")) || base::truthOr(base::at(base::at(status, "wished"), "tls"));
    setPresent(tls);
    const std::string shown = base::textOr(base::at(base::at(network, "certificate"), "fingerprint"));
    if (tls && (shown.empty() || shown != m_known))
        ask();
}

void CertificateRows::ask()
{
    if (std::exchange(m_busy, true))
        return;
    m_client.call({.operation = "certificate.get"}, this, [this](const base::Result<base::Json> &answer) {
        m_busy = false;
        m_row->setError(answer ? QString() : refusalWords(answer.error()));
        if (answer)
            take(*answer);
    });
}

void CertificateRows::take(const base::Json &certificate)
{
    m_known = base::textOr(base::at(certificate, "fingerprint"));
    m_madeHere = base::truthOr(base::at(certificate, "made_here"), true);
    m_asked = false;
    m_fingerprint->setText(QString::fromStdString(m_known));
    m_copy->setCopyText(m_fingerprint->text());
    m_copyText->setCopyText(textAt(certificate, "certificate"));
    const QString end = dayText(parseTime(textAt(certificate, "not_after")).toLocalTime());
    const QString good = base::integerOr(base::at(certificate, "days_left")) < 0 ? tr("It expired on %1.").arg(end)
                                                                                 : tr("Good until %1.").arg(end);
    QStringList names;
    for (const base::Json &name : base::at(certificate, "names"))
        names += QString::fromStdString(base::textOr(name));
    const QString from = m_madeHere ? tr("Made here, for %1.").arg(names.join(u", "_s))
                                    : tr("From %1, for %2.").arg(textAt(certificate, "file"), names.join(u", "_s));
    m_row->setHint(good + u' ' + from);
    m_renew->setText(m_madeHere ? tr("Make a new one") : tr("Read it anew"));
    m_renewRow->setHint(m_madeHere
                            ? tr("Whoever trusts the one of now has to be given the new one.")
                            : tr("It comes from files. Once they are renewed, have them read: callers see them at "
                                 "once."));
}

/// One that others trust is not replaced by a slip of the hand; files that are read anew harm nobody.
void CertificateRows::renew()
{
    if (m_madeHere && !std::exchange(m_asked, true))
        return m_renew->setText(tr("Replace the one of now"));
    if (std::exchange(m_busy, true))
        return;
    m_asked = false;
    m_renew->setEnabled(false);
    const char *operation = m_madeHere ? "certificate.make" : "certificate.reload";
    base::Json body = m_madeHere ? base::Json::object() : base::Json();
    m_client.call({.operation = operation, .body = std::move(body)}, this,
                  [this](const base::Result<base::Json> &answer) {
                      m_busy = false;
                      m_renew->setEnabled(true);
                      m_renew->setText(m_madeHere ? tr("Make a new one") : tr("Read it anew"));
                      m_renewRow->setError(answer ? QString() : refusalWords(answer.error()));
                      if (!answer)
                          return;
                      take(*answer);
                      Q_EMIT renewed(tr("Callers see the new certificate from now on"));
                  });
}

} // namespace ui
