#pragma once

#include <map>

#include "ui/pages/routing/aliases_model.h"
#include "ui/widgets/card.h"

class QHBoxLayout;

namespace ui {

class Button;
class Label;
class PendingRemovals;
class TableView;
class WeightsPanel;

/// The model map: names that callers use and where they lead, and the weights of the one that is chosen.
/// Thread: main. `client` and `removals` must outlive it.
class ModelMapCard final : public Card {
    Q_OBJECT
public:
    ModelMapCard(admin::AdminClient &client, PendingRemovals &removals, QWidget *parent);

    void refresh();
    const AliasRow *current() const;
    /// By id or name.
    const AliasRow *find(const QString &named) const;

Q_SIGNALS:
    void newWanted();
    void editWanted(const ui::AliasRow &alias);
    void said(const QString &words);
    void failed(base::ErrorCode code);

private:
    void build();
    QHBoxLayout *buildHead();
    void buildTable();
    void addActs();
    void present();
    void showCurrent();
    void setEnabled(QString id, bool wanted); // a copy: the row it stands in is replaced meanwhile
    void saveTargets(const AliasRow &alias, const std::vector<TargetRow> &targets, bool isUndo);
    void removeCurrent();

    admin::AdminClient &m_client;
    PendingRemovals &m_removals;
    AliasesModel m_model;
    std::vector<AliasRow> m_last{};
    std::map<QString, bool> m_wanted{};
    QString m_selected{};
    QString m_strategy{}; ///< Of the settings.
    bool m_asking = false;
    TableView *m_table;
    Label *m_none;
    WeightsPanel *m_weights;
};

} // namespace ui
