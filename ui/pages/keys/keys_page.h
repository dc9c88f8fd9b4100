#pragma once

#include <QPointer>

#include "admin/admin_client.h"
#include "ui/pages/keys/keys_model.h"
#include "ui/pages/keys/pending_calls.h"
#include "ui/widgets/page.h"
#include "ui/widgets/secret_clipboard.h"

class QStackedLayout;

namespace ui {

class Button;
class EmptyState;
class KeysSummary;
class KeySheet;
class SearchField;
class TableView;

/// The keys that clients show the gateway: makes them, shows them once, changes and ends them.
/// Thread: main.
class KeysPage final : public Page {
    Q_OBJECT
public:
    explicit KeysPage(admin::AdminClient &client, QWidget *parent = nullptr);
    ~KeysPage() override;
    Q_DISABLE_COPY_MOVE(KeysPage)
    void refresh() override;
    /// `new` makes a key; else the key of that id.
    void showItem(const QString &item) override;

private:
    void buildTable();
    void buildCard();
    void buildEmpty();
    void addCommands();
    void askKeys(const std::string &cursor);
    void askUsage();
    void take(const base::Json &answer);
    void present();
    KeySheet &makeSheet();
    void openNew();
    void openRow(const KeyRow *row);
    const KeyRow *currentRow() const;
    void showMenu(const QPoint &at);
    void revoke(const KeyRow &row);
    void remove(const KeyRow &row);
    void wait(const KeyRow &row, admin::AdminCall call, const QString &word, const QString &toast);
    void setWaiting(const QString &id, const QString &word);

    admin::AdminClient &m_client;
    KeysModel m_model;
    PendingCalls m_pending;
    SecretClipboard m_clipboard;
    QHash<QString, QString> m_waiting{};
    Card *m_card;
    SearchField *m_search;
    Button *m_create;
    TableView *m_table;
    QWidget *m_noMatch;
    QStackedLayout *m_places;
    KeysSummary *m_summary;
    EmptyState *m_empty;
    QPointer<KeySheet> m_sheet{};
    std::vector<KeyRow> m_arriving{}; ///< Pages of a list that is longer than one answer.
    bool m_asking = false;
    bool m_askingUsage = false;
};

} // namespace ui
