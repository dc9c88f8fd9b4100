#include "ui/pages/settings/state_sections.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QUrl>

#include "ui/pages/settings/setting_row.h"
#include "ui/text/gateway_words.h"
#include "ui/text/keychain_words.h"
#include "ui/text/time_text.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/field_box.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kPathWidth = 260;

QString textAt(const base::Json &status, std::string_view part, std::string_view field)
{
    return QString::fromStdString(base::textOr(base::at(base::at(status, part), field)));
}

} // namespace

KeychainSection::KeychainSection(QWidget *parent)
    : SettingSection(tr("Keychain"), parent), m_badge(new Badge({}, Tone::Quiet, this))
{
    setObjectName(u"keychainSection"_s);
    m_badge->hide();
    m_row = addRow(tr("Keychain of the system"), {}, m_badge);
    addRow(tr("Keys elsewhere"),
           tr("A provider's key may also come from an environment variable (env:NAME) or from a file that only you may "
              "read (file:PATH). Both work without a keychain."),
           nullptr);
}

void KeychainSection::setStatus(const base::Json &status)
{
    const QString state = textAt(status, "keychain", "state");
    const QString trouble = keychainTrouble(status);
    m_badge->setVisible(true);
    if (!trouble.isEmpty())
        m_badge->setState(tr("Needs you"), Tone::Warn);
    else if (state == u"unused")
        m_badge->setState(tr("Not used yet"), Tone::Quiet);
    else
        m_badge->setState(tr("Works"), Tone::Ok);
    m_row->setHint(trouble.isEmpty() ? tr("Keys of providers that you type are kept there, and nowhere else.")
                                     : trouble);
}

DataSection::DataSection(QWidget *parent)
    : SettingSection(tr("Data"), parent),
      m_path(new Label(TextRole::Code, Tone::Plain)),
      m_copy(new CopyButton(CopyButton::Label::IconOnly, tr("Copy the path"))),
      m_open(new Button(Button::Kind::Secondary, tr("Open"))),
      m_storage(new Badge({}, Tone::Quiet, this)),
      m_ledger(new Badge({}, Tone::Quiet, this))
{
    setObjectName(u"dataSection"_s);
    auto *place = new QWidget(this);
    m_path->setObjectName(u"dataPath"_s);
    m_path->setElided(true);
    auto *box = new FieldBox(m_path, place);
    box->setFixedWidth(kPathWidth);
    m_open->setAccessibleName(tr("Open the data directory"));
    auto *row = new QHBoxLayout(place);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(box);
    row->addWidget(m_copy);
    row->addWidget(m_open);
    addRow(tr("Data directory"), tr("Settings in config.db, calls in usage.db. No key of a provider is in it."), place);
    m_storageRow = addRow(tr("Stores"), {}, m_storage);
    m_ledgerRow = addRow(tr("Record of calls"), {}, m_ledger);
    for (Badge *badge : {m_storage, m_ledger})
        badge->hide();
    connect(m_open, &QAbstractButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_path->text())); });
}

void DataSection::setStatus(const base::Json &status)
{
    m_path->setText(QString::fromStdString(base::textOr(base::at(status, "data_dir"))));
    m_copy->setCopyText(m_path->text());
    m_storage->show();
    m_ledger->show();
    const QString state = textAt(status, "storage", "state");
    const bool whole = state == u"ok";
    m_storage->setState(whole ? tr("In order") : tr("Needs you"), whole ? Tone::Ok : Tone::Warn);
    const QString trouble = state == u"damaged" ? tr("A store is damaged in places, and what is there cannot be read.")
                            : state == u"set_aside" ? tr("A damaged usage.db was set aside, and a new one begun.")
                                                    : QString();
    m_storageRow->setHint(whole ? tr("Everything in them can be read.") : trouble);
    m_storageRow->setError(gatewayWords(textAt(status, "storage", "message")));
    const bool healthy = base::truthOr(base::at(base::at(status, "ledger"), "healthy"));
    m_ledger->setState(healthy ? tr("In order") : tr("Needs you"), healthy ? Tone::Ok : Tone::Warn);
    m_ledgerRow->setHint(healthy ? tr("Every call is written down.") : tr("Calls cannot be written down just now."));
    m_ledgerRow->setError(gatewayWords(textAt(status, "ledger", "message")));
}

AboutSection::AboutSection(QWidget *parent) : SettingSection(tr("About"), parent)
{
    setObjectName(u"aboutSection"_s);
    m_version = addRow(u"Switchyard"_s, {}, nullptr);
    auto *licences = new Button(Button::Kind::Secondary, tr("Show"), this);
    licences->setObjectName(u"showLicences"_s);
    licences->setAccessibleName(tr("Show the licences"));
    addRow(tr("Licences"), tr("Switchyard is free software under the GNU GPL, version 3 or later."), licences);
    connect(licences, &QAbstractButton::clicked, this, &AboutSection::licencesWanted);
}

void AboutSection::setStatus(const base::Json &status)
{
    const QString version = QString::fromStdString(base::textOr(base::at(status, "version")));
    const QDateTime since = parseTime(QString::fromStdString(base::textOr(base::at(status, "started_at"))));
    const QDateTime now = QDateTime::currentDateTime();
    m_version->setHint(since.isValid()
                           ? tr("Version %1, running since %2").arg(version, clockText(since.toLocalTime(), now))
                           : tr("Version %1").arg(version));
}

} // namespace ui
