#include "ui/pages/playground/curl_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto kKey = "$SWITCHYARD_API_KEY"_L1;

QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

QString keyHeader(admin::KeyPlace place)
{
    switch (place) {
    case admin::KeyPlace::XApiKey:
        return u"\"x-api-key: "_s + kKey + u'"';
    case admin::KeyPlace::GoogApiKey:
        return u"\"x-goog-api-key: "_s + kKey + u'"';
    case admin::KeyPlace::Bearer:
        break;
    }
    return u"\"Authorization: Bearer "_s + kKey + u'"';
}

} // namespace

std::vector<std::pair<std::string, std::string>> headersOf(const DraftCall &call)
{
    std::vector<std::pair<std::string, std::string>> out;
    if (const QString own = QString::fromLatin1(call.dialect->header); !own.isEmpty())
        out.emplace_back(own.section(u": "_s, 0, 0).toStdString(), own.section(u": "_s, 1).toStdString());
    if (!call.session.isEmpty())
        out.emplace_back("x-session-id", call.session.toStdString());
    if (!call.requestClass.isEmpty())
        out.emplace_back("x-claude-code-request-class", call.requestClass.toStdString());
    return out;
}

QString curlText(const DraftCall &call, const QString &endpoint)
{
    QStringList lines{u"curl "_s
                          + quoted(endpoint + QString::fromStdString(call.dialect->pathFor(call.model, call.stream))),
                      u"-H "_s + keyHeader(call.dialect->keyPlace), u"-H 'Content-Type: application/json'"_s};
    if (call.stream)
        lines.front().insert(5, u"-N "_s); // else curl keeps what it has until it is more
    for (const auto &[name, value] : headersOf(call))
        lines += u"-H "_s + quoted(QString::fromStdString(name + ": " + value));
    lines += u"-d "_s + quoted(QString::fromStdString(call.body));
    return lines.join(u" \\\n  "_s);
}

} // namespace ui
