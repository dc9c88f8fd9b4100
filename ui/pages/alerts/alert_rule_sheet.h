#pragma once

#include "ui/pages/alerts/alert_config.h"
#include "ui/pages/providers/form_sheet.h"

class QComboBox;
class QSpinBox;

namespace ui {

/// The bounds of one kind of alert. Deletes itself when it is closed.
/// Thread: main. `client` must outlive it.
class AlertRuleSheet final : public FormSheet {
    Q_OBJECT
public:
    AlertRuleSheet(admin::AdminClient &client, QWidget &window, AlertConfig config, AlertRule rule);

Q_SIGNALS:
    void saved(const base::Json &config);

protected:
    void submit() override;
    void fail(const base::Error &error) override;

private:
    QSpinBox *addNumber(const QString &label, const QString &param, int most, qint64 value, const QString &suffix);
    admin::AdminClient &m_client;
    AlertConfig m_config;
    AlertRule m_rule;
    QComboBox *m_severity;
    QSpinBox *m_threshold = nullptr; ///< Null where the kind has none.
    QSpinBox *m_window = nullptr;    ///< The same.
    QSpinBox *m_for;
};

/// The combo box of severities, with the one that holds chosen.
QComboBox *makeSeverityBox(const QString &chosen, const QString &name, QWidget *parent);

} // namespace ui
