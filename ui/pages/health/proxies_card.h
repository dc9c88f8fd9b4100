#pragma once

#include "admin/admin_client.h"
#include "ui/pages/health/proxy_rows.h"
#include "ui/widgets/card.h"

namespace ui {

class Button;
class Label;

/// The card with the proxies of the pool: how each does, and sheets to add, change, check and drain them.
/// Thread: main. `client` must outlive it.
class ProxiesCard final : public Card {
    Q_OBJECT
public:
    explicit ProxiesCard(admin::AdminClient &client, QWidget *parent = nullptr);
    void refresh();
    bool isAnswered() const { return m_answered; }
    bool isEmpty() const { return m_rows.empty(); }
    /// Opens the sheet of a new one.
    void create();

Q_SIGNALS:
    void answered();
    void said(const QString &words);

private:
    void build();
    void present();
    void open(const ProxyRow &row);

    admin::AdminClient &m_client;
    ProxyRows m_model{};
    std::vector<ProxyRow> m_rows{};
    TableView *m_table;
    Label *m_none;
    Button *m_add;
    bool m_asking = false;
    bool m_answered = false;
};

} // namespace ui
