#pragma once

#include <QWidget>

#include "admin/admin_client.h"

class QListWidget;
class QListWidgetItem;

namespace ui {

class Badge;
class EndpointBadge;

/// The window's left edge: the mark, the pages, and the endpoint at the foot.
/// Thread: main.
class Sidebar final : public QWidget {
    Q_OBJECT
public:
    explicit Sidebar(admin::AdminClient &client, QWidget *parent = nullptr);
    /// `index` is a place in pageList().
    void setCurrentPage(int index);
    void copyEndpoint();
    void focusPages();

Q_SIGNALS:
    void pageChosen(int index);
    void endpointCopied();
    void searchAsked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpList();
    void fillPages();
    void fitSpace();
    void fitDemo();
    QListWidget *m_pages;
    QListWidgetItem *m_space = nullptr; ///< Between the groups and what stands at the bottom.
    EndpointBadge *m_endpoint;
    Badge *m_demo; ///< Beside the name: what the gateway shows is made up.
};

} // namespace ui
