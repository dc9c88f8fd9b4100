#include "ui/pages/providers/provider_sheets.h"

#include "ui/pages/providers/edit_provider_sheet.h"
#include "ui/pages/providers/models_sheet.h"
#include "ui/pages/providers/provider_key_sheet.h"

namespace ui {

ProviderSheets::ProviderSheets(admin::AdminClient &client, QWidget &page) : m_client(client), m_page(page) {}

void ProviderSheets::add(AddProviderSheet::Start start)
{
    if (isOpen())
        return;
    auto *sheet = new AddProviderSheet(m_client, *m_page.window(), std::move(start));
    connect(sheet, &AddProviderSheet::added, this, [this](const QString &id, const QString &name) {
        Q_EMIT added(id);
        Q_EMIT done(tr("%1 added").arg(name));
    });
    open(sheet);
}

void ProviderSheets::edit(const ProviderRow &row, const QStringList &takenNames)
{
    if (isOpen())
        return;
    auto *sheet = new EditProviderSheet(m_client, *m_page.window(), row, takenNames);
    connect(sheet, &EditProviderSheet::saved, this,
            [this](const QString &name) { Q_EMIT done(tr("%1 saved").arg(name)); });
    open(sheet);
}

void ProviderSheets::key(const ProviderRow &row, const ProviderKeyRow *key, const QStringList &takenNames,
                         const base::Json &status)
{
    if (isOpen())
        return;
    auto *sheet = new ProviderKeySheet(m_client, *m_page.window(), row, key ? std::optional(*key) : std::nullopt,
                                       takenNames, status);
    connect(sheet, &ProviderKeySheet::saved, this,
            [this](const QString &name) { Q_EMIT done(tr("Key %1 saved").arg(name)); });
    open(sheet);
}

void ProviderSheets::models(const ProviderRow &row)
{
    if (isOpen())
        return;
    auto *sheet = new ModelsSheet(m_client, *m_page.window(), row);
    connect(sheet, &ModelsSheet::saved, this,
            [this](int count) { Q_EMIT done(tr("%n model(s) added", nullptr, count)); });
    open(sheet);
}

/// A sheet lies over the window, but belongs to what the page shows.
void ProviderSheets::open(FormSheet *sheet)
{
    m_open = sheet;
    connect(this, &QObject::destroyed, sheet, &QObject::deleteLater);
    connect(sheet, &Sheet::closed, this, [this] { m_open.clear(); });
    sheet->open();
}

} // namespace ui
