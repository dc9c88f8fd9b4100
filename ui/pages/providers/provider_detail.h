#pragma once

#include <QWidget>

#include "admin/admin_client.h"
#include "ui/pages/providers/provider_rows.h"

class QGridLayout;
class QMenu;

namespace ui {

class Badge;
class Button;
class Label;
class ModelsPanel;
class Monogram;
class PendingRemovals;
class TrendChart;

/// One provider at length: what it is, how it goes, its models, and what can be done with it.
/// Thread: main. `client` and `removals` must outlive it.
class ProviderDetail final : public QWidget {
    Q_OBJECT
public:
    ProviderDetail(admin::AdminClient &client, PendingRemovals &removals, QWidget *parent = nullptr);
    void showProvider(const ProviderRow &row);
    /// What stands behind "…".
    void setMenu(QMenu *menu) { m_menu = menu; }
    void refreshModels();

Q_SIGNALS:
    void testAsked();
    void editAsked();
    void modelsAsked();
    void refused(const QString &words);

private:
    QWidget *makeHead();
    QWidget *makeActs();
    QWidget *makeFacts();
    Label *addFact(const QString &name, bool code = false);
    void showTest(const ProviderRow &row);
    QGridLayout *m_facts = nullptr;
    Monogram *m_tile;
    Label *m_name;
    Label *m_kind;
    Badge *m_state;
    Button *m_more;
    Button *m_test;
    Label *m_address = nullptr;
    Label *m_today = nullptr;
    Label *m_priority = nullptr;
    Label *m_timeouts = nullptr;
    Label *m_lastTest = nullptr;
    Label *m_problem = nullptr;
    TrendChart *m_trend;
    ModelsPanel *m_models;
    QMenu *m_menu = nullptr;
};

} // namespace ui
