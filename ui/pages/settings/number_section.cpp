#include "ui/pages/settings/number_section.h"

#include <utility>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

constexpr int kNumberWidth = 120;

} // namespace

NumberSection::NumberSection(const QString &title, admin::AdminClient &client, QWidget *parent)
    : SettingSection(title, parent), m_client(client)
{
}

void NumberSection::addNumber(Number number, const QString &title, const QString &hint)
{
    number.edit = new LineEdit(this);
    number.edit->setObjectName(QString::fromLatin1(number.name));
    number.edit->setFixedWidth(kNumberWidth);
    number.edit->setEnabled(false); // until the gateway has said what holds
    number.row = addRow(title, hint, number.edit);
    m_numbers.push_back(std::make_unique<Number>(std::move(number)));
    Number *kept = m_numbers.back().get();
    connect(kept->edit, &QLineEdit::editingFinished, this, [this, kept] { save(*kept); });
    connect(kept->edit, &QLineEdit::textEdited, this, [kept] {
        kept->edit->setInvalid(false);
        kept->row->setError({});
    });
}

void NumberSection::setSettings(const base::Json &settings)
{
    if (m_saving > 0 || m_numbers.empty() || base::at(settings, m_numbers.front()->name).is_null())
        return; // an older gateway has no such settings
    for (const auto &number : m_numbers)
        show(*number, settings);
    take(settings);
}

void NumberSection::show(Number &number, const base::Json &settings)
{
    const QString text = QString::number(base::integerOr(base::at(settings, number.name)));
    if (number.edit->text() == number.shown || !number.edit->isEnabled()) // else somebody is at it
        number.edit->setText(text);
    number.shown = text;
    number.edit->setEnabled(true);
}

void NumberSection::save(Number &number)
{
    const QString text = number.edit->text().trimmed();
    if (text == number.shown)
        return;
    bool whole = false;
    const qlonglong value = text.toLongLong(&whole);
    const bool fits = whole && value >= number.least && value <= number.most;
    number.edit->setInvalid(!fits);
    if (!fits)
        return number.row->setError(tr("Give a whole number from %1 to %2.").arg(number.least).arg(number.most));
    send({{number.name, value}}, [&number, text](const base::Result<base::Json> &answer) {
        number.edit->setInvalid(!answer);
        number.row->setError(answer ? QString() : refusalWords(answer.error()));
        if (answer)
            number.shown = text; // so that what was kept is shown, unless somebody types on
    });
}

void NumberSection::send(base::Json change, std::function<void(const base::Result<base::Json> &)> take)
{
    ++m_saving;
    m_client.call({.operation = "settings.update", .body = std::move(change)}, this,
                  [this, take = std::move(take)](const base::Result<base::Json> &answer) {
                      --m_saving;
                      take(answer);
                      if (!answer)
                          return;
                      setSettings(*answer);
                      Q_EMIT saved();
                  });
}

} // namespace ui
