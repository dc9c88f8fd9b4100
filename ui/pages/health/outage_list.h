#pragma once

#include "admin/admin_client.h"
#include "ui/pages/health/outage_rows.h"
#include "ui/widgets/card.h"

namespace ui {

class Button;
class Label;

/// The card with the outages of the last thirty days.
/// Thread: main.
class OutageList final : public Card {
    Q_OBJECT
public:
    explicit OutageList(admin::AdminClient &client, QWidget *parent = nullptr);
    void refresh();
    bool isAnswered() const { return m_answered; }

private:
    void present();

    admin::AdminClient &m_client;
    OutageRows m_model{};
    std::vector<OutageRow> m_rows{};
    TableView *m_table;
    Label *m_none;
    Button *m_more;
    bool m_asking = false;
    bool m_answered = false;
    bool m_all = false;
};

} // namespace ui
