#include "ui/pages/routing/defaults_row.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/providers/provider_rows.h"
#include "ui/pages/routing/hedging_fields.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kModelWidth = 168;

QWidget *named(const QString &name, QWidget *control, QWidget *parent)
{
    auto *out = new QWidget(parent);
    auto *label = new Label(TextRole::Body, Tone::Quiet, out);
    label->setText(name);
    label->setBuddy(control);
    auto *row = new QHBoxLayout(out);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(label);
    row->addWidget(control);
    return out;
}

} // namespace

DefaultsRow::DefaultsRow(admin::AdminClient &client, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_model(new QComboBox(this)),
      m_strategy(new QComboBox(this)),
      m_affinity(new QCheckBox(tr("Keep sessions together"), this)),
      m_hedging(new HedgingFields(this))
{
    build();
    for (QWidget *unknown : std::initializer_list<QWidget *>{m_model, m_strategy, m_affinity, m_hedging})
        unknown->setEnabled(false); // until the gateway has said what holds
    connect(m_model, &QComboBox::activated, this, &DefaultsRow::saveModel);
    connect(m_model->lineEdit(), &QLineEdit::editingFinished, this, &DefaultsRow::saveModel);
    connect(m_strategy, &QComboBox::activated, this,
            [this] { save({{"strategy", m_strategy->currentData().toString().toStdString()}}); });
    connect(m_hedging, &HedgingFields::mostChosen, this, [this](int percent) { save({{"hedge_percent", percent}}); });
    connect(m_hedging, &HedgingFields::whenChosen, this, [this](const QString &hedging, int millis) {
        base::Json change = {{"hedging", hedging.toStdString()}};
        if (millis > 0)
            change["hedge_after_ms"] = millis;
        save(std::move(change));
    });
    connect(m_affinity, &QCheckBox::clicked, this, [this](bool on) { save({{"affinity", on}}); });
}

void DefaultsRow::build()
{
    m_model->setObjectName(u"defaultModel"_s);
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->setAccessibleName(tr("Default model"));
    m_model->lineEdit()->setAccessibleName(tr("Default model"));
    m_model->lineEdit()->setPlaceholderText(tr("none"));
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // a long name widens nothing
    m_model->setMinimumContentsLength(8);
    m_model->setFixedWidth(kModelWidth);
    m_strategy->setObjectName(u"defaultStrategy"_s);
    m_strategy->setAccessibleName(tr("Strategy"));
    for (const PartChoice &choice : strategyChoices())
        m_strategy->addItem(rulesWord(choice.label), QString::fromLatin1(choice.value));
    for (QComboBox *box : {m_model, m_strategy})
        box->view()->setAccessibleName(box->accessibleName());
    m_affinity->setObjectName(u"defaultAffinity"_s);
    m_affinity->setToolTip(tr("Calls of one session stay with one target, so that the provider's prompt cache stays "
                              "warm."));
    auto *flow = new FlowLayout(12);
    flow->addWidget(named(tr("Otherwise"), m_model, this));
    flow->addWidget(named(tr("Strategy"), m_strategy, this));
    m_affinity->setMinimumHeight(metric::kControl);
    flow->addWidget(m_affinity);
    flow->addWidget(m_hedging);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metric::kCardPadding, 12, metric::kCardPadding, 12);
    column->addLayout(flow);
}

void DefaultsRow::refresh()
{
    m_client.call({.operation = "settings.get"}, this, [this](const base::Result<base::Json> &answer) {
        if (answer && m_saving == 0)
            take(*answer);
    });
}

void DefaultsRow::setNames(const RouteNames &names)
{
    const QStringList offered = names.of(NameSource::Models);
    if (offered == m_offered || m_model->lineEdit()->hasFocus())
        return;
    m_offered = offered;
    const QSignalBlocker quiet(m_model);
    m_model->clear();
    m_model->addItems(offered);
    m_model->setEditText(m_savedModel);
}

QString DefaultsRow::strategy() const
{
    return m_strategy->isEnabled() ? m_strategy->currentData().toString() : QString();
}

void DefaultsRow::take(const base::Json &settings)
{
    const QString model = fieldText(settings, "default_model");
    if (!m_known || m_model->currentText() == m_savedModel) // else somebody is at it
        m_model->setEditText(model);
    m_savedModel = model;
    m_known = true;
    m_model->setEnabled(true);
    const QString strategy = fieldText(settings, "strategy");
    m_strategy->setEnabled(!strategy.isEmpty());
    if (m_strategy->findData(strategy) < 0 && !strategy.isEmpty())
        m_strategy->addItem(strategy, strategy);
    if (!m_strategy->view()->isVisible())
        m_strategy->setCurrentIndex(m_strategy->findData(strategy));
    const base::Json &affinity = base::at(settings, "affinity");
    m_affinity->setEnabled(affinity.is_boolean());
    m_affinity->setChecked(base::truthOr(affinity));
    m_hedging->setSettings(settings);
}

void DefaultsRow::saveModel()
{
    const QString model = m_model->currentText().trimmed();
    if (m_known && model != m_savedModel)
        save({{"default_model", model.toStdString()}});
}

void DefaultsRow::save(base::Json change)
{
    ++m_saving;
    if (change.contains("default_model"))
        m_savedModel = m_model->currentText().trimmed(); // asked once, also when Enter and leaving it both say so
    m_client.call({.operation = "router.defaults", .body = std::move(change)}, this,
                  [this](const base::Result<base::Json> &answer) {
                      --m_saving;
                      if (!answer) {
                          Q_EMIT said(refusalWords(answer.error()));
                          m_known = false; // shows what holds
                          return refresh();
                      }
                      take(*answer);
                      Q_EMIT said(tr("Saved"));
                  });
}

void DefaultsRow::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(QRect(0, 0, width(), 1), color(Token::RowLine, palette()));
}

} // namespace ui
