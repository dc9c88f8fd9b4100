#pragma once

#include <string>

#include <QObject>

#include "admin/admin_client.h"

namespace ui {

class Button;
class CertificateFiles;
class CopyButton;
class Label;
class SettingRow;
class SettingSection;

/// The certificate that callers are shown: its fingerprint, how long it is good, its text for programs that shall trust
/// it, a new one, and one of one's own. There only while connections are encrypted.
/// Thread: main. `client` must outlive it.
class CertificateRows final : public QObject {
    Q_OBJECT
public:
    /// Adds its rows to `section`, which owns it.
    CertificateRows(admin::AdminClient &client, SettingSection &section);

    /// From `status.get`.
    void setStatus(const base::Json &status);
    /// From `settings.get`.
    void setSettings(const base::Json &settings);

Q_SIGNALS:
    /// Another certificate is shown to callers now, or will be: one sentence.
    void renewed(const QString &words);

private:
    void addFingerprint(SettingSection &section);
    void addRenewal(SettingSection &section);
    void setPresent(bool present);
    void ask();
    void take(const base::Json &certificate);
    void renew();
    admin::AdminClient &m_client;
    SettingSection &m_section;
    Label *m_fingerprint = nullptr;
    CopyButton *m_copy = nullptr;
    CopyButton *m_copyText = nullptr;
    Button *m_renew = nullptr;
    SettingRow *m_row = nullptr;
    SettingRow *m_textRow = nullptr;
    SettingRow *m_renewRow = nullptr;
    CertificateFiles *m_files = nullptr;
    std::string m_known{}; ///< Fingerprint of what is shown.
    bool m_madeHere = true;
    bool m_asked = false; ///< Whether a new one should be made: the next press does it.
    bool m_busy = false;
};

} // namespace ui
