#pragma once

#include <map>

#include "ui/pages/routing/rules_model.h"
#include "ui/widgets/card.h"

class QHBoxLayout;

namespace ui {

class DefaultsRow;
class Label;
class PendingRemovals;
class RulesTable;

/// The rules, in the order they are asked: turns them on and off, moves, copies and removes them. Below them stands what
/// holds for a call that no rule takes.
/// Thread: main. `client` and `removals` must outlive it.
class RulesCard final : public Card {
    Q_OBJECT
public:
    RulesCard(admin::AdminClient &client, PendingRemovals &removals, QWidget *parent);

    void refresh();
    DefaultsRow &defaults() const { return *m_defaults; }
    /// A button at the right of the title.
    void addHeadButton(QWidget *button);
    const RuleRow *current() const;
    const RuleRow *find(const QString &id) const;

public Q_SLOTS:
    void removeCurrent();
    void moveUp() { moveBy(-1); }
    void moveDown() { moveBy(1); }

Q_SIGNALS:
    void editWanted(const ui::RuleRow &rule);
    /// Something like it is to be made.
    void copyWanted(const ui::RuleRow &rule);
    /// The gateway has taken or refused something: words for a toast.
    void said(const QString &words);
    void failed(base::ErrorCode code);
    void answered();

private:
    void buildTable();
    void buildHead();
    void addAct(const char *name, const QString &text, const QString &icon, const QKeySequence &keys,
                std::function<void()> act);
    void buildActs();
    void present();
    void setEnabled(QString id, bool wanted); // a copy: the row it stands in is replaced meanwhile
    void moveBy(int step);
    void move(int from, int to);
    void reorder(const QStringList &ids, std::function<void()> done);

    admin::AdminClient &m_client;
    PendingRemovals &m_removals;
    RulesModel m_model;
    std::vector<RuleRow> m_last{};
    std::map<QString, bool> m_wanted{};
    QString m_selected{};
    bool m_asking = false;
    Label *m_note;
    QHBoxLayout *m_head;
    RulesTable *m_table;
    Label *m_none;
    DefaultsRow *m_defaults;
};

} // namespace ui
