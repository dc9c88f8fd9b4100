#include "ui/pages/routing/part_list.h"

#include <algorithm>

#include <QVBoxLayout>

#include "ui/widgets/button.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

PartList::PartList(PartKind kind, QWidget *parent)
    : QWidget(parent),
      m_kind(kind),
      m_column(new QVBoxLayout(this)),
      m_add(new Button(Button::Kind::Text, kind == PartKind::Condition ? tr("Add condition") : tr("Add action"), this))
{
    m_add->setIconName(u"plus"_s);
    m_add->setObjectName(kind == PartKind::Condition ? u"addCondition"_s : u"addAction"_s);
    m_column->setContentsMargins({});
    m_column->setSpacing(8);
    m_column->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QAbstractButton::clicked, this, [this] {
        addRow()->focusValue();
        Q_EMIT edited();
    });
}

PartRow *PartList::addRow()
{
    auto *row = new PartRow(m_kind, m_names, this);
    m_rows.push_back(row);
    m_column->insertWidget(m_column->count() - 1, row);
    row->show();
    setTabOrder(row, m_add);
    connect(row, &PartRow::edited, this, &PartList::edited);
    connect(row, &PartRow::removeWanted, this, [this, row] { removeRow(row); });
    showLeads();
    return row;
}

void PartList::removeRow(PartRow *row)
{
    const auto hit = std::ranges::find(m_rows, row);
    const auto after = m_rows.erase(hit);
    if (after != m_rows.end())
        (*after)->focusValue();
    else
        m_add->setFocus(Qt::OtherFocusReason);
    row->hide();
    row->deleteLater();
    showLeads();
    Q_EMIT edited();
}

void PartList::setValues(const base::Json &values)
{
    for (PartRow *row : m_rows) {
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
    for (const base::Json &value : values)
        addRow()->setValue(value);
}

base::Json PartList::values() const
{
    base::Json out = base::Json::array();
    for (const PartRow *row : m_rows)
        out.push_back(row->value());
    return out;
}

void PartList::setJoin(const QString &join)
{
    m_join = join;
    showLeads();
}

void PartList::showLeads()
{
    for (PartRow *row : m_rows)
        row->setLead(row == m_rows.front() ? tr("If") : m_join);
}

void PartList::clearErrors()
{
    for (PartRow *row : m_rows)
        row->setError({});
}

bool PartList::showError(std::size_t index, const QString &error)
{
    if (index >= m_rows.size())
        return false;
    m_rows[index]->setError(error);
    return true;
}

} // namespace ui
