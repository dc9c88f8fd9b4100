#include "ui/pages/connect/target_card.h"

#include <utility>

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/pages/connect/step_title.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/field_box.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QWidget *beside(QWidget *wide, QWidget *narrow, QWidget *parent)
{
    auto *both = new QWidget(parent);
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(wide, 1);
    row->addWidget(narrow);
    return both;
}

} // namespace

OfferedModels parseOfferedModels(const base::Json &answer)
{
    OfferedModels out;
    for (const base::Json &provider : base::at(answer, "data")) {
        if (!base::truthOr(base::at(provider, "enabled")))
            continue;
        out.anyName = out.anyName || base::truthOr(base::at(provider, "any_model"));
        for (const base::Json &model : base::at(provider, "models"))
            if (const QString name = QString::fromStdString(base::textOr(model)); !out.names.contains(name))
                out.names += name;
        if (base::textOr(base::at(provider, "type")) == "sandbox" && !out.names.contains(u"sandbox"_s))
            out.names += u"sandbox"_s;
    }
    return out;
}

TargetCard::TargetCard(QWidget *parent, int step)
    : Card(parent),
      m_keys(new QComboBox(this)),
      m_models(new QComboBox(this)),
      m_base(new Label(TextRole::Code, Tone::Plain, this)),
      m_copy(new CopyButton(CopyButton::Label::IconOnly, tr("Copy the base URL"), this)),
      m_new(new Button(Button::Kind::Secondary, tr("New key"), this)),
      m_hint(new Label(TextRole::Body, Tone::Quiet, this))
{
    m_base->setObjectName(u"baseUrl"_s);
    m_base->setElided(true);
    m_keys->setObjectName(u"connectKeys"_s);
    m_keys->setAccessibleName(tr("Key"));
    m_keys->setMinimumContentsLength(8);
    m_models->setObjectName(u"connectModels"_s);
    m_models->setAccessibleName(tr("Model"));
    m_models->setMinimumContentsLength(8);
    for (QComboBox *box : {m_keys, m_models}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // else a long name widens the page
        box->view()->setAccessibleName(box->accessibleName());
        box->setEnabled(false); // until the gateway has said what there is
    }
    m_new->setObjectName(u"newConnectKey"_s);
    m_new->setIconName(u"plus"_s);
    m_hint->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metric::kCardPadding, 18, metric::kCardPadding, metric::kCardPadding);
    column->setSpacing(16);
    column->addWidget(new StepTitle(step, tr("Pick a key and a model"), this));
    column->addWidget(new FormField(tr("Base URL"), beside(new FieldBox(m_base, this), m_copy, this), {}, this));
    column->addWidget(new FormField(tr("Key"), beside(m_keys, m_new, this), {}, this));
    column->addWidget(new FormField(tr("Model"), m_models, {}, this));
    column->addWidget(m_hint);
    connect(m_keys, &QComboBox::currentIndexChanged, this, &TargetCard::keyChosen);
    connect(m_models, &QComboBox::activated, this, [this] { m_picked = true; });
    connect(m_models, &QComboBox::editTextChanged, this, [this] { m_picked = true; }); // not while a list is taken in
    connect(m_models, &QComboBox::currentTextChanged, this, &TargetCard::modelChosen);
    connect(m_new, &QAbstractButton::clicked, this, &TargetCard::newKeyWanted);
}

void TargetCard::setBase(const QString &base)
{
    m_base->setText(base.isEmpty() ? tr("nothing listens") : base);
    m_base->setTone(base.isEmpty() ? Tone::Warn : Tone::Plain);
    m_copy->setCopyText(base);
}

void TargetCard::setKeys(const std::vector<KeyRow> &active)
{
    const QString before = keyId();
    {
        const QSignalBlocker quiet(m_keys);
        m_keys->clear();
        for (const KeyRow &row : active)
            m_keys->addItem(u"%1   %2…"_s.arg(row.name, row.prefix), row.id);
        if (active.empty())
            m_keys->addItem(tr("no key yet"));
        m_keys->setEnabled(!active.empty());
        m_keys->setCurrentIndex(qMax(0, m_keys->findData(before)));
    }
    if (!std::exchange(m_asked, true) || keyId() != before)
        Q_EMIT keyChosen();
}

bool TargetCard::chooseKey(const QString &id)
{
    const int at = m_keys->findData(id);
    if (at >= 0)
        m_keys->setCurrentIndex(at);
    return at >= 0;
}

void TargetCard::setModels(const OfferedModels &models)
{
    if (models == m_offered)
        return;
    m_offered = models;
    const QString before = m_models->currentText();
    {
        const QSignalBlocker quiet(m_models);
        m_models->clear();
        m_models->addItems(models.names);
        m_models->setEditable(models.anyName);
        if (m_models->lineEdit()) {
            m_models->lineEdit()->setAccessibleName(tr("Model"));
            m_models->setInsertPolicy(QComboBox::NoInsert);
        }
        if (models.names.isEmpty() && !models.anyName)
            m_models->addItem(tr("no model yet"));
        m_models->setEnabled(models.anyName || !models.names.isEmpty());
        const int at = m_picked ? m_models->findText(before) : 0;
        m_models->setCurrentIndex(qMax(0, at));
        if (at < 0 && models.anyName && !before.isEmpty())
            m_models->setEditText(before);
    }
    if (model() != before)
        Q_EMIT modelChosen();
}

void TargetCard::setKeyKnown(bool known)
{
    if (keyId().isEmpty())
        return m_hint->setText(tr("The snippet takes up the key that you make here."));
    m_hint->setText(
        known ? tr("The snippet holds the key itself, as you have just made it. Take care where you paste it.")
              : tr("The snippet holds a placeholder: nobody can read the key any more."));
}

QString TargetCard::keyId() const
{
    return m_keys->currentData().toString();
}

QString TargetCard::keyName() const
{
    return m_keys->currentData().isValid() ? m_keys->currentText().section(u"   "_s, 0, -2) : QString();
}

QString TargetCard::model() const
{
    return m_models->isEnabled() ? m_models->currentText().trimmed() : QString();
}

} // namespace ui
