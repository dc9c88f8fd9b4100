#pragma once

#include "ui/pages/costs/cost_figures.h"
#include "ui/pages/costs/cost_span.h"
#include "ui/pages/costs/export_run.h"
#include "ui/widgets/sheet.h"

class QComboBox;

namespace ui {

class Button;
class FormField;
class Label;
class PathField;
class ProgressBar;
class SegmentedControl;

/// Saves costs as a file: a table as CSV, a report as PDF, or what one key cost in a month as a page of PDF. It may be
/// stopped, and then there is no file. Deletes itself when it is closed.
/// Thread: main. `client` must outlive it.
class ExportSheet final : public Sheet {
    Q_OBJECT
public:
    enum class What : std::uint8_t { Costs, Usage, Slip };
    struct Wish {
        What what = What::Costs;
        CostSpan span{};
        QDate today{};
        const CostAxis *axis = nullptr;
        std::vector<CostRow> keys{}; ///< Of which there may be a slip.
    };
    ExportSheet(admin::AdminClient &client, QWidget &window, Wish wish);

Q_SIGNALS:
    void saved(const QString &path);

private:
    void build();
    void buildChoices();
    void buildFooter();
    FormField *addField(const QString &label, QWidget *control, const char *name);
    QComboBox *addCombo(const QString &label, const char *name, FormField **field);
    void follow();
    void suggestPath();
    What what() const;
    bool isPdf() const;
    admin::AdminCall call() const;
    void startOrCancel();
    void fail(const base::Error &error);
    void present();

    ExportRun m_run;
    Wish m_wish;
    QWidget *m_form;
    QComboBox *m_what = nullptr;
    QComboBox *m_axis = nullptr;
    FormField *m_axisField = nullptr;
    QComboBox *m_period = nullptr;
    FormField *m_periodField = nullptr;
    QComboBox *m_key = nullptr;
    FormField *m_keyField = nullptr;
    QComboBox *m_month = nullptr;
    FormField *m_monthField = nullptr;
    SegmentedControl *m_format;
    FormField *m_formatField = nullptr;
    PathField *m_path;
    FormField *m_pathField = nullptr;
    QString m_suggested{};
    ProgressBar *m_progress;
    Label *m_words;
    Button *m_act;
};

} // namespace ui
