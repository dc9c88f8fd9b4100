#include "ui/pages/keys/rotate_form.h"

#include <QDateTime>
#include <QVBoxLayout>

#include "ui/text/time_text.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/radio_rows.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kHour = 3600; ///< Unit: seconds.
constexpr int kDay = 24 * kHour;

} // namespace

RotateForm::RotateForm(const KeyRow &row, QWidget *parent)
    : QWidget(parent),
      m_end(new Label(TextRole::Body, Tone::Quiet, this)),
      m_trouble(new Label(TextRole::Body, Tone::Error, this))
{
    const auto after = [](int seconds) { return QString::number(seconds); };
    m_grace = new RadioRows({{after(kHour), tr("For one more hour")},
                             {after(kDay), tr("For one more day")},
                             {after(7 * kDay), tr("For 7 more days")},
                             {after(0), tr("Not at all"), tr("For a key that somebody else has seen.")}},
                            this);
    m_grace->setObjectName(u"rotateGrace"_s);
    m_grace->setAccessibleName(tr("The old key works"));
    m_grace->setValue(after(kDay));
    auto *words = new Label(TextRole::Body, Tone::Plain, this);
    words->setText(tr("A new key takes over its name, its owner, its rights and its limits. It is shown once."));
    words->setWordWrap(true);
    m_end->setObjectName(u"rotateEnd"_s);
    m_end->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(16);
    column->addWidget(words);
    column->addWidget(new FormField(tr("The old key works"), m_grace, u"grace_s"_s, this));
    column->addWidget(m_end);
    if (row.previousUntil.isValid()) {
        auto *older = new Label(TextRole::Body, Tone::Warn, this);
        older->setText(
            tr("The key from before the last rotation (%1…) still works. It ends now.").arg(row.previousPrefix));
        older->setWordWrap(true);
        column->addWidget(older);
    }
    m_trouble->setObjectName(u"rotateTrouble"_s);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    column->addWidget(m_trouble);
    column->addStretch();
    setFocusProxy(m_grace);
    connect(m_grace, &RadioRows::chosen, this, &RotateForm::tellEnd);
    tellEnd();
}

std::int64_t RotateForm::grace() const
{
    return m_grace->value().toLongLong();
}

void RotateForm::showTrouble(const QString &words)
{
    m_trouble->setText(words);
    m_trouble->show();
}

void RotateForm::tellEnd()
{
    const QDateTime end = QDateTime::currentDateTime().addSecs(grace());
    m_end->setText(grace() == 0 ? tr("Apps with the old key are refused until they have the new one.")
                                : tr("Both keys work until %1.").arg(dayAndClockText(end)));
}

} // namespace ui
