#pragma once

#include "admin/admin_client.h"
#include "ui/widgets/card.h"

class QBoxLayout;

namespace ui {

class CopyButton;
class Label;
class StatusDot;

/// Whether the gateway listens, and the address that clients need.
/// Thread: main.
class EndpointCard final : public Card {
    Q_OBJECT
public:
    explicit EndpointCard(admin::AdminClient &client, QWidget *parent = nullptr);

    /// What `status.get` answered.
    void setStatus(const base::Json &status);

private:
    QBoxLayout *buildWords();
    QBoxLayout *buildAddress();
    void refresh();
    admin::AdminClient &m_client;
    StatusDot *m_dot;
    Label *m_state;
    Label *m_facts;
    Label *m_address;
    CopyButton *m_copy;
};

} // namespace ui
