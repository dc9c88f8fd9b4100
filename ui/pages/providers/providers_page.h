#pragma once

#include <vector>

#include "admin/admin_client.h"
#include "ui/pages/providers/providers_model.h"
#include "ui/widgets/page.h"

namespace ui {

class EmptyState;
class TableView;

/// The providers the gateway can call: reads `providers.list`, changes nothing.
/// Thread: main.
class ProvidersPage final : public Page {
    Q_OBJECT
public:
    explicit ProvidersPage(admin::AdminClient &client, QWidget *parent = nullptr);
    void refresh() override;

private:
    void ask(const std::string &cursor);
    void take(const base::Json &answer);
    void present(std::vector<ProviderRow> rows);

    admin::AdminClient &m_client;
    ProvidersModel m_model;
    Card *m_card;
    TableView *m_table;
    EmptyState *m_empty;
    std::vector<ProviderRow> m_arriving{}; ///< Pages of a list that is longer than one answer.
    bool m_asking = false;
};

} // namespace ui
