#pragma once

#include <map>
#include <optional>

#include "admin/admin_client.h"
#include "ui/pages/providers/provider_keys_model.h"
#include "ui/pages/providers/provider_rows.h"
#include "ui/widgets/card.h"

class QVBoxLayout;

namespace ui {

class Button;
class KeyWaitRow;
class Label;
class PendingRemovals;
class RowSwitches;

/// The keys of the provider that is chosen in the list: where each is kept, whether it can be used, and what can be
/// done with it.
/// Thread: main. `client` and `removals` must outlive it.
class KeysCard final : public Card {
    Q_OBJECT
public:
    KeysCard(admin::AdminClient &client, PendingRemovals &removals, QWidget *parent = nullptr);

    /// Null: no provider is chosen.
    void showProvider(const ProviderRow *provider);
    void refresh();
    /// Of all its keys, with those that wait for their removal.
    QStringList names() const;
    /// The height that shows all its rows.
    int wholeHeight() const;

Q_SIGNALS:
    void addAsked();
    void editAsked(const ProviderKeyRow &key);
    void refused(const QString &words);
    void rowsChanged();

private:
    void layOut();
    void addActs();
    void present(std::vector<ProviderKeyRow> rows);
    void setEnabled(int row, bool wanted);
    void showWaits();
    void probe(const ProviderKeyRow &key);
    void let(const char *operation, const ProviderKeyRow &key);
    void remove(const ProviderKeyRow &key);
    std::optional<ProviderKeyRow> current() const;
    template <typename Act>
    void withCurrent(Act act);

    struct Probe {
        bool running = false;
        std::optional<bool> ok{};
        QString problem{};
    };
    admin::AdminClient &m_client;
    PendingRemovals &m_removals;
    ProviderKeysModel m_model;
    Label *m_title;
    Label *m_note;
    Button *m_add;
    TableView *m_table;
    Label *m_none;
    RowSwitches *m_switches = nullptr;
    QVBoxLayout *m_waitColumn = nullptr;
    std::vector<KeyWaitRow *> m_waits{}; ///< One for each key that waits.
    QString m_provider{};
    QString m_providerName{};
    bool m_needsKey = false;
    std::vector<ProviderKeyRow> m_last{};
    std::map<QString, Probe> m_probes{};
    std::map<QString, bool> m_wanted{};
};

} // namespace ui
