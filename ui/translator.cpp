#include "ui/translator.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto kOwnTranslator = "switchyard_translator"_L1;

bool add(QCoreApplication &application, const QLocale &locale, const QString &file, const QString &folder)
{
    auto *translator = new QTranslator(&application);
    translator->setObjectName(kOwnTranslator);
    const bool found = translator->load(locale, file, u"_"_s, folder);
    if (found)
        application.installTranslator(translator);
    else
        delete translator; // a Qt without translations of its own, or a language that is not ours
    return found;
}

} // namespace

void installTranslator(QCoreApplication &application, const QLocale &locale)
{
    qDeleteAll(application.findChildren<QTranslator *>(kOwnTranslator, Qt::FindDirectChildrenOnly));
    QLocale::setDefault(locale);
    add(application, locale, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (!add(application, locale, u"switchyard"_s, u":/i18n"_s))
        add(application, QLocale(QLocale::English), u"switchyard"_s, u":/i18n"_s); // English stands, with its plurals
}

} // namespace ui
