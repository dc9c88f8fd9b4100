#pragma once

#include <QPointer>

#include "admin/admin_client.h"
#include "ui/pages/providers/pending_removals.h"
#include "ui/pages/routing/alias_row.h"
#include "ui/pages/routing/route_names_feed.h"
#include "ui/pages/routing/rule_row.h"
#include "ui/widgets/page.h"

class QBoxLayout;

namespace ui {

class ModelMapCard;
class OutagesCard;
class PageScroll;
class RulesCard;
class Sheet;
class SwitchCard;
class SwitchHistory;

/// Where calls go: the rules, the model map, what would happen to a call, and earlier plans.
/// Thread: main.
class RoutingPage final : public Page {
    Q_OBJECT
public:
    explicit RoutingPage(admin::AdminClient &client, QWidget *parent = nullptr);
    ~RoutingPage() override;
    Q_DISABLE_COPY_MOVE(RoutingPage)
    void refresh() override;
    /// `new` makes a rule; else the rule of that id, or the alias of that id or name.
    void showItem(const QString &item) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildHead();
    void wire();
    void addCommands();
    template <typename T>
    T *open(T *sheet);
    bool isBusy() const;
    void askStatus();
    void openRule(RuleRow rule);
    void openCopy(RuleRow rule);
    void openAlias(AliasRow alias);
    void openSimulator();
    void openReplay();
    void openVersions();
    void layOut();
    void say(const QString &words);

    admin::AdminClient &m_client;
    PendingRemovals m_removals;
    RouteNamesFeed m_names;
    PageScroll *m_scroll;
    RulesCard *m_rules;
    ModelMapCard *m_map;
    SwitchCard *m_switch;
    SwitchHistory *m_history;
    OutagesCard *m_outages;
    QBoxLayout *m_columns;
    QBoxLayout *m_side;
    QBoxLayout *m_main;
    QPointer<Sheet> m_sheet{};
};

} // namespace ui
