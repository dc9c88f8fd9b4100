#pragma once

#include <map>
#include <vector>

#include <QWidget>

#include "admin/admin_client.h"
#include "ui/pages/providers/models_model.h"
#include "ui/pages/providers/provider_rows.h"

namespace ui {

class Button;
class Label;
class PendingRemovals;
class RowSwitches;

/// The models of one provider, each with a switch.
/// Thread: main. `client` and `removals` must outlive it.
class ModelsPanel final : public QWidget {
    Q_OBJECT
public:
    ModelsPanel(admin::AdminClient &client, PendingRemovals &removals, QWidget *parent = nullptr);
    /// Null: no provider is chosen.
    void showProvider(const ProviderRow *provider);
    void refresh();

Q_SIGNALS:
    void addAsked();
    void refused(const QString &words);

private:
    void present();
    void setEnabled(int row, bool wanted);
    void removeCurrent();

    admin::AdminClient &m_client;
    PendingRemovals &m_removals;
    ModelsModel m_model;
    Label *m_note;
    Button *m_add;
    TableView *m_table;
    Label *m_words;
    RowSwitches *m_switches = nullptr;
    QString m_provider{};
    QString m_providerName{};
    bool m_anyModel = false;
    bool m_known = false; ///< Whether the list has been answered.
    std::vector<ModelRow> m_last{};
    std::map<QString, bool> m_wanted{};
};

} // namespace ui
