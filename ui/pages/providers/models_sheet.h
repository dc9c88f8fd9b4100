#pragma once

#include "ui/pages/providers/form_sheet.h"
#include "ui/pages/providers/provider_rows.h"

namespace ui {

class ModelChoice;

/// Asks a provider for its models and adds those that are ticked; also by name, for what it does not name.
/// Thread: main. `client` must outlive it.
class ModelsSheet final : public FormSheet {
    Q_OBJECT
public:
    ModelsSheet(admin::AdminClient &client, QWidget &window, const ProviderRow &provider);

Q_SIGNALS:
    void saved(int count);

protected:
    void submit() override;

private:
    void discover();
    void addNamed(QStringList names, int count);
    void finish(int count);
    admin::AdminClient &m_client;
    ProviderRow m_provider;
    ModelChoice *m_models;
    QStringList m_found{};
};

} // namespace ui
