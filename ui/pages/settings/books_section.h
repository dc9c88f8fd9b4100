#pragma once

#include "admin/admin_client.h"
#include "ui/pages/settings/setting_section.h"

class QComboBox;

namespace ui {

class BoundField;
class Button;

/// In which currency costs are shown, by which rates, and how long single calls are kept.
/// Thread: main. `client` must outlive it.
class BooksSection final : public SettingSection {
    Q_OBJECT
public:
    explicit BooksSection(admin::AdminClient &client, QWidget *parent = nullptr);

    /// From `settings.get`.
    void setSettings(const base::Json &settings);
    /// Opens the sheet of the exchange rates.
    void openRates();

Q_SIGNALS:
    void saved();

private:
    void addCurrency();
    void addBounds();
    void askCurrencies();
    void offer(const base::Json &rates);
    void save(base::Json change, SettingRow &row);
    admin::AdminClient &m_client;
    QComboBox *m_currency = nullptr;
    Button *m_rates = nullptr;
    BoundField *m_days = nullptr;
    BoundField *m_megabytes = nullptr;
    SettingRow *m_currencyRow = nullptr;
    SettingRow *m_daysRow = nullptr;
    SettingRow *m_megabytesRow = nullptr;
    QString m_kept{}; ///< The currency that holds.
    bool m_asked = false;
    int m_saving = 0; ///< Changes on their way: an answer read before they arrive is old.
};

} // namespace ui
