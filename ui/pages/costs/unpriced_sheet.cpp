#include "ui/pages/costs/unpriced_sheet.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSide = 24;
constexpr std::int64_t kNanosPerPico = 1000; ///< A nano-dollar a million tokens is a thousandth of a pico each.

} // namespace

std::int64_t picosPerToken(model::Nanos perMillion)
{
    return (perMillion.value + kNanosPerPico / 2) / kNanosPerPico;
}

/// One model: what was used of it, and the fields for its price.
class UnpricedSheet::Row final : public QWidget {
public:
    Row(UnpricedSheet &sheet, UnpricedModel model)
        : QWidget(sheet.m_content),
          m_sheet(sheet),
          m_model(std::move(model)),
          m_fields(new QWidget(this)),
          m_input(addPrice(UnpricedSheet::tr("Input, $ a million tokens"), u"input"_s)),
          m_output(addPrice(UnpricedSheet::tr("Output, $ a million tokens"), u"output"_s)),
          m_save(new Button(Button::Kind::Secondary, UnpricedSheet::tr("Save price"), m_fields)),
          m_done(new Label(TextRole::Body, Tone::Ok, this))
    {
        auto *name = new Label(TextRole::CardTitle, Tone::Plain, this);
        name->setText(m_model.model.isEmpty() ? UnpricedSheet::tr("not known") : m_model.model);
        name->setElided(true);
        auto *used = new Label(TextRole::Body, Tone::Quiet, this);
        used->setText(
            UnpricedSheet::tr("%n call(s) at %1, %2 tokens in, %3 out", nullptr, static_cast<int>(m_model.calls))
                .arg(m_model.provider, shortCountText(m_model.inputTokens), shortCountText(m_model.outputTokens)));
        used->setWordWrap(true);
        m_save->setObjectName(u"savePrice"_s);
        auto *fields = new QHBoxLayout(m_fields);
        fields->setContentsMargins({});
        fields->setSpacing(12);
        fields->addWidget(m_input, 1, Qt::AlignTop);
        fields->addWidget(m_output, 1, Qt::AlignTop);
        fields->addWidget(m_save, 0, Qt::AlignBottom);
        m_fields->hide();
        m_done->hide();
        m_done->setWordWrap(true);
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(0, 14, 0, 14);
        column->setSpacing(6);
        for (QWidget *part : std::initializer_list<QWidget *>{name, used, m_fields, m_done})
            column->addWidget(part);
        connect(m_save, &QAbstractButton::clicked, this, [this] { save(); });
    }
    void offerPrice() { m_fields->setVisible(!m_model.model.isEmpty() && !m_model.providerId.isEmpty()); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(QRect(0, height() - 1, width(), 1), color(Token::RowLine, palette()));
    }

private:
    FormField *addPrice(const QString &label, const QString &param)
    {
        auto *line = new LineEdit(m_fields);
        line->setPlaceholderText(u"0.50"_s);
        line->setObjectName(u"price_"_s + param);
        connect(line, &QLineEdit::returnPressed, this, [this] { save(); });
        return new FormField(label, line, param, m_fields);
    }
    static std::optional<model::Nanos> amountIn(const FormField &field)
    {
        return amountFrom(qobject_cast<LineEdit *>(field.control())->text());
    }
    void save()
    {
        for (FormField *field : {m_input, m_output})
            field->setError(amountIn(*field) ? QString() : UnpricedSheet::tr("Give an amount such as 0.50."));
        if (m_input->hasError() || m_output->hasError())
            return;
        m_save->setEnabled(false);
        const base::Json body = {{"input", picosPerToken(*amountIn(*m_input))},
                                 {"output", picosPerToken(*amountIn(*m_output))}};
        m_sheet.m_client.call(
            {.operation = "prices.set",
             .path = {{"provider", m_model.providerId.toStdString()}, {"model", m_model.model.toStdString()}},
             .body = body},
            this, [this](const base::Result<base::Json> &answer) { take(answer); });
    }
    void take(const base::Result<base::Json> &answer)
    {
        m_save->setEnabled(true);
        m_done->show();
        m_done->setTone(answer ? Tone::Ok : Tone::Error);
        m_done->setText(answer ? UnpricedSheet::tr("Saved. Calls from now on have this price; past ones stay unpriced.")
                               : refusalWords(answer.error()));
        if (!answer)
            return;
        m_fields->hide();
        Q_EMIT m_sheet.priced(m_model.model);
    }

    UnpricedSheet &m_sheet;
    UnpricedModel m_model;
    QWidget *m_fields;
    FormField *m_input;
    FormField *m_output;
    Button *m_save;
    Label *m_done;
};

UnpricedSheet::UnpricedSheet(admin::AdminClient &client, QWidget &window, const std::vector<UnpricedModel> &models)
    : Sheet(window, metric::kSheetWidth + 80),
      m_client(client),
      m_content(new QWidget),
      m_column(new QVBoxLayout(m_content)),
      m_words(new Label(TextRole::Body, Tone::Quiet, m_content))
{
    setObjectName(u"unpricedSheet"_s);
    setTitle(tr("Calls without a price"));
    build(models);
    askPrices();
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
}

void UnpricedSheet::build(const std::vector<UnpricedModel> &models)
{
    m_column->setContentsMargins(kSide, 8, kSide, kSide);
    m_column->setSpacing(0);
    m_words->setObjectName(u"unpricedHelp"_s);
    m_words->setWordWrap(true);
    m_words->setText(
        tr("Nobody knows what these models cost, so their calls are in no sum and no budget. A self-hosted "
           "model may well be free: then give it the price 0."));
    m_column->addWidget(m_words);
    for (const UnpricedModel &model : models) {
        m_rows.push_back(new Row(*this, model));
        m_column->addWidget(m_rows.back());
    }
    m_column->addStretch();
    setContent(m_content);
}

/// Fields for prices are there where the gateway takes own ones.
void UnpricedSheet::askPrices()
{
    m_client.call({.operation = "prices.list", .query = {{"limit", "1"}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      if (!answer)
                          return;
                      for (Row *row : m_rows)
                          row->offerPrice();
                  });
}

} // namespace ui
