#include "ui/pages/providers/provider_key_sheet.h"

#include <QHBoxLayout>
#include <QSpinBox>

#include "ui/pages/providers/connection_test.h"
#include "ui/pages/providers/key_entry.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/theme/typography.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 480;
constexpr int kLargest = 1'000'000;

QString freeName(const QStringList &taken)
{
    QString name = u"default"_s;
    for (int number = 2; taken.contains(name); ++number)
        name = u"key-%1"_s.arg(number);
    return name;
}

} // namespace

ProviderKeySheet::ProviderKeySheet(admin::AdminClient &client, QWidget &window, const ProviderRow &provider,
                                   std::optional<ProviderKeyRow> key, const QStringList &takenNames,
                                   const base::Json &status)
    : FormSheet(window, kWidth, key ? tr("Save key") : tr("Add key")),
      m_client(client),
      m_provider(provider),
      m_key(std::move(key)),
      m_takenNames(takenNames),
      m_name(new LineEdit(form())),
      m_entry(new KeyEntry(tr("API key of %1").arg(provider.name), form())),
      m_test(new ConnectionTest(client, tr("Test key"), form()))
{
    setObjectName(u"providerKeySheet"_s);
    setTitle(m_key ? tr("Key %1").arg(m_key->name) : tr("Add key"));
    setSubtitle(provider.name);
    if (m_key)
        m_takenNames.removeAll(m_key->name);
    m_name->setText(m_key ? m_key->name : freeName(m_takenNames));
    m_entry->setStatus(status);
    m_nameField = addField(tr("Name"), m_name, u"name"_s);
    m_entryField = addField(m_key ? tr("Replace the key") : tr("API key"), m_entry, u"secret"_s);
    if (!m_key)
        m_entryField->setHint(keyForm(provider.type));
    else
        m_entryField->setHint(m_key->message.isEmpty()
                                  ? tr("Now: %1. Leave it empty to keep it.").arg(keptWords(*m_key))
                                  : m_key->message);
    addOrder();
    fields()->addWidget(m_test);
    fields()->addStretch();
    connect(m_name, &QLineEdit::textEdited, this,
            [this] { m_nameField->setError(keyNameProblem(m_name->text(), m_takenNames)); });
    connect(m_entry, &KeyEntry::edited, this, [this] {
        m_entryField->setError({});
        m_test->reset();
    });
    connect(m_test, &ConnectionTest::asked, this, &ProviderKeySheet::test);
}

void ProviderKeySheet::addOrder()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    const auto add = [&](const QString &label, const QString &param, const QString &hint, int lowest, int value) {
        auto *spin = new QSpinBox(form());
        spin->setRange(lowest, kLargest);
        spin->setFont(fontFor(TextRole::Body));
        spin->setValue(value);
        addField(label, spin, param, row)->setHint(hint);
        return spin;
    };
    m_priority =
        add(tr("Priority"), u"priority"_s, tr("Lower is tried first."), -kLargest, m_key ? int(m_key->priority) : 0);
    m_weight = add(tr("Weight"), u"weight"_s, tr("Share among equals."), 0, m_key ? int(m_key->weight) : 1);
    fields()->addLayout(row);
}

bool ProviderKeySheet::check()
{
    m_nameField->setError(keyNameProblem(m_name->text(), m_takenNames));
    const bool missing = !m_key && m_entry->isEmpty();
    m_entryField->setError(missing ? tr("Give its key, or say which variable or file has it.") : m_entry->problem());
    if (m_nameField->hasError())
        m_name->setFocus(Qt::OtherFocusReason);
    else if (m_entryField->hasError())
        m_entry->setFocus(Qt::OtherFocusReason);
    return !hasErrors();
}

/// A key that was typed is tested as it is, before it is kept; else the one that is kept.
void ProviderKeySheet::test()
{
    if (m_key && m_entry->isEmpty())
        return m_test->run(belowProvider("provider_keys.probe", m_provider.id, "key", m_key->id, base::Json::object()));
    if (!check())
        return;
    base::Json body = {{"type", m_provider.type.toStdString()},
                       {"base_url", m_provider.baseUrl.toStdString()},
                       {"key", m_entry->value()}};
    if (m_provider.options.contains(u"outbound"_s))
        body["outbound"] = "pool";
    m_test->run({.operation = "providers.try", .body = std::move(body)});
}

void ProviderKeySheet::submit()
{
    if (!check())
        return;
    base::Json body = {
        {"name", m_name->text().toStdString()}, {"priority", m_priority->value()}, {"weight", m_weight->value()}};
    if (!m_entry->isEmpty())
        body["secret"] = m_entry->value();
    admin::AdminCall call{.operation = "provider_keys.create", .path = {{"provider", m_provider.id.toStdString()}}};
    if (m_key) {
        body["if_version"] = m_key->version;
        call = belowProvider("provider_keys.update", m_provider.id, "key", m_key->id);
    }
    call.body = std::move(body);
    send(m_client, std::move(call), [this](const base::Json &answer) {
        m_entry->forget();
        Q_EMIT saved(fieldText(answer, "name"));
        close();
    });
}

} // namespace ui
