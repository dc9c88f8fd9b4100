#include "ui/pages/routing/target_editor.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/pages/routing/rule_parts.h"
#include "ui/pages/routing/weight_row.h"
#include "ui/theme/metrics.h"
#include "ui/theme/typography.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kPadding = 16;
constexpr int kHighestPriority = 1'000'000;

Token inkOf(std::size_t index)
{
    return static_cast<Token>(static_cast<std::size_t>(Token::Chart1) + index % 6);
}

} // namespace

TargetEditor::TargetEditor(const std::vector<ProviderChoice> &providers, std::size_t index, QWidget *parent)
    : QWidget(parent),
      m_choices(providers),
      m_provider(new QComboBox(this)),
      m_model(new QComboBox(this)),
      m_providerField(new FormField(tr("Provider"), m_provider, {}, this)),
      m_modelField(new FormField(tr("Model"), m_model, {}, this)),
      m_weight(new WeightRow(tr("target %1").arg(index + 1), inkOf(index), this)),
      m_priority(new QSpinBox(this)),
      m_overrides(new LineEdit(this)),
      m_overridesField(new FormField(tr("Parameters set for it"), m_overrides, {}, this)),
      m_cross(new Button(Button::Kind::Plain, {}, this))
{
    for (const ProviderChoice &choice : m_choices)
        m_provider->addItem(choice.name, choice.id);
    m_provider->setObjectName(u"targetProvider"_s);
    m_provider->view()->setAccessibleName(tr("Provider"));
    m_model->setObjectName(u"targetModel"_s);
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->view()->setAccessibleName(tr("Model"));
    m_model->lineEdit()->setAccessibleName(tr("Model"));
    for (QComboBox *box : {m_provider, m_model}) {
        box->setMinimumContentsLength(8);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // a long name widens nothing
    }
    m_priority->setRange(-kHighestPriority, kHighestPriority);
    m_priority->setFont(fontFor(TextRole::Body));
    m_overrides->setFont(fontFor(TextRole::Code));
    m_overrides->setPlaceholderText(tr("JSON, may be empty"));
    m_cross->setIconName(u"trash"_s);
    m_cross->setAccessibleName(tr("Remove target"));
    m_cross->setToolTip(tr("Remove target"));
    offerModels();
    build();
    connect(m_provider, &QComboBox::currentIndexChanged, this, [this] {
        offerModels();
        Q_EMIT edited();
    });
    connect(m_model, &QComboBox::editTextChanged, this, &TargetEditor::edited);
    connect(m_weight, &WeightRow::weightChanged, this, &TargetEditor::edited);
    m_priority->setAlignment(Qt::AlignRight);
    connect(m_priority, &QSpinBox::valueChanged, this, &TargetEditor::edited);
    connect(m_overrides, &QLineEdit::textEdited, this, &TargetEditor::edited);
    connect(m_cross, &QAbstractButton::clicked, this, &TargetEditor::removeWanted);
}

void TargetEditor::build()
{
    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(m_providerField, 2);
    top->addWidget(m_modelField, 3);
    top->addWidget(m_cross, 0, Qt::AlignTop);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(12);
    auto *priority = new FormField(tr("Priority"), m_priority, {}, this);
    priority->setFixedWidth(96);
    auto *weight = new QVBoxLayout;
    auto *name = new Label(TextRole::Emphasis, Tone::Plain, this);
    name->setText(tr("Weight and expected share"));
    weight->setSpacing(6);
    weight->addWidget(name);
    m_weight->setMinimumHeight(metric::kControl);
    weight->addWidget(m_weight);
    middle->addWidget(priority);
    middle->addLayout(weight, 1);
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(12);
    bottom->addWidget(m_overridesField, 1);
    bottom->addWidget(buildFeatures());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kPadding, kPadding, kPadding, kPadding);
    column->setSpacing(12);
    column->addLayout(top);
    column->addLayout(middle);
    column->addLayout(bottom);
}

QWidget *TargetEditor::buildFeatures()
{
    auto *boxes = new QWidget(this);
    boxes->setMinimumHeight(metric::kControl);
    auto *row = new QHBoxLayout(boxes);
    row->setContentsMargins({});
    row->setSpacing(12);
    const RulePart *has = findPart(conditionParts(), "has");
    for (const PartChoice &choice : has->choices) {
        auto *box = new QCheckBox(rulesWord(choice.label), boxes);
        box->setAccessibleName(tr("Only for calls that use %1").arg(box->text()));
        m_features.emplace_back(QString::fromLatin1(choice.value), box);
        row->addWidget(box);
        connect(box, &QCheckBox::toggled, this, &TargetEditor::edited);
    }
    return new FormField(tr("Only for calls that use"), boxes, {}, this);
}

void TargetEditor::offerModels()
{
    const QString typed = m_model->currentText();
    const QSignalBlocker quiet(m_model);
    m_model->clear();
    if (const int at = m_provider->currentIndex(); at >= 0 && at < std::ssize(m_choices))
        m_model->addItems(m_choices[static_cast<std::size_t>(at)].models);
    if (!typed.isEmpty())
        m_model->setEditText(typed);
}

void TargetEditor::setTarget(const TargetRow &target)
{
    const QSignalBlocker quiet(this);
    if (m_provider->findData(target.provider) < 0 && !target.provider.isEmpty())
        m_provider->addItem(target.providerName, target.provider); // it is gone; saving will say so
    if (!target.provider.isEmpty())
        m_provider->setCurrentIndex(m_provider->findData(target.provider));
    if (!target.model.isEmpty())
        m_model->setEditText(target.model);
    m_weight->setWeight(static_cast<int>(target.weight));
    m_priority->setValue(static_cast<int>(target.priority));
    m_overrides->setText(target.overrides.empty() ? QString() : QString::fromStdString(base::dump(target.overrides)));
    for (auto &[feature, box] : m_features)
        box->setChecked(target.required.contains(feature));
}

TargetRow TargetEditor::target() const
{
    TargetRow out{.provider = m_provider->currentData().toString(),
                  .providerName = m_provider->currentText(),
                  .model = m_model->currentText().trimmed(),
                  .weight = m_weight->weight(),
                  .priority = m_priority->value()};
    const std::string overrides = m_overrides->text().trimmed().toStdString();
    if (auto parsed = base::parseJson(overrides); parsed)
        out.overrides = std::move(*parsed);
    else if (!overrides.empty())
        out.overrides = overrides; // the gateway says what is wrong with it
    for (const auto &[feature, box] : m_features)
        if (box->isChecked())
            out.required += feature;
    return out;
}

void TargetEditor::setShare(double share)
{
    m_weight->setShare(share);
}

void TargetEditor::setRemovable(bool removable)
{
    m_cross->setVisible(removable);
}

void TargetEditor::clearErrors()
{
    for (FormField *field : {m_providerField, m_modelField, m_overridesField})
        field->setError({});
}

void TargetEditor::showError(const QString &field, const QString &words)
{
    FormField *at = field == "provider"_L1             ? m_providerField
                    : field.startsWith("overrides"_L1) ? m_overridesField
                                                       : m_modelField;
    at->setError(words);
    at->control()->setFocus(Qt::OtherFocusReason);
}

void TargetEditor::focusModel()
{
    m_provider->setFocus(Qt::OtherFocusReason);
}

void TargetEditor::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Token::Hairline, palette()), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
}

} // namespace ui
