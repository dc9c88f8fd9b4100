#include "ui/first_run/language_step.h"

#include <QAbstractButton>
#include <QVBoxLayout>

#include "ui/pages/settings/setting_section.h"
#include "ui/shell/desktop_services.h"
#include "ui/widgets/segmented_control.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

LanguageStep::LanguageStep(DesktopServices &desktop, QWidget *parent)
    : SetupStep(tr("Welcome to Switchyard"),
                tr("A few steps until your first call. Each one can be skipped and done later."), parent)
{
    auto *section = new SettingSection(tr("How it looks"), this);
    m_language = new SegmentedControl({tr("System"), u"English"_s, u"\u4e2d\u6587"_s}, section);
    m_language->setObjectName(u"setupLanguage"_s);
    m_language->setCurrent(int(desktop.language()));
    auto *theme = new SegmentedControl({tr("System"), tr("Light"), tr("Dark")}, section);
    theme->setObjectName(u"setupTheme"_s);
    theme->setCurrent(int(desktop.theme()));
    section->addRow(tr("Language"), {}, m_language);
    section->addRow(tr("Theme"), {}, theme);
    column()->addWidget(section);
    column()->addStretch(1);
    connect(m_language, &SegmentedControl::chosen, this,
            [&desktop](int index) { desktop.setLanguage(DesktopServices::Language(index)); });
    connect(theme, &SegmentedControl::chosen, this, [&desktop](int index) { desktop.setTheme(Theme::Mode(index)); });
}

QWidget *LanguageStep::first()
{
    return m_language->findChild<QAbstractButton *>();
}

} // namespace ui
