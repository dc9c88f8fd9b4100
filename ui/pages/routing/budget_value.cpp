#include "ui/pages/routing/budget_value.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>

#include "ui/theme/typography.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

constexpr int kUsualPercent = 20;
constexpr int kWhole = 100;

} // namespace

BudgetValue::BudgetValue(const QString &name, const QStringList &budgets, QWidget *parent)
    : ValueEditor(parent), m_budget(new LineEdit(this)), m_percent(new QSpinBox(this))
{
    m_budget->setAccessibleName(name);
    m_budget->setPlaceholderText(tr("name of a budget"));
    if (!budgets.isEmpty()) {
        auto *completer = new QCompleter(budgets, m_budget);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        completer->popup()->setAccessibleName(name);
        m_budget->setCompleter(completer);
    }
    const QString percentName = tr("%1, less than so much is left").arg(name);
    m_percent->setFont(fontFor(TextRole::Body));
    m_percent->setRange(1, kWhole);
    m_percent->setValue(kUsualPercent);
    m_percent->setSuffix(QStringLiteral(" %"));
    m_percent->setAccessibleName(percentName);
    m_percent->findChild<QLineEdit *>()->setAccessibleName(percentName);
    auto *below = new Label(TextRole::Body, Tone::Quiet, this);
    below->setText(tr("less than"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(m_budget, 3);
    row->addWidget(below);
    row->addWidget(m_percent, 1);
    setFocusProxy(m_budget);
    connect(m_budget, &QLineEdit::textChanged, this, &ValueEditor::edited);
    connect(m_percent, &QSpinBox::valueChanged, this, &ValueEditor::edited);
}

base::Json BudgetValue::value() const
{
    return {{"budget", m_budget->text().trimmed().toStdString()}, {"below_percent", m_percent->value()}};
}

void BudgetValue::setValue(const base::Json &value)
{
    m_budget->setText(QString::fromStdString(base::textOr(base::at(value, "budget"))));
    m_budget->setCursorPosition(0);
    m_percent->setValue(static_cast<int>(base::integerOr(base::at(value, "below_percent"), kUsualPercent)));
}

void BudgetValue::setInvalid(bool invalid)
{
    m_budget->setInvalid(invalid);
}

} // namespace ui
