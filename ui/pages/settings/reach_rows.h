#pragma once

#include <QObject>

#include "admin/admin_client.h"

namespace ui {

class Button;
class CalmBox;
class SettingRow;
class SettingSection;
class Switch;

/// Who can reach the gateway, and whether connections are encrypted: both by `settings.rebind`. What would let others
/// read along is refused, and done only for whoever insists.
/// Thread: main. `client` must outlive it.
class ReachRows final : public QObject {
    Q_OBJECT
public:
    /// Adds its rows to `section`, which owns it.
    ReachRows(admin::AdminClient &client, SettingSection &section);

    /// From `status.get`.
    void setStatus(const base::Json &status);

Q_SIGNALS:
    /// It is as it was wished: one sentence.
    void moved(const QString &words);

private:
    struct Place {
        QString address{};
        int port = 0;
        bool tls = false;
        bool plain = false; ///< Insists on plain HTTP for others.
        friend bool operator==(const Place &, const Place &) = default;
    };
    void addReach(SettingSection &section);
    void addTls(SettingSection &section);
    void show();
    void move(Place place, SettingRow &row);
    void refused(const base::Error &error, const Place &place, SettingRow &row);
    void calm();
    admin::AdminClient &m_client;
    CalmBox *m_reach = nullptr;
    Switch *m_tls = nullptr;
    Button *m_encrypt = nullptr;     ///< What others may reach, encrypted.
    Button *m_openPlain = nullptr;   ///< The same, not encrypted.
    QWidget *m_reachOffer = nullptr; ///< Both.
    Button *m_endTls = nullptr;      ///< For those who reach it now.
    SettingRow *m_reachRow = nullptr;
    SettingRow *m_tlsRow = nullptr;
    Place m_place{};   ///< As it holds.
    Place m_refused{}; ///< What was wished last, in vain.
    bool m_moving = false;
};

} // namespace ui
