#include "ui/pages/keys/limit_fields.h"

#include <QHBoxLayout>
#include <QLocale>

#include "ui/widgets/form_field.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kMostDigits = 12;

/// What was typed, with or without marks between thousands. Nothing when it is no whole number.
std::optional<std::int64_t> numberIn(QString text)
{
    const QLocale locale;
    text.remove(locale.groupSeparator()).remove(u' ').remove(QChar::Nbsp);
    if (text.isEmpty())
        return 0;
    bool fine = false;
    const qlonglong number = text.size() > kMostDigits ? 0 : text.toLongLong(&fine);
    return fine && number > 0 ? std::optional<std::int64_t>(number) : std::nullopt;
}

} // namespace

LimitFields::LimitFields(QWidget *parent) : QWidget(parent)
{
    const QString labels[] = {tr("Calls a minute"), tr("Tokens a minute"), tr("Calls at once")};
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(12);
    for (std::size_t i = 0; i < std::size(kRateLimits); ++i) {
        auto *edit = new LineEdit(this);
        edit->setObjectName(QString::fromLatin1(kRateLimits[i].name));
        edit->setPlaceholderText(tr("No limit"));
        auto *field = new FormField(labels[i], edit, u"limits."_s + QLatin1StringView(kRateLimits[i].name), this);
        row->addWidget(field, 1, Qt::AlignTop);
        m_entries.push_back({edit, field});
        connect(edit, &QLineEdit::textEdited, this, [this, field] {
            field->setError({});
            Q_EMIT edited();
        });
        connect(edit, &QLineEdit::returnPressed, this, &LimitFields::submitted);
    }
    setFocusProxy(m_entries.front().edit);
}

void LimitFields::setLimits(const RateLimits &limits)
{
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const std::int64_t value = limits.*kRateLimits[i].value;
        m_entries[i].edit->setText(value == 0 ? QString() : QString::number(value));
        m_entries[i].field->setError({});
    }
}

std::optional<RateLimits> LimitFields::limits()
{
    RateLimits out;
    LineEdit *wrong = nullptr;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const auto number = numberIn(m_entries[i].edit->text());
        m_entries[i].field->setError(number ? QString() : tr("A whole number, or empty for no limit."));
        if (number)
            out.*kRateLimits[i].value = *number;
        else if (!wrong)
            wrong = m_entries[i].edit;
    }
    if (!wrong)
        return out;
    wrong->setFocus(Qt::OtherFocusReason);
    return std::nullopt;
}

} // namespace ui
