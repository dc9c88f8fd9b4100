#pragma once

#include <QWidget>

#include "admin/admin_client.h"
#include "ui/pages/requests/request_detail.h"

class QScrollArea;

namespace ui {

class Badge;
class Button;
class CopyButton;
class Label;

/// One call in full, at the right of the page: what was asked and served, its course in time, the route, what it used
/// and cost, and what providers said. It takes no focus when it opens, so that Up and Down in the list move on.
/// Thread: main. `client` must outlive it.
class RequestDrawer final : public QWidget {
    Q_OBJECT
public:
    static constexpr int kWidth = 420; ///< Unit: logical pixels.

    explicit RequestDrawer(admin::AdminClient &client, QWidget *parent = nullptr);

    /// What is shown stays until the answer is here.
    void showCall(const QString &id);
    QString callId() const { return m_id; }

Q_SIGNALS:
    void closeWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void buildHead(class QVBoxLayout &column);
    void ask();
    void take(const RequestDetail &detail);
    void showFailure(const QString &words);
    void setContent(QWidget *content);

    admin::AdminClient &m_client;
    QString m_id{};
    Label *m_title;
    Label *m_idLabel;
    Badge *m_state;
    CopyButton *m_copyId;
    Button *m_cross;
    QScrollArea *m_scroll;
};

} // namespace ui
