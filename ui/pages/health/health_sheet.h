#pragma once

#include "admin/admin_client.h"
#include "ui/pages/health/health_state.h"
#include "ui/widgets/sheet.h"

namespace ui {

class Badge;
class Button;
class DayStrip;
class Label;

/// One key, or a provider that needs none: how it does, since when, what the last check showed; and a check on demand.
/// Thread: main. Owned by the window; goes when it is closed.
class HealthSheet final : public Sheet {
    Q_OBJECT
public:
    HealthSheet(admin::AdminClient &client, QWidget &window, const HealthKey &key);

Q_SIGNALS:
    /// A check was made: what is shown elsewhere has changed.
    void checked();

private:
    void build(const HealthPast &past);
    void show(const HealthKey &key);
    void check();
    void take(const base::Result<base::Json> &answer);

    admin::AdminClient &m_client;
    QString m_id;
    Badge *m_state = nullptr;
    Label *m_trouble = nullptr;
    Label *m_day = nullptr;
    Label *m_week = nullptr;
    Label *m_month = nullptr;
    Label *m_last = nullptr;
    Label *m_next = nullptr;
    Label *m_latency = nullptr;
    Label *m_balance = nullptr;
    Button *m_check = nullptr;
    bool m_asking = false;
};

} // namespace ui
