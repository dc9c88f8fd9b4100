#pragma once

#include <set>
#include <vector>

#include <QHash>
#include <QPointer>

#include "admin/admin_client.h"
#include "ui/pages/connect/snippets.h"
#include "ui/pages/keys/key_row.h"

namespace ui {

class CallWatch;
class KeySheet;
class SecretClipboard;
class SnippetCard;
class TargetCard;

/// Keeps the cards of the Connect page together: which keys and models there are, a key made on the way, the snippet for
/// what is chosen, and the wait for a call with it.
/// Thread: main. All it is given outlives it.
class ConnectFlow final : public QObject {
    Q_OBJECT
public:
    struct Parts {
        TargetCard &target;
        SnippetCard &card;
        CallWatch &watch;
        SecretClipboard &clipboard;
    };
    ConnectFlow(admin::AdminClient &client, Parts parts);
    ~ConnectFlow() override;
    Q_DISABLE_COPY_MOVE(ConnectFlow)

    void refresh();
    void setSnippet(const Snippet &snippet);
    /// As soon as it is in the list.
    void chooseKey(const QString &id);
    void openNewKey();

Q_SIGNALS:
    void answered();
    void failed(base::ErrorCode code);

private:
    void askKeys(const std::string &cursor);
    void takeKeys(const base::Json &answer);
    void askModels();
    void takeModels(const base::Json &answer);
    void askNames(const base::Json &provider);
    void followEndpoint();
    void followKey();
    void present();

    admin::AdminClient &m_client;
    Parts m_parts;
    Snippet m_snippet{};
    QPointer<KeySheet> m_sheet{};
    QHash<QString, QString> m_made{}; ///< Keys made here, by id: the only ones whose letters are known.
    QString m_wanted{};               ///< To be chosen as soon as the list is there.
    std::vector<KeyRow> m_arriving{};
    std::set<std::string> m_asked{}; ///< Providers that were asked for the names of their models.
    QStringList m_named{};           ///< What those said, with the provider's name before it.
    bool m_asking = false;
    bool m_askAgain = false;
    bool m_askingModels = false;
};

} // namespace ui
