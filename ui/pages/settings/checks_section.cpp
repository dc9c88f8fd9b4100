#include "ui/pages/settings/checks_section.h"

#include <utility>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/switch.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kNumberWidth = 120;
constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kMostTimeout = 60;
constexpr std::int64_t kMostTimes = 20;

} // namespace

ChecksSection::ChecksSection(admin::AdminClient &client, QWidget *parent)
    : SettingSection(tr("Health checks"), parent),
      m_client(client),
      m_on(new Switch(Switch::Size::Row, this)),
      m_onRow(nullptr)
{
    setObjectName(u"checksSection"_s);
    m_on->setObjectName(u"checksOn"_s);
    m_on->setEnabled(false); // until the gateway has said what holds
    m_onRow = addRow(tr("Check providers' keys"),
                     tr("Each key is checked by itself, at no cost: the provider is asked for its models. A call that "
                        "went well counts as a check."),
                     m_on);
    connect(m_on, &Switch::asked, this, &ChecksSection::saveOn);
    addField({.name = "health_check_interval_s", .most = kDaySeconds, .least = 1}, tr("Seconds between checks"),
             tr("A key that fails is checked ever less often, up to ten minutes apart."));
    addField({.name = "health_check_timeout_s", .most = kMostTimeout, .least = 1}, tr("Seconds until no answer"),
             tr("A check that has no answer by then is tried again."));
    addField({.name = "health_check_retries", .most = kMostTimes, .least = 0}, tr("Retries"),
             tr("How often a check without an answer is tried again before it has failed."));
    addField({.name = "health_check_failures", .most = kMostTimes, .least = 1}, tr("Failures in a row"),
             tr("So many failed checks mark a key as down. One that is refused is marked at once."));
}

void ChecksSection::addField(Field field, const QString &title, const QString &hint)
{
    field.edit = new LineEdit(this);
    field.edit->setObjectName(QString::fromLatin1(field.name));
    field.edit->setFixedWidth(kNumberWidth);
    field.edit->setEnabled(false); // until the gateway has said what holds
    field.row = addRow(title, hint, field.edit);
    m_fields.push_back(std::make_unique<Field>(std::move(field)));
    Field *kept = m_fields.back().get();
    connect(kept->edit, &QLineEdit::editingFinished, this, [this, kept] { save(*kept); });
    connect(kept->edit, &QLineEdit::textEdited, this, [kept] {
        kept->edit->setInvalid(false);
        kept->row->setError({});
    });
}

void ChecksSection::setSettings(const base::Json &settings)
{
    const base::Json &on = base::at(settings, "health_checks");
    if (m_saving > 0 || !on.is_boolean()) // an older gateway has no such setting
        return;
    m_on->setOn(base::truthOr(on));
    m_on->setEnabled(true);
    for (const auto &field : m_fields)
        show(*field, settings);
}

void ChecksSection::show(Field &field, const base::Json &settings)
{
    const QString text = QString::number(base::integerOr(base::at(settings, field.name)));
    if (field.edit->text() == field.shown || !field.edit->isEnabled()) // else somebody is at it
        field.edit->setText(text);
    field.shown = text;
    field.edit->setEnabled(true);
}

void ChecksSection::save(Field &field)
{
    const QString text = field.edit->text().trimmed();
    if (text == field.shown)
        return;
    bool whole = false;
    const qlonglong number = text.toLongLong(&whole);
    const bool fits = whole && number >= field.least && number <= field.most;
    field.edit->setInvalid(!fits);
    if (!fits)
        return field.row->setError(tr("Give a whole number from %1 to %2.").arg(field.least).arg(field.most));
    send({{field.name, number}}, [&field, text](const base::Result<base::Json> &answer) {
        field.edit->setInvalid(!answer);
        field.row->setError(answer ? QString() : refusalWords(answer.error()));
        if (answer)
            field.shown = text; // so that what was kept is shown, unless somebody types on
    });
}

void ChecksSection::saveOn(bool wanted)
{
    m_on->setPending(wanted);
    send({{"health_checks", wanted}}, [this](const base::Result<base::Json> &answer) {
        m_onRow->setError(answer ? QString() : refusalWords(answer.error()));
        if (!answer)
            m_on->setOn(m_on->isOn()); // as it was
    });
}

void ChecksSection::send(base::Json change, std::function<void(const base::Result<base::Json> &)> take)
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
