#pragma once

#include <memory>
#include <vector>

#include "admin/admin_client.h"
#include "ui/pages/connect/snippets.h"
#include "ui/widgets/page.h"
#include "ui/widgets/secret_clipboard.h"

class QAbstractButton;
class QBoxLayout;

namespace ui {

class CallWatch;
class ClientPicker;
class ConnectFlow;
class SnippetCard;
class TargetCard;

/// How a client is pointed at the gateway, in three steps, and the place where its first call appears.
/// Thread: main.
class ConnectPage final : public Page {
    Q_OBJECT
public:
    explicit ConnectPage(admin::AdminClient &client, QWidget *parent = nullptr);
    ~ConnectPage() override;
    Q_DISABLE_COPY_MOVE(ConnectPage)
    void refresh() override;
    /// `new` makes a key; else the key of that id is chosen.
    void showItem(const QString &item) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void addReference();
    void connectParts();
    void followEndpoint();

    admin::AdminClient &m_client;
    SecretClipboard m_clipboard;
    std::vector<Snippet> m_snippets;
    ClientPicker *m_clients;
    TargetCard *m_target;
    SnippetCard *m_card;
    CallWatch *m_watch;
    QAbstractButton *m_reference = nullptr;
    QBoxLayout *m_columns = nullptr;
    std::unique_ptr<ConnectFlow> m_flow{};
};

} // namespace ui
