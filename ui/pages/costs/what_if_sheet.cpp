#include "ui/pages/costs/what_if_sheet.h"

#include <cmath>

#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/pages/costs/compared_bars.h"
#include "ui/pages/costs/what_if_model.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/table_view.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 680;
constexpr int kSide = 24;
constexpr int kRow = 36;
constexpr int kMostRows = 10;
constexpr double kHundred = 100;

} // namespace

WhatIfSheet::WhatIfSheet(admin::AdminClient &client, QWidget &window, const CostSpan &span, QDate today,
                         const std::vector<CostRow> &models)
    : Sheet(window, kWidth),
      m_client(client),
      m_span(span),
      m_today(today),
      m_form(new QWidget),
      m_result(new QWidget(m_form)),
      m_bars(new ComparedBars(m_result)),
      m_difference(new Label(TextRole::Section, Tone::Plain, m_result)),
      m_note(new Label(TextRole::Body, Tone::Quiet, m_result)),
      m_rows(new WhatIfModel(this)),
      m_table(new TableView(kRow, m_result)),
      m_words(new Label(TextRole::Body, Tone::Quiet, this)),
      m_act(new Button(Button::Kind::Primary, tr("Price them"), this))
{
    setObjectName(u"whatIfSheet"_s);
    setTitle(tr("What if"));
    //: %1 is a span of time: November 2026.
    setSubtitle(tr("The calls of %1, priced differently. Nothing is sent and nothing is changed.").arg(span.title()));
    build(models);
    buildFooter();
    askProviders();
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
}

void WhatIfSheet::build(const std::vector<CostRow> &models)
{
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins(kSide, 8, kSide, kSide);
    column->setSpacing(16);
    m_from = new QComboBox(m_form);
    m_from->setObjectName(u"whatIfFrom"_s);
    m_from->addItem(tr("All models"), QString());
    QStringList names;
    for (const CostRow &row : models) {
        m_from->addItem(row.name, row.id);
        names += row.name;
    }
    column->addWidget(new FormField(tr("Calls to"), m_from, u"model"_s, m_form));
    m_model = new LineEdit(m_form);
    m_model->setObjectName(u"whatIfModel"_s);
    m_model->setPlaceholderText(tr("As it was"));
    auto *completer = new QCompleter(names, m_model);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->popup()->setAccessibleName(tr("Model instead"));
    m_model->setCompleter(completer);
    m_modelField = new FormField(tr("Model instead"), m_model, u"instead"_s, m_form);
    m_provider = new QComboBox(m_form);
    m_provider->setObjectName(u"whatIfProvider"_s);
    m_provider->addItem(tr("As it was"), QString());
    auto *provider = new FormField(tr("Provider instead"), m_provider, u"provider"_s, m_form);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_modelField, 1, Qt::AlignTop);
    row->addWidget(provider, 1, Qt::AlignTop);
    column->addLayout(row);
    m_at = new LineEdit(m_form);
    m_at->setObjectName(u"whatIfAt"_s);
    m_at->setPlaceholderText(tr("As they were"));
    m_atField = new FormField(tr("Prices of the day"), m_at, u"instead.at"_s, m_form);
    //: How a date is typed.
    m_atField->setHint(tr("For example 2026-10-01"));
    column->addWidget(m_atField);
    connect(m_at, &QLineEdit::returnPressed, m_act, &QAbstractButton::click);
    connect(m_at, &QLineEdit::textEdited, this, [this] { m_atField->setError({}); });
    for (QComboBox *box : {m_from, m_provider})
        box->view()->setAccessibleName(box->accessibleName());
    connect(m_model, &QLineEdit::returnPressed, m_act, &QAbstractButton::click);
    connect(m_model, &QLineEdit::textEdited, this, [this] { m_modelField->setError({}); });
    buildResult(*column);
    column->addStretch();
    setContent(m_form);
}

void WhatIfSheet::buildResult(QVBoxLayout &column)
{
    m_difference->setObjectName(u"whatIfDifference"_s);
    m_note->setObjectName(u"whatIfNote"_s);
    m_note->setWordWrap(true);
    m_table->setObjectName(u"whatIfTable"_s);
    m_table->setAccessibleName(tr("By model"));
    m_table->setModel(m_rows);
    m_table->setColumns(WhatIfModel::columnLayouts());
    auto *inside = new QVBoxLayout(m_result);
    inside->setContentsMargins({});
    inside->setSpacing(12);
    for (QWidget *part : std::initializer_list<QWidget *>{m_bars, m_difference, m_note, m_table})
        inside->addWidget(part);
    column.addWidget(m_result);
    m_result->hide();
}

