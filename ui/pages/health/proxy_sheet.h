#pragma once

#include "ui/pages/health/proxy_rows.h"
#include "ui/pages/providers/form_sheet.h"

class QCheckBox;
class QSpinBox;

namespace ui {

class DayStrip;
class KeyEntry;
class LineEdit;
class SegmentedControl;

/// Adds a proxy to the pool or changes one; checks, drains and removes it. Deletes itself when it is closed.
/// Thread: main. `client` must outlive it.
class ProxySheet final : public FormSheet {
    Q_OBJECT
public:
    /// `row` without an id is a new one.
    ProxySheet(admin::AdminClient &client, QWidget &window, const ProxyRow &row);

Q_SIGNALS:
    /// What is shown of it elsewhere is no longer so.
    void changed();
    void said(const QString &words);

protected:
    void submit() override;

private:
    LineEdit *addLine(const QString &label, const QString &param, const QString &value, const QString &example,
                      QBoxLayout *into = nullptr);
    void addPlace();
    void addLogin();
    void addRemove();
    void addCheck();
    void addPast();
    void present();
    void check();
    void remove();
    base::Json body() const;

    admin::AdminClient &m_client;
    ProxyRow m_row;
    Label *m_state = nullptr; ///< Null of a new one.
    Button *m_check = nullptr;
    DayStrip *m_days = nullptr;
    Label *m_shares = nullptr;
    LineEdit *m_name = nullptr;
    SegmentedControl *m_kind = nullptr;
    LineEdit *m_host = nullptr;
    QSpinBox *m_port = nullptr;
    LineEdit *m_user = nullptr;
    KeyEntry *m_secret = nullptr;
    FormField *m_secretField = nullptr;
    QSpinBox *m_weight = nullptr;
    QCheckBox *m_enabled = nullptr;
    bool m_checking = false;
    bool m_removing = false; ///< It was asked once.
};

} // namespace ui
