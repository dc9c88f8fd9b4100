#include "ui/translator.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto kOwnTranslator = "switchyard_translator"_L1;

void add(QApplication &application, const QLocale &locale, const QString &file, const QString &folder)
{
    auto *translator = new QTranslator(&application);
    translator->setObjectName(kOwnTranslator);
    if (translator->load(locale, file, u"_"_s, folder))
        application.installTranslator(translator);
    else
        delete translator; // a Qt without translations of its own, or a language that is not ours: English stands
}

} // namespace

void installTranslator(QApplication &application, const QLocale &locale)
{
    qDeleteAll(application.findChildren<QTranslator *>(kOwnTranslator, Qt::FindDirectChildrenOnly));
    QLocale::setDefault(locale);
    add(application, locale, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    add(application, locale, u"switchyard"_s, u":/i18n"_s);
}

} // namespace ui
