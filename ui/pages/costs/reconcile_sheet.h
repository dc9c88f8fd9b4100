#pragma once

#include "admin/admin_client.h"
#include "ui/widgets/sheet.h"

class QComboBox;

namespace ui {

class Button;
class FormField;
class Label;
class PathField;
class ReconcileModel;
class TableView;

/// Compares a provider's usage export with what was booked, by day and model. Deletes itself when it is closed.
/// Thread: main. `client` must outlive it.
class ReconcileSheet final : public Sheet {
    Q_OBJECT
public:
    ReconcileSheet(admin::AdminClient &client, QWidget &window);

private:
    void build();
    void buildFooter();
    void askProviders();
    void run();
    void show(const base::Json &answer);
    void fail(const base::Error &error);
    admin::AdminClient &m_client;
    QWidget *m_form;
    PathField *m_path;
    FormField *m_pathField = nullptr;
    QComboBox *m_provider;
    Label *m_result;
    ReconcileModel *m_rows;
    TableView *m_table;
    Label *m_words;
    Button *m_act;
    bool m_asking = false;
};

} // namespace ui
