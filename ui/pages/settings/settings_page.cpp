#include "ui/pages/settings/settings_page.h"

#include <chrono>
#include <utility>

#include <QVBoxLayout>

#include "ui/pages/settings/address_section.h"
#include "ui/pages/settings/bodies_section.h"
#include "ui/pages/settings/books_section.h"
#include "ui/pages/settings/callers_section.h"
#include "ui/pages/settings/calls_section.h"
#include "ui/pages/settings/checks_section.h"
#include "ui/pages/settings/general_section.h"
#include "ui/pages/settings/licences_sheet.h"
#include "ui/pages/settings/log_section.h"
#include "ui/pages/settings/security_section.h"
#include "ui/pages/settings/state_sections.h"
#include "ui/pages/settings/switch_section.h"
#include "ui/shell/desktop_services.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/page_scroll.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kSearchWidth = 240;

} // namespace

SettingsPage::SettingsPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Settings"), parent),
      m_client(client),
      m_search(new SearchField(tr("Search settings"), this)),
      m_scroll(new PageScroll(*this, *body()))
{
    buildSearch();
    addSections();
    new Poller(*this, 5s, [this] { refresh(); });
    new Poller(*this, 60s, [this] { checkUp(); }); // it looks at files
}

void SettingsPage::buildSearch()
{
    m_search->setObjectName(u"settingSearch"_s);
    m_search->setFixedWidth(kSearchWidth);
    addHeaderButton(m_search);
    connect(m_search, &SearchField::changed, this, &SettingsPage::filter);
    m_noMatch = new QWidget(&m_scroll->canvas());
    m_noMatch->setObjectName(u"noSetting"_s);
    auto *words = new Label(TextRole::Body, Tone::Quiet, m_noMatch);
    words->setText(tr("No setting matches these words."));
    auto *clear = new Button(Button::Kind::Text, tr("Clear the search"), m_noMatch);
    connect(clear, &QAbstractButton::clicked, m_search, &QLineEdit::clear);
    auto *column = new QVBoxLayout(m_noMatch);
    column->setContentsMargins(0, 48, 0, 0);
    column->addWidget(words, 0, Qt::AlignHCenter);
    column->addWidget(clear, 0, Qt::AlignHCenter);
    m_noMatch->hide();
}

void SettingsPage::addSections()
{
    QWidget &canvas = m_scroll->canvas();
    if (DesktopServices *desktop = DesktopServices::of(*this)) {
        auto *general = new GeneralSection(*desktop, &canvas);
        m_sections.push_back(general);
        connect(general, &GeneralSection::setupWanted, this, [this] { Q_EMIT commandWanted(u"setup.run"_s); });
    }
    m_address = new AddressSection(m_client, &canvas);
    m_address->addReach();
    m_callers = new CallersSection(m_client, &canvas);
    m_security = new SecuritySection(&canvas);
    m_calls = new CallsSection(m_client, &canvas);
    m_switch = new SwitchSection(m_client, &canvas);
    m_books = new BooksSection(m_client, &canvas);
    m_bodies = new BodiesSection(m_client, &canvas);
    m_checks = new ChecksSection(m_client, &canvas);
    m_log = new LogSection(m_client, &canvas);
    m_keychain = new KeychainSection(&canvas);
    m_data = new DataSection(&canvas);
    m_about = new AboutSection(&canvas);
    m_sections.insert(m_sections.end(), {m_address, m_callers, m_security, m_calls, m_switch, m_books, m_bodies,
                                         m_checks, m_log, m_keychain, m_data, m_about});
    for (SettingSection *section : m_sections)
        m_scroll->column()->addWidget(section);
    m_scroll->column()->addWidget(m_noMatch);
    m_scroll->column()->addStretch(1); // or the few rows that a search leaves would grow
    followSections();
}

/// What a section has done is said, and what follows from it asked anew.
void SettingsPage::followSections()
{
    connect(m_address, &AddressSection::moved, this, [this](const QString &words) {
        Toast::of(*this).say(words);
        refresh();
        checkUp();
    });
    connect(m_callers, &CallersSection::saved, this, [this] {
        Toast::of(*this).say(tr("Saved"));
        checkUp();
    });
    const auto say = [this] { Toast::of(*this).say(tr("Saved")); };
    connect(m_calls, &CallsSection::saved, this, say);
    connect(m_switch, &SwitchSection::saved, this, say);
    connect(m_books, &BooksSection::saved, this, say);
    connect(m_bodies, &BodiesSection::saved, this, say);
    connect(m_checks, &ChecksSection::saved, this, say);
    connect(m_log, &LogSection::saved, this, say);
    connect(m_bodies, &BodiesSection::cleared, this,
            [this] { Toast::of(*this).say(tr("No request and no answer is kept any more")); });
    connect(m_about, &AboutSection::licencesWanted, this, [this] { (new LicencesSheet(*window()))->open(); });
}

void SettingsPage::filter(const QString &text)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    bool any = false;
    for (SettingSection *section : m_sections)
        any = section->filter(words) || any;
    m_noMatch->setVisible(!any);
}

void SettingsPage::refresh()
{
    if (std::exchange(m_asking, true))
        return;
    m_client.call({.operation = "settings.get"}, this, [this](const base::Result<base::Json> &answer) {
        if (!answer)
            return showTrouble(answer.error().code);
        m_address->setSettings(*answer);
        m_callers->setSettings(*answer);
        m_calls->setSettings(*answer);
        m_switch->setSettings(*answer);
        m_books->setSettings(*answer);
        m_bodies->setSettings(*answer);
        m_checks->setSettings(*answer);
        m_log->setSettings(*answer);
    });
    m_client.call({.operation = "status.get"}, this, [this](const base::Result<base::Json> &answer) {
        m_asking = false;
        if (!answer)
            return showTrouble(answer.error().code);
        clearTrouble();
        take(*answer);
    });
}

/// A gateway that does not tell, or an admin who may not know: the section stays away.
void SettingsPage::checkUp()
{
    m_client.call({.operation = "settings.check_up"}, this, [this](const base::Result<base::Json> &answer) {
        if (answer)
            m_security->setCheckUp(*answer);
        filter(m_search->text());
    });
}

void SettingsPage::take(const base::Json &status)
{
    m_address->setStatus(status);
    m_keychain->setStatus(status);
    m_data->setStatus(status);
    m_about->setStatus(status);
}

void SettingsPage::showItem(const QString &item)
{
    for (SettingSection *section : m_sections)
        if (section->objectName() == item + u"Section"_s)
            m_scroll->ensureWidgetVisible(section);
}

} // namespace ui
