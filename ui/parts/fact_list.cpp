#include "ui/parts/fact_list.h"

#include <QGridLayout>

#include "ui/widgets/label.h"

namespace ui {
namespace {

constexpr int kNameWidth = 120;

} // namespace

FactList::FactList(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnMinimumWidth(0, kNameWidth);
    m_grid->setColumnStretch(1, 1);
}

int FactList::addName(const QString &name)
{
    const int at = m_grid->rowCount();
    auto *words = new Label(TextRole::Body, Tone::Quiet, this);
    words->setText(name);
    words->setElided(true);
    words->setMaximumWidth(kNameWidth);
    m_grid->addWidget(words, at, 0, Qt::AlignTop);
    return at;
}

Label *FactList::add(const QString &name, const QString &value, const QString &objectName, Fit fit)
{
    const int at = addName(name);
    auto *out = new Label(TextRole::Body, Tone::Plain, this);
    out->setObjectName(objectName);
    out->setText(value);
    out->setElided(fit == Fit::Elided);
    out->setWordWrap(fit == Fit::Wrapped);
    if (fit == Fit::Wrapped)
        out->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_grid->addWidget(out, at, 1);
    return out;
}

void FactList::add(const QString &name, QWidget *value, bool whole)
{
    const int at = addName(name);
    value->setParent(this);
    m_grid->addWidget(value, at, 1, whole ? Qt::Alignment() : Qt::AlignLeft);
}

} // namespace ui
