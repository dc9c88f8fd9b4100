#pragma once

#include "ui/pages/costs/credit_models.h"
#include "ui/widgets/card.h"

namespace ui {

class Label;
class PendingRemovals;

/// Whose calls are paid from what was paid in before, with what is left; pays in and back, states and closes.
/// Thread: main. `client` and `removals` must outlive it.
class CreditsCard final : public Card {
    Q_OBJECT
public:
    CreditsCard(admin::AdminClient &client, PendingRemovals &removals, QWidget *parent);

    void refresh();
    /// Opens the sheet of a first payment.
    void create();
    /// Opens the account of that id; nothing when there is none.
    void open(const QString &id);

Q_SIGNALS:
    void said(const QString &words);
    void failed(base::ErrorCode code);

private:
    void build();
    void present();
    void fail(base::ErrorCode code);
    void openSheet(const Credit &credit);
    void closeAccount(const Credit &credit);
    admin::AdminClient &m_client;
    PendingRemovals &m_removals;
    std::vector<Credit> m_credits{};
    CreditsModel m_model{};
    TableView *m_table;
    Label *m_none;
    bool m_asking = false;
    bool m_known = false;
};

} // namespace ui
