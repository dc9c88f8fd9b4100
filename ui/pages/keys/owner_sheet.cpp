#include "ui/pages/keys/owner_sheet.h"

#include <QVBoxLayout>

#include "ui/pages/keys/act_rows.h"
#include "ui/pages/keys/limit_bars.h"
#include "ui/pages/keys/limit_fields.h"
#include "ui/pages/keys/list_values.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/switch.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

OwnerSheet::OwnerSheet(admin::AdminClient &client, QWidget &window, std::string operations, const OwnerRow &row)
    : FormSheet(window, metric::kSheetWidth, row.id.isEmpty() ? tr("Add") : tr("Save changes")),
      m_client(client),
      m_operations(std::move(operations)),
      m_owner(row),
      m_id(row.id)
{
    fields()->setSpacing(20);
}

void OwnerSheet::addName(const QString &hint)
{
    m_name = new LineEdit(form());
    m_name->setObjectName(u"ownerName"_s);
    m_name->setText(m_owner.name);
    m_nameField = addField(tr("Name"), m_name, u"name"_s);
    m_nameField->setHint(hint);
    form()->setFocusProxy(m_name);
}

void OwnerSheet::addRest(const QString &limitsTitle, const QString &disabledHint)
{
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, form());
    title->setText(limitsTitle);
    m_limits = new LimitFields(form());
    m_limits->setLimits(m_owner.limits);
    connect(m_limits, &LimitFields::edited, this, &OwnerSheet::markEdited);
    connect(m_limits, &LimitFields::submitted, this, &OwnerSheet::submit);
    auto *together = new QVBoxLayout;
    together->setSpacing(12);
    together->addWidget(title);
    together->addWidget(m_limits);
    fields()->addLayout(together);
    if (!isNew())
        fields()->addWidget(new LimitBars(m_client,
                                          {.operation = m_operations + ".limits",
                                           .id = m_id.toStdString(),
                                           .scope = m_operations == "users" ? "user" : "team"},
                                          *form()));
    m_tags = new LineEdit(form());
    m_tags->setObjectName(u"ownerTags"_s);
    m_tags->setText(m_owner.tags.join(u", "_s));
    m_tagsField = addField(tr("Tags"), m_tags, u"tags"_s);
    m_tagsField->setHint(tr("Put on each call, to group costs by."));
    if (isNew())
        return;
    m_disabled = new Switch(Switch::Size::Row, form());
    m_disabled->setObjectName(u"ownerDisabled"_s);
    m_disabled->setOn(m_owner.disabled);
    addField(tr("Disabled"), m_disabled, u"disabled"_s)->setHint(disabledHint);
    connect(m_disabled, &Switch::asked, this, [this](bool on) {
        m_disabled->setOn(on); // the form is where it holds until it is sent
        markEdited();
    });
}

ActRows *OwnerSheet::addActs()
{
    if (isNew()) {
        fields()->addStretch();
        return nullptr;
    }
    auto *acts = new ActRows(form());
    fields()->addSpacing(8);
    fields()->addWidget(acts);
    fields()->addStretch();
    return acts;
}

void OwnerSheet::begin()
{
    m_read = m_owner.limits;
    m_before = values();
    markSaved();
}

bool OwnerSheet::check()
{
    m_nameField->setError(personNameProblem(m_name->text().trimmed()));
    m_tagsField->setError(tagsProblem(wordsIn(m_tags->text())));
    const auto limits = m_limits->limits();
    if (limits)
        m_read = *limits;
    for (FormField *field : {m_tagsField, m_nameField})
        if (field->hasError())
            field->control()->setFocus(Qt::OtherFocusReason);
    return limits && !m_nameField->hasError() && !m_tagsField->hasError();
}

base::Json OwnerSheet::values() const
{
    base::Json out = {{"name", m_name->text().trimmed().toStdString()},
                      {"limits", limitsJson(m_read)},
                      {"tags", namesJson(wordsIn(m_tags->text()))}};
    if (m_disabled)
        out["disabled"] = m_disabled->isOn();
    return out;
}

void OwnerSheet::submit()
{
    if (isBusy() || !check())
        return;
    const base::Json now = values();
    base::Json body = base::Json::object();
    for (const auto &[name, value] : now.items())
        if (isNew() || base::at(m_before, name) != value)
            body[name] = value;
    if (body.empty()) {
        markSaved();
        return close(); // nothing is different
    }
    admin::AdminCall call{.operation = m_operations + ".create", .body = body};
    if (!isNew()) {
        body["if_version"] = m_owner.version;
        call = {.operation = m_operations + ".update", .path = {{"id", m_id.toStdString()}}, .body = body};
    }
    send(m_client, std::move(call), [this](const base::Json &) {
        Q_EMIT saved();
        close();
    });
}

void OwnerSheet::fail(const base::Error &error)
{
    if (error.code == base::ErrorCode::Conflict && error.param == "if_version")
        return say(tr("It was changed elsewhere meanwhile. Close this and open it again."));
    FormSheet::fail(error);
}

} // namespace ui