void WhatIfSheet::buildFooter()
{
    m_words->setObjectName(u"whatIfWords"_s);
    m_words->setWordWrap(true);
    m_act->setObjectName(u"whatIfAct"_s);
    footer()->addWidget(m_words, 1);
    footer()->addStretch();
    footer()->addWidget(m_act);
    connect(m_act, &QAbstractButton::clicked, this, &WhatIfSheet::run);
}

void WhatIfSheet::askProviders()
{
    m_client.call({.operation = "providers.list", .query = {{"limit", "1000"}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      if (!answer)
                          return; // a model alone will do
                      for (const base::Json &row : base::at(*answer, "data"))
                          m_provider->addItem(QString::fromStdString(base::textOr(base::at(row, "name"))),
                                              QString::fromStdString(base::textOr(base::at(row, "id"))));
                  });
}

base::Json WhatIfSheet::body() const
{
    base::Json out = base::Json::object();
    for (const auto &[name, value] : m_span.query(m_today))
        out[name] = value;
    if (const QString model = m_from->currentData().toString(); !model.isEmpty())
        out["model"] = model.toStdString();
    out["instead"] = base::Json::object();
    if (const QString model = m_model->text().trimmed(); !model.isEmpty())
        out["instead"]["model"] = model.toStdString();
    if (const QString provider = m_provider->currentData().toString(); !provider.isEmpty())
        out["instead"]["provider"] = provider.toStdString();
    if (const QString at = m_at->text().trimmed(); !at.isEmpty())
        out["instead"]["at"] = at.toStdString();
    return out;
}

void WhatIfSheet::run()
{
    if (m_asking)
        return;
    const base::Json asked = body();
    if (asked["instead"].empty()) {
        m_modelField->setError(tr("Say a model, a provider or a day."));
        return m_model->setFocus(Qt::OtherFocusReason);
    }
    m_asking = true;
    m_act->setEnabled(false);
    m_words->setTone(Tone::Quiet);
    m_words->setText(tr("Pricing…"));
    m_client.call({.operation = "cost.what_if", .body = asked}, this, [this](const base::Result<base::Json> &answer) {
        m_asking = false;
        m_act->setEnabled(true);
        m_words->setText({});
        if (!answer)
            return fail(answer.error());
        show(*answer);
    });
}

void WhatIfSheet::show(const base::Json &answer)
{
    const WhatIf told = parseWhatIf(answer);
    const model::Nanos difference{told.total.would.value - told.total.was.value};
    const bool unknown = told.total.unpriced > 0 && told.total.unpriced >= told.total.attempts;
    m_bars->setAmounts(told.total.was, told.total.would, told.currency);
    QString words = signedMoney(difference, told.currency);
    if (told.total.was.value > 0)
        words += u" · "_s
                 + QLocale().toString(std::abs(static_cast<double>(difference.value))
                                          / static_cast<double>(told.total.was.value) * kHundred,
                                      'f', 0)
                 + u'%';
    m_difference->setText(unknown ? tr("No price is known for it") : words);
    m_difference->setTone(unknown                ? Tone::Warn
                          : difference.value < 0 ? Tone::Ok
                          : difference.value > 0 ? Tone::Error
                                                 : Tone::Plain);
    QString note = tr("%n request(s) to providers.", nullptr, static_cast<int>(told.total.attempts));
    if (told.total.unpriced > 0)
        note += u' '
                + tr("%n of them would have no known price and are not in the sum.", nullptr,
                     static_cast<int>(told.total.unpriced));
    m_note->setText(note);
    m_rows->setAnswer(told);
    m_table->setVisible(!told.rows.empty());
    m_table->setFixedHeight(metric::kTableHead + qMin(m_rows->rowCount(), kMostRows) * kRow);
    m_result->show();
}

void WhatIfSheet::fail(const base::Error &error)
{
    if (showAtField(*m_form, error))
        return;
    m_words->setTone(Tone::Error);
    m_words->setText(refusalWords(error));
    QAccessibleEvent event(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace ui
