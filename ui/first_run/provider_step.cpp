#include "ui/first_run/provider_step.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include "ui/pages/providers/add_provider_sheet.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/pages/settings/setting_section.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/button.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kListHeight = 300;

} // namespace

ProviderStep::ProviderStep(admin::AdminClient &client, QWidget *parent)
    : SetupStep(tr("Add a provider"), tr("Its models answer your calls. You can add more later."), parent),
      m_client(client),
      m_there(new SettingSection(tr("Ready"), this)),
      m_thereRow(
          m_there->addRow({}, tr("Calls go there. Go on, or add another one."), new Badge(tr("Added"), Tone::Ok, this)))
{
    m_thereRow->setObjectName(u"setupProviders"_s);
    m_there->hide();
    column()->addWidget(m_there);
    addKinds();
    addSandbox();
    column()->addStretch(1);
    askOnce();
}

ProviderStep::~ProviderStep()
{
    delete m_sheet; // it lies over the window, which stays
}

void ProviderStep::addKinds()
{
    auto *card = new Card(this);
    m_kinds = new PresetList(card);
    m_kinds->setObjectName(u"setupKinds"_s);
    m_kinds->setFixedHeight(kListHeight);
    m_setUp = new Button(Button::Kind::Secondary, {}, card);
    m_setUp->setObjectName(u"setUpKind"_s);
    m_setUp->setButtonSize(Button::Size::Form);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(metric::kCardPadding, metric::kCardPadding, metric::kCardPadding, metric::kCardPadding);
    column->addWidget(m_kinds);
    column->addWidget(m_setUp, 0, Qt::AlignRight);
    this->column()->addWidget(card);
    connect(m_kinds, &PresetList::chosen, this, &ProviderStep::openSheet);
    connect(m_kinds, &PresetList::currentChanged, this, &ProviderStep::followKind);
    connect(m_setUp, &QAbstractButton::clicked, this, [this] {
        if (const auto offer = m_kinds->current())
            openSheet(*offer);
    });
    followKind();
}

void ProviderStep::addSandbox()
{
    m_sandbox = new SettingSection(tr("No key at hand?"), this);
    m_useSandbox = new Button(Button::Kind::Secondary, tr("Use the sandbox"), m_sandbox);
    m_useSandbox->setObjectName(u"useSandbox"_s);
    m_sandboxRow = m_sandbox->addRow(
        tr("The sandbox"), tr("Built in: it answers at once, needs no network and costs nothing."), m_useSandbox);
    column()->addWidget(m_sandbox);
    connect(m_useSandbox, &QAbstractButton::clicked, this, &ProviderStep::useSandbox);
}

void ProviderStep::askOnce()
{
    m_client.call({.operation = "providers.presets"}, this, [this](const base::Result<base::Json> &answer) {
        if (!answer)
            return;
        m_presets = parsePresets(*answer);
        m_kinds->setPresets(m_presets);
        m_client.call({.operation = "providers.scan", .body = base::Json::object()}, this,
                      [this](const base::Result<base::Json> &found) {
                          if (found)
                              m_kinds->setFound(parseScan(*found, m_presets));
                      });
    });
    m_client.call({.operation = "status.get"}, this, [this](const base::Result<base::Json> &answer) {
        if (answer)
            m_status = *answer;
    });
}

void ProviderStep::refresh()
{
    m_client.call({.operation = "providers.list", .query = {{"limit", "1000"}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      if (answer)
                          take(*answer);
                  });
}

void ProviderStep::take(const base::Json &answer)
{
    m_names.clear();
    m_taken.clear();
    m_hasSandbox = false;
    for (const ProviderRow &row : parseProviders(answer)) {
        m_taken += row.name;
        if (row.type == u"sandbox")
            m_hasSandbox = true;
        else
            m_names += row.name;
    }
    m_thereRow->setTitle(m_names.join(u", "_s));
    m_there->setVisible(!m_names.isEmpty());
    Q_EMIT readyChanged();
}

QWidget *ProviderStep::first()
{
    return m_kinds->findChild<QLineEdit *>();
}

void ProviderStep::followKind()
{
    const auto offer = m_kinds->current();
    m_setUp->setEnabled(offer.has_value());
    m_setUp->setText(offer ? tr("Set up %1").arg(offer->preset.label) : tr("Set up"));
}

void ProviderStep::openSheet(const PresetOffer &offer)
{
    if (m_sheet)
        return;
    m_sheet = new AddProviderSheet(m_client, *window(),
                                   {.presets = m_presets, .takenNames = m_taken, .status = m_status, .offer = offer});
    connect(m_sheet, &AddProviderSheet::added, this, &ProviderStep::refresh);
    m_sheet->open();
}

/// It is there from the beginning, unless somebody removed it.
void ProviderStep::useSandbox()
{
    if (m_hasSandbox)
        return Q_EMIT done();
    m_useSandbox->setEnabled(false);
    base::Json body{{"name", "sandbox"}, {"type", "sandbox"}, {"any_model", true}};
    m_client.call({.operation = "providers.create", .body = std::move(body)}, this,
                  [this](const base::Result<base::Json> &answer) {
                      m_useSandbox->setEnabled(true);
                      m_sandboxRow->setError(answer ? QString() : refusalWords(answer.error()));
                      if (answer)
                          Q_EMIT done();
                  });
}

} // namespace ui
