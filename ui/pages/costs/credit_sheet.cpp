#include "ui/pages/costs/credit_sheet.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/costs/budget.h"
#include "ui/pages/costs/subject_picker.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/text/money.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/segmented_control.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 640;
constexpr int kRow = 36;
constexpr int kMostRows = 9;
constexpr int kLongestNote = 160;
constexpr int kBack = 1; ///< Of the segments.

QString dollars(model::Nanos amount)
{
    return moneyText(amount, u"USD"_s);
}

} // namespace

CreditSheet::CreditSheet(admin::AdminClient &client, QWidget &window, Credit credit)
    : FormSheet(window, kWidth, tr("Pay")), m_client(client), m_credit(std::move(credit))
{
    setObjectName(u"creditSheet"_s);
    if (isNew())
        setTitle(tr("Pay in"));
    else
        showFigures();
    if (isNew())
        addHolder();
    if (!m_credit.closed)
        addPayment();
    act()->setVisible(!m_credit.closed);
    if (!isNew()) {
        addStatement();
        addClosing();
    }
    fields()->addStretch();
    markSaved();
}

void CreditSheet::showFigures()
{
    setTitle(m_credit.holder);
    QString words = m_credit.closed
                        ? tr("Closed: its holder's calls are not paid from it any more.")
                        : tr("%1 left, %2 of it free").arg(dollars(m_credit.balance), dollars(m_credit.available));
    setSubtitle(budgetScopeWord(m_credit.scope) + u" · "_s + words);
}

void CreditSheet::addHolder()
{
    m_holder = new SubjectPicker(m_client, form(), SubjectPicker::Of::Payers);
    connect(m_holder, &SubjectPicker::edited, this, &CreditSheet::markEdited);
    fields()->addWidget(m_holder);
}

void CreditSheet::addPayment()
{
    if (!isNew()) {
        m_way = new SegmentedControl({tr("Pay in"), tr("Pay back")}, form());
        m_way->setObjectName(u"creditWay"_s);
        m_way->setAccessibleName(tr("Direction"));
        fields()->addWidget(m_way, 0, Qt::AlignLeft);
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    m_amount = new LineEdit(form());
    m_amount->setPlaceholderText(u"25.00"_s);
    m_amountField = addField(tr("Amount in US dollars"), m_amount, u"amount_nanos"_s, row);
    m_note = new LineEdit(form());
    m_note->setMaxLength(kLongestNote);
    m_note->setPlaceholderText(tr("For example invoice 7"));
    FormField *note = addField(tr("Note for the statement"), m_note, u"note"_s, row);
    row->setStretch(0, 1);
    row->setStretch(1, 2);
    row->setAlignment(m_amountField, Qt::AlignTop);
    row->setAlignment(note, Qt::AlignTop);
    fields()->addLayout(row);
    if (isNew())
        m_amountField->setHint(
            tr("From then on the holder's calls are paid from it. Payments stay as they are; a mistake "
               "is mended by another."));
}

void CreditSheet::addStatement()
{
    auto *title = new Label(TextRole::Emphasis, Tone::Plain, form());
    title->setText(tr("Statement"));
    m_tableWords = new Label(TextRole::Body, Tone::Quiet, form());
    m_tableWords->setObjectName(u"statementWords"_s);
    m_tableWords->setText(tr("Loading…"));
    m_tableWords->setWordWrap(true);
    m_table = new TableView(kRow, form());
    m_table->setObjectName(u"statementTable"_s);
    m_table->setAccessibleName(tr("Statement"));
    m_table->setModel(&m_rows);
    m_table->setColumns(StatementModel::columnLayouts());
    m_table->hide();
    fields()->addWidget(title);
    fields()->addWidget(m_tableWords);
    fields()->addWidget(m_table);
    askStatement();
}

void CreditSheet::addClosing()
{
    if (m_credit.closed)
        return;
    auto *closing = new Button(Button::Kind::Danger, tr("Close account"), this);
    closing->setObjectName(u"closeCredit"_s);
    footer()->insertWidget(0, closing);
    connect(closing, &QAbstractButton::clicked, this, [this] {
        Sheet::close();
        Q_EMIT closeWanted();
    });
}

void CreditSheet::askStatement()
{
    m_client.call(statementCall(m_credit), this, [this](const base::Result<base::Json> &answer) {
        m_tableWords->setText(answer ? QString() : refusalWords(answer.error()));
        m_tableWords->setVisible(!answer);
        if (!answer)
            return;
        m_rows.setRows(parseStatement(*answer));
        m_table->setFixedHeight(metric::kTableHead + std::clamp(m_rows.rowCount(), 1, kMostRows) * kRow);
        m_table->show();
    });
}

bool CreditSheet::check()
{
    const auto amount = amountFrom(m_amount->text());
    m_amountField->setError(amount && amount->value > 0 ? QString() : tr("Give an amount such as 25.00."));
    if (m_holder)
        m_holder->setError(m_holder->isComplete() ? QString() : tr("Say which one."));
    if (m_holder && !m_holder->isComplete())
        m_holder->setFocus(Qt::OtherFocusReason);
    else if (m_amountField->hasError())
        m_amount->setFocus(Qt::OtherFocusReason);
    else
        return true;
    return false;
}

void CreditSheet::submit()
{
    if (m_credit.closed || !check())
        return;
    const bool back = m_way != nullptr && m_way->current() == kBack;
    const std::int64_t amount = amountFrom(m_amount->text()).value_or(model::Nanos{}).value;
    base::Json body = {{"scope", (m_holder ? m_holder->scope() : m_credit.scope).toStdString()},
                       {"subject", (m_holder ? m_holder->subject() : m_credit.subject).toStdString()},
                       {"amount_nanos", back ? -amount : amount},
                       {"note", m_note->text().trimmed().toStdString()}};
    send(m_client, {.operation = "credits.pay", .body = std::move(body)},
         [this, back, amount](const base::Json &answer) {
             const QString holder = QString::fromStdString(base::textOr(base::at(answer, "holder")));
             Q_EMIT paid((back ? tr("%1 paid back to %2") : tr("%1 paid in for %2")).arg(dollars({amount}), holder));
             close();
         });
}

void CreditSheet::fail(const base::Error &error)
{
    if (error.param == "subject" && m_holder != nullptr)
        return m_holder->setError(refusalWords(error));
    FormSheet::fail(error);
}

} // namespace ui
