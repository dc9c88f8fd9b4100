#pragma once

#include <optional>

#include "ui/pages/providers/form_sheet.h"
#include "ui/pages/providers/provider_keys_model.h"
#include "ui/pages/providers/provider_rows.h"

class QSpinBox;

namespace ui {

class ConnectionTest;
class KeyEntry;
class LineEdit;

/// Adds a key to a provider, or changes one: its name, its share, the key itself.
/// Thread: main. `client` must outlive it.
class ProviderKeySheet final : public FormSheet {
    Q_OBJECT
public:
    /// Without `key` a new one is made; `status` is that of `status.get`.
    ProviderKeySheet(admin::AdminClient &client, QWidget &window, const ProviderRow &provider,
                     std::optional<ProviderKeyRow> key, const QStringList &takenNames, const base::Json &status);

Q_SIGNALS:
    void saved(const QString &name);

protected:
    void submit() override;

private:
    void addOrder();
    bool check();
    void test();
    admin::AdminClient &m_client;
    ProviderRow m_provider;
    std::optional<ProviderKeyRow> m_key;
    QStringList m_takenNames;
    LineEdit *m_name;
    KeyEntry *m_entry;
    FormField *m_nameField;
    FormField *m_entryField;
    QSpinBox *m_priority = nullptr;
    QSpinBox *m_weight = nullptr;
    ConnectionTest *m_test;
};

} // namespace ui
