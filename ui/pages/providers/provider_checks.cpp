#include "ui/pages/providers/provider_checks.h"

#include <algorithm>
#include <string>

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include "ui/text/error_words.h"
#include "ui/text/gateway_words.h"
#include "ui/widgets/form_field.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::ErrorCode;

constexpr int kLongestName = 64;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::providers", text);
}

/// A clash that names no field is one of names: nothing else of a provider has to be unique.
std::string fieldOf(const base::Error &error)
{
    return error.code == ErrorCode::Conflict && error.param.empty() ? "name" : error.param;
}

bool isControl(QChar c)
{
    return c < QChar(0x20) || c == QChar(0x7F);
}

} // namespace

QString keyNameProblem(const QString &name, const QStringList &taken)
{
    if (name.trimmed().isEmpty())
        return translated(QT_TRANSLATE_NOOP("ui::providers", "Give it a name."));
    if (name.toUtf8().size() > kLongestName)
        return translated(QT_TRANSLATE_NOOP("ui::providers", "The name is too long: 64 bytes at most."));
    if (name != name.trimmed())
        return translated(QT_TRANSLATE_NOOP("ui::providers", "The name must not begin or end with a space."));
    if (name.contains(u'/') || name.contains(u'|') || std::ranges::any_of(name, isControl))
        return translated(QT_TRANSLATE_NOOP("ui::providers", "The name must not contain / or |: it stands before the "
                                                             "/ of model names."));
    if (taken.contains(name))
        return translated(QT_TRANSLATE_NOOP("ui::providers", "This name is taken."));
    return {};
}

QString providerNameProblem(const QString &name, const QStringList &taken)
{
    if (name == "default"_L1)
        return translated(QT_TRANSLATE_NOOP("ui::providers", "This name means the default model. Choose another one."));
    return keyNameProblem(name, taken);
}

QString addressProblem(const QString &url)
{
    const QString tidy = tidyAddress(url);
    if (tidy.isEmpty())
        return translated(QT_TRANSLATE_NOOP("ui::providers", "Give the address, for instance https://host/v1."));
    static const QRegularExpression kPlace(u"\\{[a-z_]+\\}"_s); // where an option stands
    const QUrl parsed(QString(tidy).replace(kPlace, u"x"_s), QUrl::StrictMode);
    const bool web = parsed.scheme() == "https"_L1 || parsed.scheme() == "http"_L1;
    if (!parsed.isValid() || !web || parsed.host().isEmpty())
        return translated(QT_TRANSLATE_NOOP("ui::providers", "The address must look like https://host/v1."));
    if (!parsed.userInfo().isEmpty())
        return translated(QT_TRANSLATE_NOOP("ui::providers", "The address must not contain a password: enter it as the "
                                                             "key."));
    if (parsed.hasQuery() || parsed.hasFragment())
        return translated(QT_TRANSLATE_NOOP("ui::providers", "The address must end before ? and #."));
    return {};
}

QString variableProblem(const QString &name)
{
    static const QRegularExpression kName(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
    if (kName.match(name.trimmed()).hasMatch())
        return {};
    return translated(QT_TRANSLATE_NOOP("ui::providers", "Give the name of a variable, for instance OPENAI_API_KEY."));
}

QString pathProblem(const QString &path)
{
    if (path.trimmed().startsWith(u'/'))
        return {};
    return translated(QT_TRANSLATE_NOOP("ui::providers", "Give the whole path of a file that only you may read."));
}

QString tidyAddress(const QString &url)
{
    QString out = url.trimmed();
    while (out.endsWith(u'/'))
        out.chop(1);
    return out;
}

QString refusalWords(const base::Error &error)
{
    if (error.code == ErrorCode::Conflict && error.param == "if_version")
        return translated(QT_TRANSLATE_NOOP("ui::providers", "It was changed elsewhere meanwhile. Shown is what holds "
                                                             "now."));
    if (error.code == ErrorCode::Conflict && fieldOf(error) == "name")
        return translated(QT_TRANSLATE_NOOP("ui::providers", "This name is taken."));
    const bool aboutInput = error.code == ErrorCode::Unprocessable || error.code == ErrorCode::BadRequest
                            || error.code == ErrorCode::Conflict;
    if ((aboutInput || error.code == ErrorCode::Upstream) && !error.detail.empty())
        return gatewayWords(QString::fromStdString(error.detail));
    return errorWords(error.code);
}

bool showAtField(QWidget &form, const base::Error &error)
{
    const std::string wanted = fieldOf(error);
    if (wanted.empty())
        return false;
    for (FormField *field : form.findChildren<FormField *>()) {
        if (field->param().toStdString() != wanted)
            continue;
        field->setError(refusalWords(error));
        field->control()->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return false;
}

} // namespace ui
