#pragma once

#include <QObject>

#include "admin/admin_client.h"

namespace ui {

class Button;
class LineEdit;
class SettingRow;
class SettingSection;

/// The port of the gateway: what it is, and another one by `settings.rebind`. A port that is taken says by whom, with a
/// free one to take instead.
/// Thread: main. `client` must outlive it.
class PortRow final : public QObject {
    Q_OBJECT
public:
    /// Adds its row to `section`, which owns it.
    PortRow(admin::AdminClient &client, SettingSection &section);

    /// From `status.get`.
    void setStatus(const base::Json &status);

Q_SIGNALS:
    /// The gateway listens at this address now.
    void moved(const QString &endpoint);

private:
    void follow();
    void submit();
    void move(int port);
    void refused(const base::Error &error, int port);
    void askWhy(int port);
    void showTaken(const base::Json &trouble);
    admin::AdminClient &m_client;
    LineEdit *m_edit;
    Button *m_move;
    Button *m_other;
    SettingRow *m_row;
    int m_port = 0; ///< Where it listens, or wished to.
    int m_suggestion = 0;
    bool m_moving = false;
};

} // namespace ui
