#include "ui/pages/costs/reconcile_sheet.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QFile>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/costs/reconcile_model.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/path_field.h"
#include "ui/widgets/table_view.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 860;
constexpr int kSide = 24;
constexpr int kRow = 36;
constexpr int kMostRows = 14;
constexpr qint64 kLargest = 32 << 20; ///< Bytes; a year of an export has less than one of them.

} // namespace

ReconcileSheet::ReconcileSheet(admin::AdminClient &client, QWidget &window)
    : Sheet(window, kWidth),
      m_client(client),
      m_form(new QWidget),
      m_path(new PathField(PathField::Kind::Open, m_form)),
      m_provider(new QComboBox(m_form)),
      m_result(new Label(TextRole::Reading, Tone::Plain, m_form)),
      m_rows(new ReconcileModel(this)),
      m_table(new TableView(kRow, m_form)),
      m_words(new Label(TextRole::Body, Tone::Quiet, this)),
      m_act(new Button(Button::Kind::Primary, tr("Compare"), this))
{
    setObjectName(u"reconcileSheet"_s);
    setTitle(tr("Reconcile"));
    setSubtitle(tr("What a provider says was used, beside what was booked here. The gateway reads the file, and nobody "
                   "else gets it."));
    build();
    buildFooter();
    askProviders();
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
}

void ReconcileSheet::build()
{
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins(kSide, 8, kSide, kSide);
    column->setSpacing(16);
    m_path->line()->setObjectName(u"reconcilePath"_s);
    m_path->line()->setAccessibleName(tr("Usage export"));
    m_path->setFilter(tr("Usage exports (*.csv *.json)"));
    m_pathField = new FormField(tr("Usage export"), m_path, u"document"_s, m_form);
    m_pathField->setHint(tr("Of OpenAI or Anthropic, CSV or JSON, with a line for each day and model. You may drop it "
                            "here."));
    m_provider->setObjectName(u"reconcileProvider"_s);
    m_provider->addItem(tr("All providers"), QString());
    auto *provider = new FormField(tr("Booked at"), m_provider, u"provider"_s, m_form);
    m_provider->view()->setAccessibleName(m_provider->accessibleName());
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_pathField, 2, Qt::AlignTop);
    row->addWidget(provider, 1, Qt::AlignTop);
    column->addLayout(row);
    m_result->setObjectName(u"reconcileResult"_s);
    m_result->setWordWrap(true);
    m_table->setObjectName(u"reconcileTable"_s);
    m_table->setAccessibleName(tr("Differences"));
    m_table->setModel(m_rows);
    m_table->setColumns(ReconcileModel::columnLayouts());
    column->addWidget(m_result);
    column->addWidget(m_table);
    column->addStretch();
    m_result->hide();
    m_table->hide();
    setContent(m_form);
    connect(m_path, &PathField::edited, this, [this] { m_pathField->setError({}); });
    connect(m_path->line(), &QLineEdit::returnPressed, m_act, &QAbstractButton::click);
}

void ReconcileSheet::buildFooter()
{
    m_words->setObjectName(u"reconcileWords"_s);
    m_words->setWordWrap(true);
    m_act->setObjectName(u"reconcileAct"_s);
    footer()->addWidget(m_words, 1);
    footer()->addStretch();
    footer()->addWidget(m_act);
    connect(m_act, &QAbstractButton::clicked, this, &ReconcileSheet::run);
}

void ReconcileSheet::askProviders()
{
    m_client.call({.operation = "providers.list", .query = {{"limit", "1000"}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      if (!answer)
                          return; // all of them are offered
                      for (const base::Json &row : base::at(*answer, "data"))
                          m_provider->addItem(QString::fromStdString(base::textOr(base::at(row, "name"))),
                                              QString::fromStdString(base::textOr(base::at(row, "id"))));
                  });
}

void ReconcileSheet::run()
{
    if (m_asking)
        return;
    QFile file(m_path->path());
    if (!file.open(QIODevice::ReadOnly) || file.size() > kLargest) {
        m_pathField->setError(file.isOpen() ? tr("This file is too large for a usage export: 32 MiB at most.")
                                            : tr("This file cannot be read."));
        return m_path->setFocus(Qt::OtherFocusReason);
    }
    base::Json body = {{"document", file.readAll().toStdString()}};
    if (const QString provider = m_provider->currentData().toString(); !provider.isEmpty())
        body["provider"] = provider.toStdString();
    m_asking = true;
    m_act->setEnabled(false);
    m_words->setTone(Tone::Quiet);
    m_words->setText(tr("Comparing…"));
    m_client.call({.operation = "cost.reconcile", .body = std::move(body)}, this,
                  [this](const base::Result<base::Json> &answer) {
                      m_asking = false;
                      m_act->setEnabled(true);
                      m_words->setText({});
                      if (!answer)
                          return fail(answer.error());
                      show(*answer);
                  });
}

void ReconcileSheet::show(const base::Json &answer)
{
    const Reconciliation told = parseReconciliation(answer);
    m_result->setText(told.different == 0 ? tr("All %n day(s) and models are equal.", nullptr, told.equal)
                                          : tr("%n day(s) and models differ", nullptr, told.different) + u", "_s
                                                + tr("%n are equal.", nullptr, told.equal));
    m_result->setTone(told.different == 0 ? Tone::Ok : Tone::Warn);
    m_result->show();
    m_rows->setAnswer(told);
    m_table->setVisible(!told.rows.empty());
    m_table->setFixedHeight(metric::kTableHead + qMin(m_rows->rowCount(), kMostRows) * kRow);
}

void ReconcileSheet::fail(const base::Error &error)
{
    if (showAtField(*m_form, error))
        return;
    m_words->setTone(Tone::Error);
    m_words->setText(refusalWords(error));
    QAccessibleEvent event(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace ui
