#include "ui/pages/routing/hedging_fields.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>

#include "ui/pages/providers/provider_rows.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kOff = 0;
constexpr int kUsual = -1; ///< In place of milliseconds: as the target usually takes.

/// Selects what holds; adds it first when it is none of the usual choices.
void select(QComboBox &box, int value, const QString &words)
{
    if (box.findData(value) < 0)
        box.addItem(words, value);
    if (!box.view()->isVisible()) // else somebody is choosing
        box.setCurrentIndex(box.findData(value));
}

} // namespace

HedgingFields::HedgingFields(QWidget *parent)
    : QWidget(parent),
      m_when(new QComboBox(this)),
      m_most(new QComboBox(this)),
      m_mostName(new Label(TextRole::Body, Tone::Quiet, this))
{
    m_when->setObjectName(u"hedgingWhen"_s);
    m_when->setAccessibleName(tr("Second attempt"));
    m_when->setToolTip(tr("A call that has brought nothing yet is sent to the next target as well. The quicker answer "
                          "counts; the other is called off, and what it cost is booked."));
    m_when->addItem(tr("never"), kOff);
    m_when->addItem(tr("when it is slower than usual"), kUsual);
    for (const int seconds : {1, 2, 5, 10})
        m_when->addItem(tr("after %n second(s)", nullptr, seconds), seconds * 1000);
    m_most->setObjectName(u"hedgingMost"_s);
    m_most->setAccessibleName(tr("Second attempts at most"));
    m_most->setToolTip(tr("So many of a hundred calls may be sent twice, so that a slow provider does not double the "
                          "bill."));
    for (const int percent : {1, 2, 5, 10, 25})
        m_most->addItem(tr("%1% of calls").arg(percent), percent);
    for (QComboBox *box : {m_when, m_most})
        box->view()->setAccessibleName(box->accessibleName());
    auto *name = new Label(TextRole::Body, Tone::Quiet, this);
    name->setText(tr("Second attempt"));
    name->setBuddy(m_when);
    m_mostName->setText(tr("at most"));
    m_mostName->setBuddy(m_most);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(8);
    for (QWidget *part : std::initializer_list<QWidget *>{name, m_when, m_mostName, m_most})
        row->addWidget(part);
    connect(m_when, &QComboBox::activated, this, &HedgingFields::chooseWhen);
    connect(m_most, &QComboBox::activated, this, [this] { Q_EMIT mostChosen(m_most->currentData().toInt()); });
}

void HedgingFields::setSettings(const base::Json &settings)
{
    const QString hedging = fieldText(settings, "hedging");
    const int millis = static_cast<int>(base::integerOr(base::at(settings, "hedge_after_ms")));
    const int percent = static_cast<int>(base::integerOr(base::at(settings, "hedge_percent")));
    setEnabled(!hedging.isEmpty());
    if (hedging.isEmpty())
        return;
    const bool fixed = hedging == "fixed"_L1;
    select(*m_when,
           fixed                 ? millis
           : hedging == "off"_L1 ? kOff
                                 : kUsual,
           tr("after %1 s").arg(QLocale().toString(millis / 1000.0)));
    select(*m_most, percent, tr("%1% of calls").arg(percent));
    for (QWidget *part : std::initializer_list<QWidget *>{m_mostName, m_most})
        part->setVisible(hedging != "off"_L1);
}

void HedgingFields::chooseWhen()
{
    const int millis = m_when->currentData().toInt();
    Q_EMIT whenChosen(millis == kOff ? u"off"_s : millis == kUsual ? u"p95"_s : u"fixed"_s, std::max(0, millis));
}

} // namespace ui
