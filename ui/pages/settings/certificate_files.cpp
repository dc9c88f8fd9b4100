#include "ui/pages/settings/certificate_files.h"

#include <utility>

#include <QVBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/pages/settings/setting_section.h"
#include "ui/widgets/button.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/path_field.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 340;

QString textAt(const base::Json &settings, std::string_view field)
{
    return QString::fromStdString(base::textOr(base::at(settings, field)));
}

} // namespace

CertificateFiles::CertificateFiles(admin::AdminClient &client, SettingSection &section)
    : QObject(&section),
      m_client(client),
      m_certificate(new PathField(PathField::Kind::Open)),
      m_key(new PathField(PathField::Kind::Open)),
      m_save(new Button(Button::Kind::Secondary, tr("Save")))
{
    auto *all = new QWidget(&section);
    all->setFixedWidth(kWidth);
    auto *column = new QVBoxLayout(all);
    column->setContentsMargins({});
    column->setSpacing(8);
    for (PathField *field : {m_certificate, m_key}) {
        column->addWidget(field);
        field->setFilter(tr("PEM files (*.pem *.crt *.cer *.key)"));
        field->setEnabled(false); // until the gateway has said what holds
        connect(field, &PathField::edited, this, &CertificateFiles::calm);
        connect(field->line(), &QLineEdit::returnPressed, this, &CertificateFiles::save);
    }
    column->addWidget(m_save, 0, Qt::AlignRight);
    m_certificate->line()->setObjectName(u"certificateFile"_s);
    m_certificate->line()->setAccessibleName(tr("File of the certificate"));
    m_certificate->line()->setPlaceholderText(tr("Certificate, with its chain"));
    m_key->line()->setObjectName(u"certificateKeyFile"_s);
    m_key->line()->setAccessibleName(tr("File of its key"));
    m_key->line()->setPlaceholderText(tr("Its key, if not in the same file"));
    m_save->setObjectName(u"saveCertificateFiles"_s);
    m_save->setAccessibleName(tr("Use these files"));
    m_save->hide();
    m_row = section.addRow(
        tr("A certificate of your own"),
        tr("As PEM files; nobody but you may be able to read the key. Nothing here: the one that is made here."), all);
    connect(m_save, &QAbstractButton::clicked, this, &CertificateFiles::save);
}

CertificateFiles::Paths CertificateFiles::typed() const
{
    return {m_certificate->path(), m_key->path()};
}

void CertificateFiles::show(const Paths &paths)
{
    m_certificate->setPath(paths.certificate);
    m_key->setPath(paths.key);
}

void CertificateFiles::setSettings(const base::Json &settings)
{
    if (m_saving || !base::at(settings, "certificate_file").is_string()) // an older gateway has no such setting
        return;
    const Paths now{textAt(settings, "certificate_file"), textAt(settings, "certificate_key_file")};
    const bool untouched = typed() == m_kept || !m_certificate->isEnabled();
    m_kept = now;
    m_certificate->setEnabled(true);
    m_key->setEnabled(true);
    if (untouched && typed() != now)
        show(now);
    follow();
}

void CertificateFiles::follow()
{
    const bool other = m_certificate->isEnabled() && typed() != m_kept;
    m_save->setVisible(other);
    m_save->setEnabled(!m_saving);
}

/// What was refused is not what stands there now.
void CertificateFiles::calm()
{
    follow();
    m_certificate->line()->setInvalid(false);
    m_key->line()->setInvalid(false);
    m_row->setError({});
}

void CertificateFiles::save()
{
    const Paths wanted = typed();
    if (wanted == m_kept || std::exchange(m_saving, true))
        return;
    follow();
    m_client.call({.operation = "settings.update",
                   .body = {{"certificate_file", wanted.certificate.toStdString()},
                            {"certificate_key_file", wanted.key.toStdString()}}},
                  this, [this, wanted](const base::Result<base::Json> &answer) {
                      m_saving = false;
                      if (answer)
                          m_kept = wanted;
                      calm();
                      if (!answer)
                          return refused(answer.error());
                      setSettings(*answer);
                      Q_EMIT saved();
                  });
}

void CertificateFiles::refused(const base::Error &error)
{
    const bool aboutKey = error.param == "certificate_key_file";
    (aboutKey ? m_key : m_certificate)->line()->setInvalid(true);
    m_row->setError(refusalWords(error));
}

} // namespace ui
