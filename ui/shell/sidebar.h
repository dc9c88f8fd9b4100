#pragma once

#include <QWidget>

#include "admin/admin_client.h"

class QListWidget;

namespace ui {

class EndpointBadge;

/// The window's left edge: the mark, the pages, and the endpoint at the foot.
/// Thread: main.
class Sidebar final : public QWidget {
    Q_OBJECT
public:
    explicit Sidebar(admin::AdminClient &client, QWidget *parent = nullptr);
    void setCurrentPage(int index);
    void copyEndpoint();

Q_SIGNALS:
    void pageChosen(int index);
    void endpointCopied();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fillPages();
    QListWidget *m_pages;
    EndpointBadge *m_endpoint;
};

} // namespace ui
