#include "ui/pages/providers/add_provider_sheet.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QRadioButton>
#include <QStackedWidget>
#include <QUrl>

#include "ui/pages/providers/connection_test.h"
#include "ui/pages/providers/key_entry.h"
#include "ui/pages/providers/model_choice.h"
#include "ui/pages/providers/option_fields.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/theme/typography.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/stepper.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 560;
constexpr int kLowestList = 320;

} // namespace

AddProviderSheet::AddProviderSheet(admin::AdminClient &client, QWidget &window, Start start)
    : FormSheet(window, kWidth, tr("Continue")),
      m_client(client),
      m_start(std::move(start)),
      m_stepper(new Stepper({tr("Kind"), tr("Connection"), tr("Models")}, form())),
      m_pages(new QStackedWidget(form())),
      m_kinds(new PresetList(form())),
      m_back(new Button(Button::Kind::Secondary, tr("Back")))
{
    setObjectName(u"addProviderSheet"_s);
    setTitle(tr("Add provider"));
    m_back->setObjectName(u"formBack"_s);
    m_kinds->setMinimumHeight(kLowestList);
    m_pages->addWidget(m_kinds);
    m_pages->addWidget(makeConnection());
    m_pages->addWidget(makeModels());
    fields()->addWidget(m_stepper);
    fields()->addWidget(m_pages, 1);
    footer()->insertWidget(footer()->count() - 1, m_back);
    connect(m_kinds, &PresetList::chosen, this, &AddProviderSheet::choose);
    connect(m_kinds, &PresetList::currentChanged, this, &AddProviderSheet::showAct);
    connect(m_back, &QAbstractButton::clicked, this,
            [this] { go(m_step == Step::Models ? Step::Connection : Step::Kind); });
    m_kinds->setPresets(m_start.presets);
    go(Step::Kind);
    scan();
    if (m_start.offer)
        choose(*m_start.offer);
}

QWidget *AddProviderSheet::makeConnection()
{
    auto *page = new QWidget(form());
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(16);
    m_name = new LineEdit(page);
    m_address = new LineEdit(page);
    m_address->setFont(fontFor(TextRole::Code));
    m_address->setPlaceholderText(u"https://host/v1"_s);
    m_key = new KeyEntry(tr("API key"), page);
    m_key->setStatus(m_start.status);
    m_keyLink = new Button(Button::Kind::Text, tr("Where do I find it?"), page);
    m_test = new ConnectionTest(m_client, tr("Test connection"), page);
    m_nameField = addField(tr("Name"), m_name, u"name"_s, column);
    m_nameField->setHint(tr("What stands before the / of its model names."));
    m_addressField = addField(tr("Address"), m_address, u"base_url"_s, column);
    m_options = new OptionFields(page);
    column->addWidget(m_options);
    connect(m_options, &OptionFields::edited, this, [this] {
        forgetTest();
        markEdited();
    });
    connect(m_options, &OptionFields::submitted, act(), &QAbstractButton::click);
    m_keyField = addField(tr("API key"), m_key, u"key"_s, column);
    m_outbound = new SegmentedControl({tr("Directly"), tr("Through the proxy pool")}, page);
    m_outbound->setAccessibleName(tr("Connect"));
    m_outboundField = addField(tr("Connect"), m_outbound, u"outbound"_s, column);
    m_outboundField->setHint(tr("Through the pool, it is never called in any other way."));
    connect(m_outbound, &SegmentedControl::chosen, this, [this] {
        forgetTest();
        markEdited();
    });
    column->addWidget(m_keyLink, 0, Qt::AlignLeft);
    column->addWidget(m_test);
    column->addStretch();
    connect(m_name, &QLineEdit::textEdited, this,
            [this] { m_nameField->setError(providerNameProblem(m_name->text(), m_start.takenNames)); });
    connect(m_address, &QLineEdit::textEdited, this, &AddProviderSheet::forgetTest);
    connect(m_address, &QLineEdit::editingFinished, this, [this] {
        if (!m_address->text().isEmpty())
            m_addressField->setError(addressProblem(m_address->text()));
    });
    connect(m_key, &KeyEntry::edited, this, &AddProviderSheet::forgetTest);
    connect(m_keyLink, &QAbstractButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl(m_offer.preset.keyUrl, QUrl::StrictMode)); });
    connect(m_test, &ConnectionTest::asked, this, &AddProviderSheet::test);
    connect(m_test, &ConnectionTest::refused, this, [this](const base::Error &error) { showAtField(*form(), error); });
    connect(m_test, &ConnectionTest::finished, this, [this](bool ok) {
        m_tested = ok ? Tested::Works : Tested::Fails;
        showAct();
        if (ok && std::exchange(m_continueWhenTested, false))
            go(Step::Models);
    });
    return page;
}

