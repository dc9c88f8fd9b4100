#include "ui/pages/keys/expiry_field.h"

#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include "ui/text/time_text.h"
#include "ui/widgets/form_field.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kOnADate = -1;
constexpr int kNever = 0;

} // namespace

ExpiryField::ExpiryField(QWidget *parent) : QWidget(parent), m_choice(new QComboBox(this)), m_date(new QDateEdit(this))
{
    build();
    connect(m_choice, &QComboBox::currentIndexChanged, this, &ExpiryField::follow);
    connect(m_date, &QDateEdit::dateChanged, this, &ExpiryField::follow);
    follow();
}

void ExpiryField::build()
{
    auto *both = new QWidget(this);
    m_choice->setObjectName(u"keyExpiry"_s);
    m_choice->setAccessibleName(tr("Expires"));
    m_choice->addItem(tr("Never"), kNever);
    for (const int days : {7, 30, 90})
        m_choice->addItem(tr("In %n day(s)", nullptr, days), days);
    m_choice->addItem(tr("On a date"), kOnADate);
    m_date->setObjectName(u"keyDate"_s);
    m_date->setAccessibleName(tr("Last day"));
    m_date->findChild<QLineEdit *>()->setAccessibleName(tr("Last day")); // it has a place in the tab order of its own
    m_date->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_date->setMinimumWidth(140);
    m_date->setDate(QDate::currentDate().addMonths(1));
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(m_choice, 1);
    row->addWidget(m_date);
    both->setFocusProxy(m_choice);
    m_field = new FormField(tr("Expires"), both, u"expires_at"_s, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_field);
    setFocusProxy(m_choice);
}

void ExpiryField::setExpiry(const QDateTime &time)
{
    m_held = time;
    if (!time.isValid())
        return;
    m_date->setDate(time.toLocalTime().date());
    m_choice->setCurrentIndex(m_choice->findData(kOnADate));
}

QDateTime ExpiryField::expiry(const QDateTime &now) const
{
    const int days = m_choice->currentData().toInt();
    if (days == kNever)
        return {};
    if (days != kOnADate)
        return now.addDays(days);
    const bool same = m_held.isValid() && m_held.toLocalTime().date() == m_date->date();
    return same ? m_held.toLocalTime() : m_date->date().addDays(1).startOfDay();
}

bool ExpiryField::check()
{
    const QDateTime now = QDateTime::currentDateTime();
    const QDateTime end = expiry(now);
    const bool over = end.isValid() && end <= now && end != m_held;
    m_field->setError(over ? tr("This day is over.") : QString());
    if (over)
        m_date->setFocus(Qt::OtherFocusReason);
    return !over;
}

void ExpiryField::follow()
{
    m_field->setError({});
    m_date->setVisible(m_choice->currentData().toInt() == kOnADate);
    const QDateTime end = expiry(QDateTime::currentDateTime());
    m_field->setHint(end.isValid() ? tr("Refused from %1 on.").arg(dayAndClockText(end)) : QString());
}

} // namespace ui
