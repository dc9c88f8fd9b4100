#pragma once

#include "ui/pages/costs/cost_figures.h"
#include "ui/pages/costs/cost_span.h"
#include "ui/parts/file_sheet.h"

class QComboBox;

namespace ui {

/// Saves costs as a file: a table as CSV, a report as PDF, or what one key cost in a month as a page of PDF.
/// Thread: main. `client` must outlive it.
class ExportSheet final : public FileSheet {
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

private:
    admin::AdminCall call() const override;
    ExportRun::Extent extent() const override;
    QString fileName() const override;
    QString filter() const override;
    void follow() override;
    void buildChoices();
    QComboBox *addCombo(const QString &label, const char *name, FormField **field);
    What what() const;
    bool isPdf() const;

    Wish m_wish;
    QComboBox *m_what = nullptr;
    QComboBox *m_axis = nullptr;
    FormField *m_axisField = nullptr;
    QComboBox *m_period = nullptr;
    FormField *m_periodField = nullptr;
    QComboBox *m_key = nullptr;
    FormField *m_keyField = nullptr;
    QComboBox *m_month = nullptr;
    FormField *m_monthField = nullptr;
};

} // namespace ui