QWidget *AddProviderSheet::makeModels()
{
    auto *page = new QWidget(form());
    m_any = new QRadioButton(tr("Any model it has"), page);
    m_any->setObjectName(u"anyModel"_s);
    m_any->setChecked(true);
    m_only = new QRadioButton(tr("Only these models"), page);
    m_only->setObjectName(u"onlyModels"_s);
    m_models = new ModelChoice(page);
    m_models->setEmptyWords(tr("It named no models. Add them by name."));
    m_models->setEnabled(false);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(m_any);
    column->addWidget(m_only);
    column->addWidget(m_models, 1);
    connect(m_only, &QRadioButton::toggled, m_models, &QWidget::setEnabled);
    connect(m_only, &QRadioButton::toggled, this, &AddProviderSheet::showAct);
    connect(m_models, &ModelChoice::changed, this, &AddProviderSheet::showAct);
    return page;
}

/// What runs on this computer and what keys its environment has, offered before the rest.
void AddProviderSheet::scan()
{
    m_client.call({.operation = "providers.scan", .body = base::Json::object()}, this,
                  [this](const base::Result<base::Json> &answer) {
                      if (answer && m_step == Step::Kind)
                          m_kinds->setFound(parseScan(*answer, m_start.presets));
                  });
}

void AddProviderSheet::choose(const PresetOffer &offer)
{
    m_offer = offer;
    const ProviderPreset &preset = offer.preset;
    m_name->setText(freeName(preset.label));
    m_nameField->setError({});
    m_address->setText(offer.baseUrl.isEmpty() ? preset.baseUrl : offer.baseUrl);
    m_address->setCursorPosition(0); // its beginning is what tells most
    m_addressField->setError({});
    m_addressField->setVisible(!isSandbox());
    m_addressField->setHint(preset.options.empty() ? QString() : tr("What stands in { } is filled in from below."));
    m_options->setOptions(preset.options);
    m_keyField->setVisible(!isSandbox());
    m_outboundField->setVisible(!isSandbox());
    m_keyField->setHint(keyForm(preset.id));
    m_keyField->setError({});
    m_key->forget();
    m_key->setKeyHint(preset.keyHint);
    m_key->setVariable(offer.variable);
    m_key->setAccessibleKeyName(tr("API key of %1").arg(preset.label));
    m_keyLink->setVisible(preset.keyUrl.startsWith("https://"_L1));
    m_keyLink->setToolTip(preset.keyUrl.toHtmlEscaped());
    m_test->setVisible(!isSandbox());
    m_any->setChecked(true);
    forgetTest();
    markEdited();
    go(Step::Connection);
}

void AddProviderSheet::go(Step step)
{
    m_step = step;
    const QStringList subtitles = {tr("Which provider shall answer calls?"), m_offer.preset.label,
                                   tr("Which of its models may be called?")};
    setSubtitle(subtitles.value(int(step)));
    m_stepper->setCurrent(int(step));
    m_pages->setCurrentIndex(int(step));
    m_back->setVisible(step != Step::Kind);
    if (step == Step::Models)
        m_models->setModels(m_test->models().isEmpty() ? m_offer.models : m_test->models());
    say({});
    showAct();
    QWidget *const first[] = {m_kinds, m_name, m_any};
    if (isVisible() && step == Step::Kind)
        m_kinds->findChild<QLineEdit *>()->setFocus(Qt::OtherFocusReason);
    else if (isVisible())
        first[int(step)]->setFocus(Qt::OtherFocusReason);
}

