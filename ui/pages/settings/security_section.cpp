#include "ui/pages/settings/security_section.h"

#include <QCoreApplication>

#include "ui/pages/settings/setting_row.h"
#include "ui/text/gateway_words.h"
#include "ui/widgets/badge.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Title {
    QLatin1StringView id;
    const char *text;
};
// A new check is one line here.
constexpr Title kTitles[] = {
    {"reach"_L1, QT_TRANSLATE_NOOP("ui::SecuritySection", "Who can reach it")},
    {"certificate"_L1, QT_TRANSLATE_NOOP("ui::SecuritySection", "Certificate")},
    {"keychain"_L1, QT_TRANSLATE_NOOP("ui::SecuritySection", "Providers' keys")},
    {"sign_in"_L1, QT_TRANSLATE_NOOP("ui::SecuritySection", "Who may come in")},
    {"origins"_L1, QT_TRANSLATE_NOOP("ui::SecuritySection", "Web pages")},
    {"addresses"_L1, QT_TRANSLATE_NOOP("ui::SecuritySection", "Addresses")},
    {"proxies"_L1, QT_TRANSLATE_NOOP("ui::SecuritySection", "Proxies in front of it")},
    {"key_limits"_L1, QT_TRANSLATE_NOOP("ui::SecuritySection", "Limits of client keys")},
    {"key_expiry"_L1, QT_TRANSLATE_NOOP("ui::SecuritySection", "End of client keys")},
    {"bodies"_L1, QT_TRANSLATE_NOOP("ui::SecuritySection", "Prompts and answers")},
    {"files"_L1, QT_TRANSLATE_NOOP("ui::SecuritySection", "Files")},
    {"memory"_L1, QT_TRANSLATE_NOOP("ui::SecuritySection", "Memory")},
};

QString titleOf(const QString &id)
{
    for (const Title &title : kTitles)
        if (id == title.id)
            return SecuritySection::tr(title.text);
    return id;
}

QString textAt(const base::Json &row, std::string_view field)
{
    return QString::fromStdString(base::textOr(base::at(row, field)));
}

} // namespace

SecuritySection::SecuritySection(QWidget *parent) : SettingSection(tr("Security"), parent)
{
    setObjectName(u"securitySection"_s);
    hide();
}

SecuritySection::Line &SecuritySection::lineOf(const QString &id)
{
    auto hit = m_lines.find(id);
    if (hit == m_lines.end()) {
        auto *badge = new Badge({}, Tone::Quiet, this);
        hit = m_lines.emplace(id, Line{addRow(titleOf(id), {}, badge), badge}).first;
    }
    return hit->second;
}

void SecuritySection::setCheckUp(const base::Json &answer)
{
    for (const base::Json &check : base::at(answer, "checks")) {
        const Line &line = lineOf(textAt(check, "id"));
        const QString state = textAt(check, "state");
        const QString where = gatewayWords(textAt(check, "where"));
        line.badge->setState(state == "good"_L1   ? tr("Good")
                             : state == "look"_L1 ? tr("Worth a look")
                                                  : tr("Needs you"),
                             state == "good"_L1   ? Tone::Ok
                             : state == "look"_L1 ? Tone::Warn
                                                  : Tone::Error);
        const QString message = gatewayWords(textAt(check, "message"));
        line.row->setHint(where.isEmpty() ? message : message + u' ' + where);
    }
}

} // namespace ui
