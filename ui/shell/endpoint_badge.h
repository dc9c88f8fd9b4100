#pragma once

#include <QWidget>

#include "admin/admin_client.h"

namespace ui {

class CopyButton;
class Label;
class StatusDot;

/// The foot of the sidebar: whether the gateway listens, where, and a button that copies the address.
/// Thread: main.
class EndpointBadge final : public QWidget {
    Q_OBJECT
public:
    explicit EndpointBadge(admin::AdminClient &client, QWidget *parent = nullptr);

    /// As a press of the button; does nothing while nothing listens.
    void copy();

Q_SIGNALS:
    void copied();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    admin::AdminClient &m_client;
    StatusDot *m_dot;
    Label *m_state;
    Label *m_address;
    CopyButton *m_copy;
};

} // namespace ui
