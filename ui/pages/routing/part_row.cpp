#include "ui/pages/routing/part_row.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

constexpr int kLeadWidth = 36;
constexpr int kWhatWidth = 176;
constexpr int kSenseWidth = 96;
constexpr auto kJsonKey = "json"_L1; ///< Of the line for what no field fits.

} // namespace

PartRow::PartRow(PartKind kind, const RouteNames &names, QWidget *parent)
    : QWidget(parent),
      m_kind(kind),
      m_names(names),
      m_lead(new Label(TextRole::Body, Tone::Quiet, this)),
      m_what(new QComboBox(this)),
      m_sense(new QComboBox(this)),
      m_row(new QHBoxLayout),
      m_cross(new Button(Button::Kind::Plain, {}, this)),
      m_words(new Label(TextRole::Body, Tone::Error, this))
{
    buildKinds();
    m_lead->setFixedWidth(kLeadWidth);
    m_lead->setVisible(kind == PartKind::Condition);
    m_cross->setIconName(u"close"_s);
    m_cross->setAccessibleName(kind == PartKind::Condition ? tr("Remove condition") : tr("Remove action"));
    m_cross->setToolTip(m_cross->accessibleName());
    m_words->setWordWrap(true);
    m_words->setObjectName(u"partWords"_s);
    m_words->setIndent(kind == PartKind::Condition ? kLeadWidth + 8 : 0);
    m_words->hide();
    m_row->setSpacing(8);
    m_row->addWidget(m_lead);
    m_row->addWidget(m_what);
    m_row->addWidget(m_sense);
    m_row->addStretch();
    m_row->addWidget(m_cross);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addLayout(m_row);
    column->addWidget(m_words);
    connect(m_what, &QComboBox::activated, this, [this] {
        choose(m_what->currentData().toString());
        focusValue();
    });
    connect(m_sense, &QComboBox::activated, this, &PartRow::edited);
    connect(m_cross, &QAbstractButton::clicked, this, &PartRow::removeWanted);
    choose(QString::fromLatin1(parts().front().key));
}

std::span<const RulePart> PartRow::parts() const
{
    return m_kind == PartKind::Condition ? conditionParts() : actionParts();
}

void PartRow::buildKinds()
{
    for (const RulePart &part : parts())
        m_what->addItem(rulesWord(part.label), QString::fromLatin1(part.key));
    m_what->addItem(m_kind == PartKind::Condition ? tr("Group, as JSON") : tr("As JSON"), QString(kJsonKey));
    m_what->setObjectName(u"partKind"_s);
    m_what->setAccessibleName(m_kind == PartKind::Condition ? tr("Condition") : tr("Action"));
    m_what->view()->setAccessibleName(m_what->accessibleName());
    m_what->setFixedWidth(kWhatWidth);
    m_what->setMaxVisibleItems(20);
    m_sense->addItem(tr("is so"), false);
    m_sense->addItem(tr("is not"), true);
    m_sense->setObjectName(u"partSense"_s);
    m_sense->setAccessibleName(tr("Must or must not be so"));
    m_sense->view()->setAccessibleName(m_sense->accessibleName());
    m_sense->setFixedWidth(kSenseWidth);
    m_sense->setVisible(m_kind == PartKind::Condition);
}

QString PartRow::nameOf(const QString &key) const
{
    const RulePart *part = findPart(parts(), key.toStdString());
    return part ? rulesWord(part->label) : u"JSON"_s;
}

void PartRow::choose(const QString &key)
{
    const RulePart *part = findPart(parts(), key.toStdString());
    const QString hint =
        m_kind == PartKind::Condition ? u"{\"any\": [{\"model\": \"gpt-*\"}, {\"stream\": true}]}"_s : QString();
    replaceEditor(part ? makeValueEditor(*part, nameOf(key), m_names, this) : makeJsonEditor(hint, nameOf(key), this));
    setError({});
    Q_EMIT edited();
}

void PartRow::replaceEditor(ValueEditor *editor)
{
    if (m_editor) {
        m_row->removeWidget(m_editor);
        m_editor->hide();
        m_editor->deleteLater();
    }
    m_editor = editor;
    m_row->insertWidget(3, m_editor, 100);
    setTabOrder(m_sense, m_editor);
    setTabOrder(m_editor, m_cross);
    m_editor->show();
    connect(m_editor, &ValueEditor::edited, this, &PartRow::edited);
}

base::Json PartRow::value() const
{
    const QString key = m_what->currentData().toString();
    Json out = key == kJsonKey ? m_editor->value() : Json{{key.toStdString(), m_editor->value()}};
    if (m_kind == PartKind::Condition && m_sense->currentData().toBool())
        return Json{{"not", std::move(out)}};
    return out;
}

/// Shown in fields only if they give the same value back.
void PartRow::setValue(const Json &value)
{
    const bool negated =
        m_kind == PartKind::Condition && value.is_object() && value.size() == 1 && value.contains("not");
    m_sense->setCurrentIndex(negated ? 1 : 0);
    showValue(negated ? value.front() : value);
}

void PartRow::showValue(const Json &value)
{
    const QSignalBlocker quiet(this);
    const std::string key = value.is_object() && value.size() == 1 ? value.begin().key() : std::string();
    if (findPart(parts(), key)) {
        m_what->setCurrentIndex(m_what->findData(QString::fromStdString(key)));
        choose(QString::fromStdString(key));
        m_editor->setValue(value.front());
        if (m_editor->value() == value.front())
            return;
    }
    m_what->setCurrentIndex(m_what->findData(QString(kJsonKey)));
    choose(QString(kJsonKey));
    m_editor->setValue(value);
}

void PartRow::setLead(const QString &lead)
{
    m_lead->setText(lead);
}

void PartRow::setError(const QString &error)
{
    m_words->setText(error);
    m_words->setVisible(!error.isEmpty());
    m_editor->setInvalid(!error.isEmpty());
    m_editor->setAccessibleDescription(error);
    if (error.isEmpty())
        return;
    QAccessibleEvent event(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

bool PartRow::hasError() const
{
    return !m_words->isHidden();
}

void PartRow::focusValue()
{
    m_editor->setFocus(Qt::OtherFocusReason);
}

} // namespace ui
