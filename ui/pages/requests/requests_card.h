#pragma once

#include <functional>
#include <string>

#include "admin/admin_client.h"
#include "ui/pages/requests/requests_model.h"
#include "ui/widgets/card.h"

class QPushButton;
class QStackedLayout;

namespace ui {

class TableView;

/// The live list of calls: reads `requests.list`, changes nothing. Shows how to make the first call while there is
/// none.
/// Thread: main.
class RequestsCard final : public Card {
    Q_OBJECT
public:
    RequestsCard(admin::AdminClient &client, RequestsModel::Reach reach, QWidget *parent = nullptr);

    /// Asks for the newest calls, unless the last question is still open.
    void poll();
    RequestsModel &model() { return m_model; }

Q_SIGNALS:
    void answered();
    void failed(base::ErrorCode code);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildTable(RequestsModel::Reach reach);
    void ask(const std::string &cursor, std::function<void(RequestPage)> take, std::function<void()> giveUp);
    void showWaiting();
    void jumpToTop();

    admin::AdminClient &m_client;
    RequestsModel m_model;
    TableView *m_table;
    QPushButton *m_newer;
    QStackedLayout *m_places;
    bool m_asking = false;
};

} // namespace ui
