#pragma once

#include <memory>

#include "admin/admin_client.h"
#include "ui/widgets/page.h"

namespace ui {

class EndpointCard;
class RequestsCard;
class TodayTiles;

/// Where to send calls, what today came to, and the newest calls.
/// Thread: main.
class OverviewPage final : public Page {
    Q_OBJECT
public:
    explicit OverviewPage(admin::AdminClient &client, QWidget *parent = nullptr);
    ~OverviewPage() override;
    void refresh() override;

private:
    void askFigures();
    void askStatus();
    void askUsage();

    admin::AdminClient &m_client;
    EndpointCard *m_endpoint;
    std::unique_ptr<TodayTiles> m_tiles;
    RequestsCard *m_calls;
    bool m_askingStatus = false;
    bool m_askingUsage = false;
};

} // namespace ui
