#pragma once

#include "admin/admin_client.h"
#include "ui/widgets/page.h"

namespace ui {

class RequestsCard;

/// The list of calls, newest first and live, as far back as the log goes.
/// Thread: main.
class RequestsPage final : public Page {
    Q_OBJECT
public:
    explicit RequestsPage(admin::AdminClient &client, QWidget *parent = nullptr);
    void refresh() override;

private:
    RequestsCard *m_calls;
};

} // namespace ui
