#pragma once

#include <QObject>

#include "admin/admin_client.h"

namespace ui {

class Button;
class PathField;
class SettingRow;
class SettingSection;

/// A certificate of one's own, and its key, from files. Without them the one that is made here is shown to callers.
/// Thread: main. `client` must outlive it.
class CertificateFiles final : public QObject {
    Q_OBJECT
public:
    /// Adds its row to `section`, which owns it.
    CertificateFiles(admin::AdminClient &client, SettingSection &section);

    /// From `settings.get`. What somebody is typing stays.
    void setSettings(const base::Json &settings);
    SettingRow &row() const { return *m_row; }

Q_SIGNALS:
    void saved();

private:
    struct Paths {
        QString certificate{};
        QString key{};
        friend bool operator==(const Paths &, const Paths &) = default;
    };
    Paths typed() const;
    void show(const Paths &paths);
    void calm();
    void follow();
    void save();
    void refused(const base::Error &error);
    admin::AdminClient &m_client;
    PathField *m_certificate;
    PathField *m_key;
    Button *m_save;
    SettingRow *m_row = nullptr;
    Paths m_kept{};
    bool m_saving = false; ///< An answer read before the change arrives is old.
};

} // namespace ui
