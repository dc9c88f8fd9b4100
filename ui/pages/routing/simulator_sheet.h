#pragma once

#include "admin/admin_client.h"
#include "ui/pages/routing/route_names.h"
#include "ui/widgets/sheet.h"

class QTimer;

namespace ui {

class RouteView;
class SampleCall;

/// Explains where a call would go, without sending it. Deletes itself when it is closed.
/// Thread: main. `client` must outlive it.
class SimulatorSheet final : public Sheet {
    Q_OBJECT
public:
    SimulatorSheet(admin::AdminClient &client, QWidget &window, const RouteNames &names);

private:
    void explain();
    admin::AdminClient &m_client;
    SampleCall *m_call;
    RouteView *m_route;
    QTimer *m_pause;
    int m_asked = 0; ///< Numbers the questions: only the last answer counts.
};

} // namespace ui
