#pragma once

#include <vector>

#include <QHash>
#include <QPointer>

#include "admin/admin_client.h"
#include "ui/pages/connect/snippets.h"
#include "ui/pages/keys/key_row.h"
#include "ui/widgets/page.h"
#include "ui/widgets/secret_clipboard.h"

class QBoxLayout;

namespace ui {

class CallWatch;
class ClientPicker;
class KeySheet;
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
    void connectParts();
    void askKeys(const std::string &cursor);
    void takeKeys(const base::Json &answer);
    void askModels();
    void openNewKey();
    void followEndpoint();
    void followKey();
    void present();

    admin::AdminClient &m_client;
    SecretClipboard m_clipboard;
    std::vector<Snippet> m_snippets;
    int m_snippet = 0;
    ClientPicker *m_clients;
    TargetCard *m_target;
    SnippetCard *m_card;
    CallWatch *m_watch;
    QBoxLayout *m_columns = nullptr;
    QPointer<KeySheet> m_sheet{};
    QHash<QString, QString> m_made{}; ///< Keys made here, by id: the only ones whose letters are known.
    QString m_wanted{};               ///< To be chosen as soon as the list is there.
    std::vector<KeyRow> m_arriving{};
    bool m_asking = false;
    bool m_askAgain = false;
    bool m_askingModels = false;
};

} // namespace ui
