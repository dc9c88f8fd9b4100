#pragma once

#include <QObject>

#include "ui/pages/providers/add_provider_sheet.h"
#include "ui/pages/providers/provider_keys_model.h"
#include "ui/pages/providers/provider_rows.h"

namespace ui {

/// Opens the forms of the Providers page over its window, one at a time, and says what came of them.
/// Thread: main. `client` must outlive it; the sheets go when it goes.
class ProviderSheets final : public QObject {
    Q_OBJECT
public:
    ProviderSheets(admin::AdminClient &client, QWidget &page);

    void add(AddProviderSheet::Start start);
    void edit(const ProviderRow &row, const QStringList &takenNames);
    /// Null: a new key.
    void key(const ProviderRow &row, const ProviderKeyRow *key, const QStringList &takenNames,
             const base::Json &status);
    void models(const ProviderRow &row);

Q_SIGNALS:
    void added(const QString &id);
    /// Something was saved; `words` say what.
    void done(const QString &words);

private:
    bool isOpen() const { return !m_open.isNull(); }
    void open(FormSheet *sheet);
    admin::AdminClient &m_client;
    QWidget &m_page;
    QPointer<FormSheet> m_open{};
};

} // namespace ui