void AddProviderSheet::showAct()
{
    const bool anyway = m_step == Step::Connection && m_tested == Tested::Fails;
    act()->setText(m_step == Step::Models ? tr("Add provider") : anyway ? tr("Continue anyway") : tr("Continue"));
    const bool nothing = (m_step == Step::Kind && !m_kinds->current())
                         || (m_step == Step::Models && m_only->isChecked() && m_models->chosen().isEmpty());
    act()->setEnabled(!nothing && !isBusy());
}

bool AddProviderSheet::isSandbox() const
{
    return m_offer.preset.id == "sandbox"_L1;
}

QString AddProviderSheet::freeName(const QString &label) const
{
    QString plain = label;
    plain.remove(u'/').remove(u'|');
    plain = plain.section(u'(', 0, 0).trimmed();
    QString name = plain;
    for (int number = 2; m_start.takenNames.contains(name); ++number)
        name = plain + u' ' + QString::number(number);
    return name;
}

/// Shows every problem at once, and puts the focus into the first field that has one.
bool AddProviderSheet::checkConnection()
{
    m_nameField->setError(providerNameProblem(m_name->text(), m_start.takenNames));
    if (!isSandbox()) {
        m_addressField->setError(addressProblem(m_address->text()));
        const bool missing = m_offer.preset.needsKey && m_key->isEmpty();
        m_keyField->setError(missing ? tr("Give its key, or say which variable or file has it.") : m_key->problem());
    }
    QWidget *wrong = m_options->check();
    for (FormField *field : {m_keyField, m_addressField, m_nameField})
        if (field->hasError() && (field != m_keyField || !wrong))
            wrong = field->control();
    if (wrong)
        wrong->setFocus(Qt::OtherFocusReason);
    return !wrong;
}

base::Json AddProviderSheet::connection() const
{
    base::Json body = {{"type", m_offer.preset.id.toStdString()}};
    if (isSandbox())
        return body;
    body["base_url"] = tidyAddress(m_address->text()).toStdString();
    if (!m_offer.preset.options.empty())
        body["options"] = m_options->value();
    if (m_outbound->current() == 1)
        body["outbound"] = "pool";
    if (!m_key->isEmpty())
        body["key"] = m_key->value();
    return body;
}

void AddProviderSheet::test()
{
    if (checkConnection())
        m_test->run({.operation = "providers.try", .body = connection()});
    else
        m_continueWhenTested = false;
}

void AddProviderSheet::forgetTest()
{
    m_tested = Tested::No;
    m_continueWhenTested = false;
    m_test->reset();
    m_addressField->setError({});
    m_keyField->setError({});
    showAct();
}

void AddProviderSheet::submit()
{
    if (m_step == Step::Kind) {
        if (const auto offer = m_kinds->current())
            choose(*offer);
        return;
    }
    if (m_step == Step::Models)
        return create();
    if (!checkConnection())
        return;
    if (!isSandbox() && m_tested == Tested::No) {
        m_continueWhenTested = true;
        return test();
    }
    go(Step::Models);
}

void AddProviderSheet::create()
{
    base::Json body = connection();
    body["name"] = m_name->text().toStdString();
    body["any_model"] = m_any->isChecked();
    base::Json models = base::Json::array();
    if (!m_any->isChecked())
        for (const QString &name : m_models->chosen())
            models.push_back(name.toStdString());
    body["models"] = std::move(models);
    send(m_client, {.operation = "providers.create", .body = std::move(body)}, [this](const base::Json &answer) {
        m_key->forget();
        Q_EMIT added(fieldText(answer, "id"), fieldText(answer, "name"));
        close();
    });
}

/// Most fields stand on the step before.
void AddProviderSheet::fail(const base::Error &error)
{
    if (!showAtField(*form(), error))
        return FormSheet::fail(error);
    go(Step::Connection);
    showAtField(*form(), error);
}

} // namespace ui
