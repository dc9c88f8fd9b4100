#include "ui/theme/theme.h"

#include <QApplication>
#include <QToolTip>

#include "ui/theme/color_scheme_source.h"
#include "ui/theme/palette.h"
#include "ui/theme/style.h"
#include "ui/theme/typography.h"

namespace ui {

Theme::Theme(QApplication &application, Mode mode)
    : m_application(application), m_source(new ColorSchemeSource(this)), m_mode(mode)
{
    QApplication::setStyle(new Style);
    applyFont();
    connect(m_source, &ColorSchemeSource::schemeChanged, this, &Theme::apply);
    apply();
}

void Theme::setMode(Mode mode)
{
    m_mode = mode;
    apply();
}

Scheme Theme::scheme() const
{
    if (m_mode == Mode::System)
        return m_source->scheme();
    return m_mode == Mode::Dark ? Scheme::Dark : Scheme::Light;
}

void Theme::applyFont()
{
    m_application.setFont(fontFor(TextRole::Body));
    QToolTip::setFont(fontFor(TextRole::Body));
}

void Theme::apply()
{
    const Scheme wanted = scheme();
    if (m_applied && wanted == m_shown)
        return;
    m_applied = true;
    m_shown = wanted;
    const QPalette palette = makePalette(wanted);
    m_application.setPalette(palette);
    QToolTip::setPalette(palette); // tool tips keep a palette of their own, and would stay light
    Q_EMIT schemeChanged();
}

} // namespace ui
