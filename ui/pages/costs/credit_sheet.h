#pragma once

#include "ui/pages/costs/credit_models.h"
#include "ui/pages/providers/form_sheet.h"

namespace ui {

class LineEdit;
class SegmentedControl;
class SubjectPicker;

/// Pays into prepaid credit or back from it, and shows the statement of an account. Deletes itself when it is closed.
/// Thread: main. `client` must outlive it.
class CreditSheet final : public FormSheet {
    Q_OBJECT
public:
    /// `credit` without an id is a first payment.
    CreditSheet(admin::AdminClient &client, QWidget &window, Credit credit);

Q_SIGNALS:
    void paid(const QString &words);
    void closeWanted();

protected:
    void submit() override;
    void fail(const base::Error &error) override;

private:
    bool isNew() const { return m_credit.id.isEmpty(); }
    void addHolder();
    void addPayment();
    void addStatement();
    void addClosing();
    void showFigures();
    void askStatement();
    bool check();
    admin::AdminClient &m_client;
    Credit m_credit;
    SubjectPicker *m_holder = nullptr;
    SegmentedControl *m_way = nullptr; ///< In or back; null in a first payment.
    LineEdit *m_amount = nullptr;
    FormField *m_amountField = nullptr;
    LineEdit *m_note = nullptr;
    StatementModel m_rows{};
    TableView *m_table = nullptr;
    Label *m_tableWords = nullptr;
};

} // namespace ui
