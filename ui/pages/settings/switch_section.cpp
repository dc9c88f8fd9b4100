#include "ui/pages/settings/switch_section.h"

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/text/span_text.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kTimeWidth = 120;
constexpr std::chrono::milliseconds kLongest = 24h;

} // namespace

SwitchSection::SwitchSection(admin::AdminClient &client, QWidget *parent)
    : SettingSection(tr("Routing switch"), parent),
      m_client(client),
      m_delay(makeField("switch_delay_ms", tr("Delay of a change"),
                        tr("From a change of the routing switch until it takes effect. It can be undone until then. "
                           "Minutes and seconds: 0:10 is the default."))),
      m_cooldown(makeField("switch_cooldown_ms", tr("Lock after a change"),
                           tr("How long the routing switch stays as it is once a change took effect: 5:00 is the "
                              "default, 0:00 never locks it.")))
{
    setObjectName(u"switchSection"_s);
    m_delay.edit->setObjectName(u"switchDelay"_s);
    m_cooldown.edit->setObjectName(u"switchCooldown"_s);
    wire(m_delay);
    wire(m_cooldown);
}

SwitchSection::Field SwitchSection::makeField(const char *setting, const QString &title, const QString &hint)
{
    auto *edit = new LineEdit(this);
    edit->setFixedWidth(kTimeWidth);
    edit->setEnabled(false); // until the gateway has said what holds
    return {.name = setting, .edit = edit, .row = addRow(title, hint, edit)};
}

void SwitchSection::wire(Field &field)
{
    connect(field.edit, &QLineEdit::editingFinished, this, [this, &field] { save(field); });
    connect(field.edit, &QLineEdit::textEdited, this, [&field] {
        field.edit->setInvalid(false);
        field.row->setError({});
    });
}

void SwitchSection::setSettings(const base::Json &settings)
{
    if (m_saving > 0)
        return;
    show(m_delay, settings);
    show(m_cooldown, settings);
}

void SwitchSection::show(Field &field, const base::Json &settings)
{
    const auto millis = base::integerIn(base::at(settings, field.name));
    if (!millis) // an older gateway has no such setting
        return;
    const QString text = spanText(std::chrono::milliseconds(*millis));
    if (field.edit->text() == field.shown || !field.edit->isEnabled()) // else somebody is at it
        field.edit->setText(text);
    field.shown = text;
    field.edit->setEnabled(true);
}

void SwitchSection::save(Field &field)
{
    const QString text = field.edit->text();
    if (text == field.shown)
        return;
    const auto span = parseSpan(text);
    const bool fits = span && *span <= kLongest;
    field.edit->setInvalid(!fits);
    if (!fits)
        return field.row->setError(tr("Give minutes and seconds, such as 5:00, up to 24:00:00."));
    ++m_saving;
    m_client.call({.operation = "settings.update", .body = {{field.name, span->count()}}}, this,
                  [this, &field, text](const base::Result<base::Json> &answer) { take(field, text, answer); });
}

void SwitchSection::take(Field &field, const QString &sent, const base::Result<base::Json> &answer)
{
    --m_saving;
    if (!answer) {
        field.edit->setInvalid(true);
        return field.row->setError(answer.error().code == base::ErrorCode::Forbidden
                                       ? tr("Only a super admin may change the times of the routing switch.")
                                       : refusalWords(answer.error()));
    }
    field.shown = sent; // so that what was kept is shown, unless somebody types on
    setSettings(*answer);
    Q_EMIT saved();
}

} // namespace ui
