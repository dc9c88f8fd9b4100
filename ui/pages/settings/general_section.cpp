#include "ui/pages/settings/general_section.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>

#include "ui/pages/settings/setting_row.h"
#include "ui/shell/desktop_services.h"
#include "ui/widgets/button.h"
#include "ui/widgets/calm_box.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

} // namespace

GeneralSection::GeneralSection(DesktopServices &desktop, QWidget *parent)
    : SettingSection(tr("General"), parent), m_desktop(desktop)
{
    setObjectName(u"generalSection"_s);
    addLook();
    addManners();
    auto *setup = new Button(Button::Kind::Secondary, tr("Run again"), this);
    setup->setObjectName(u"runSetup"_s);
    setup->setAccessibleName(tr("Run first-time setup again"));
    addRow(tr("First-time setup"), tr("Address, provider, key and first call, step by step."), setup);
    connect(setup, &QAbstractButton::clicked, this, &GeneralSection::setupWanted);
    connect(&m_desktop, &DesktopServices::changed, this, &GeneralSection::follow);
    follow();
}

void GeneralSection::addLook()
{
    m_language = new SegmentedControl({tr("System"), u"English"_s, u"\u4e2d\u6587"_s}, this);
    m_language->setObjectName(u"language"_s);
    addRow(tr("Language"), {}, m_language);
    connect(m_language, &SegmentedControl::chosen, this,
            [this](int index) { m_desktop.setLanguage(DesktopServices::Language(index)); });
    m_theme = new SegmentedControl({tr("System"), tr("Light"), tr("Dark")}, this);
    m_theme->setObjectName(u"theme"_s);
    addRow(tr("Theme"), {}, m_theme);
    connect(m_theme, &SegmentedControl::chosen, this, [this](int index) {
        m_desktop.setTheme(Theme::Mode(index));
        follow();
    });
    auto *both = new QWidget(this);
    m_restart = new Button(Button::Kind::Secondary, tr("Restart now"), both);
    m_restart->setObjectName(u"restartNow"_s);
    m_zoom = new CalmBox(both);
    m_zoom->setObjectName(u"zoom"_s);
    m_zoom->setAccessibleName(tr("Zoom"));
    m_zoom->view()->setAccessibleName(tr("Zoom"));
    for (const int percent : DesktopServices::zoomSteps())
        m_zoom->addItem(u"%1 %"_s.arg(percent), percent);
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(m_restart);
    row->addWidget(m_zoom);
    m_zoomRow = addRow(tr("Zoom"), {}, both);
    connect(m_zoom, &QComboBox::activated, this, [this](int index) {
        m_desktop.setZoom(m_zoom->itemData(index).toInt());
        follow();
    });
    connect(m_restart, &QAbstractButton::clicked, this, [this] { m_desktop.restart(); });
}

void GeneralSection::addManners()
{
    m_close = new SegmentedControl({tr("Ask"), tr("Stay in tray"), tr("Quit")}, this);
    m_close->setObjectName(u"onClose"_s);
    m_closeRow = addRow(tr("When I close the window"), {}, m_close);
    connect(m_close, &SegmentedControl::chosen, this, [this](int index) {
        m_desktop.setOnClose(DesktopServices::OnClose(index));
        follow();
    });
    m_login = new Switch(Switch::Size::Row, this);
    m_login->setObjectName(u"startAtLogin"_s);
    m_loginRow =
        addRow(tr("Start at login"), tr("The gateway is there before you need it, without a window."), m_login);
    connect(m_login, &Switch::asked, this, &GeneralSection::setAtLogin);
    m_notices = new Switch(Switch::Size::Row, this);
    m_notices->setObjectName(u"notifications"_s);
    addRow(tr("Notifications"), tr("For what needs you: a locked keychain, a port that is taken."), m_notices);
    connect(m_notices, &Switch::asked, this, [this](bool wanted) {
        m_desktop.setNotifies(wanted);
        follow();
    });
}

void GeneralSection::setAtLogin(bool wanted)
{
    const auto done = m_desktop.setStartsAtLogin(wanted);
    follow();
    m_loginRow->setError(done ? QString() : tr("The desktop's folder for start files cannot be written to."));
}

void GeneralSection::follow()
{
    m_language->setCurrent(int(m_desktop.language()));
    m_theme->setCurrent(int(m_desktop.theme()));
    m_zoom->setCurrentIndex(m_zoom->findData(m_desktop.zoom()));
    const bool later = m_desktop.zoom() != m_desktop.shownZoom();
    m_restart->setVisible(later);
    m_zoomRow->setHint(later
                           ? tr("%1 % from the next start, %2 % now.").arg(m_desktop.zoom()).arg(m_desktop.shownZoom())
                           : tr("The size of everything. It changes with a restart."));
    const bool tray = m_desktop.hasTray();
    m_close->setEnabled(tray);
    m_close->setCurrent(int(tray ? m_desktop.onClose() : DesktopServices::OnClose::Quit));
    m_closeRow->setHint(tray ? tr("In the tray the gateway goes on answering calls.")
                             : tr("This desktop has no tray, so closing quits, after open calls have ended."));
    m_login->setOn(m_desktop.startsAtLogin());
    m_notices->setOn(m_desktop.notifies());
}

} // namespace ui
