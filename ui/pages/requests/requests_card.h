#pragma once

#include <functional>

#include "admin/admin_client.h"
#include "ui/pages/requests/requests_model.h"
#include "ui/widgets/card.h"

class QPushButton;
class QStackedLayout;

namespace ui {

class TableView;

/// The newest calls, live: reads `requests.list`, changes nothing. Shows how to make the first call while there is
/// none.
/// Thread: main.
class RequestsCard final : public Card {
    Q_OBJECT
public:
    explicit RequestsCard(admin::AdminClient &client, QWidget *parent = nullptr);

    /// Asks for the newest calls, unless the last question is still open.
    void poll();
    RequestsModel &model() { return m_model; }
    /// Marks the state of the log that is shown; changes when calls have been added to it. Empty before the first answer.
    const QString &asOf() const { return m_asOf; }

Q_SIGNALS:
    void answered();
    void failed(base::ErrorCode code);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildTable();
    void askPage();
    void ask(const char *rows, std::function<void(RequestPage)> take);
    void showWaiting();
    void jumpToTop();

    admin::AdminClient &m_client;
    RequestsModel m_model{};
    QString m_asOf{};
    TableView *m_table;
    QPushButton *m_newer;
    QStackedLayout *m_places;
    bool m_asking = false;
};

} // namespace ui
