#pragma once

#include "ui/pages/costs/cost_figures.h"
#include "ui/pages/costs/cost_span.h"
#include "ui/widgets/sheet.h"

class QComboBox;
class QVBoxLayout;

namespace ui {

class Button;
class ComparedBars;
class FormField;
class Label;
class LineEdit;
class TableView;
class WhatIfModel;

/// What the calls of a span would have cost on another model or provider. Nothing is sent to anybody. Deletes itself
/// when it is closed.
/// Thread: main. `client` must outlive it.
class WhatIfSheet final : public Sheet {
    Q_OBJECT
public:
    /// `models`: those that were used.
    WhatIfSheet(admin::AdminClient &client, QWidget &window, const CostSpan &span, QDate today,
                const std::vector<CostRow> &models);

private:
    void build(const std::vector<CostRow> &models);
    void buildResult(QVBoxLayout &column);
    void buildFooter();
    void askProviders();
    base::Json body() const;
    void run();
    void show(const base::Json &answer);
    void fail(const base::Error &error);
    admin::AdminClient &m_client;
    CostSpan m_span;
    QDate m_today;
    QWidget *m_form;
    QComboBox *m_from = nullptr;
    LineEdit *m_model = nullptr;
    FormField *m_modelField = nullptr;
    QComboBox *m_provider = nullptr;
    LineEdit *m_at = nullptr;
    FormField *m_atField = nullptr;
    QWidget *m_result;
    ComparedBars *m_bars;
    Label *m_difference;
    Label *m_note;
    WhatIfModel *m_rows;
    TableView *m_table;
    Label *m_words;
    Button *m_act;
    bool m_asking = false;
};

} // namespace ui
