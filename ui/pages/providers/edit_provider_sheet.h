#pragma once

#include "ui/pages/providers/form_sheet.h"
#include "ui/pages/providers/provider_rows.h"

class QCheckBox;
class QSpinBox;

namespace ui {

class LineEdit;
class OptionFields;
class SegmentedControl;
class TextArea;

/// Changes what a provider is: name, address, order, timeouts, headers.
/// Thread: main. `client` must outlive it.
class EditProviderSheet final : public FormSheet {
    Q_OBJECT
public:
    EditProviderSheet(admin::AdminClient &client, QWidget &window, const ProviderRow &row, QStringList takenNames);

Q_SIGNALS:
    void saved(const QString &name);

protected:
    void submit() override;
    void fail(const base::Error &error) override;

private:
    void addGeneral();
    void addOutbound();
    void addOrder();
    void addTimeouts();
    void addHeaders();
    void fill(const ProviderRow &row);
    void checkAddress();
    void reload();
    base::Json headers() const;
    base::Json timeouts() const;

    admin::AdminClient &m_client;
    ProviderRow m_row;
    QStringList m_takenNames;
    LineEdit *m_name = nullptr;
    LineEdit *m_address = nullptr;
    OptionFields *m_options = nullptr;
    FormField *m_nameField = nullptr;
    FormField *m_addressField = nullptr;
    QCheckBox *m_anyModel = nullptr;
    SegmentedControl *m_outbound = nullptr;
    QSpinBox *m_priority = nullptr;
    QSpinBox *m_weight = nullptr;
    std::vector<std::pair<QString, QSpinBox *>> m_timeouts{}; ///< By their names in the API. Unit: seconds.
    TextArea *m_headers = nullptr;
    FormField *m_headersField = nullptr;
};

} // namespace ui
