#include "app/gateway_watch.h"

#include <algorithm>
#include <utility>

#include <QCoreApplication>
#include <QUrl>

#include "ui/shell/listen_banner.h"
#include "ui/text/alert_words.h"
#include "ui/text/gateway_words.h"
#include "ui/text/keychain_words.h"

namespace app {
namespace {

using namespace Qt::Literals::StringLiterals;

QString words(const char *text)
{
    return QCoreApplication::translate("app::troubles", text);
}

QString textOf(const base::Json &json)
{
    return QString::fromStdString(base::textOr(json));
}

Notice noticeOf(const base::Json &alert)
{
    const QString detail = ui::alertDetail(alert);
    return {u"alert:"_s + textOf(base::at(alert, "id")), ui::alertHeadline(alert),
            detail.isEmpty() ? ui::severityWord(textOf(base::at(alert, "severity"))) : detail, u"alerts"_s};
}

bool has(const std::vector<Notice> &troubles, const QString &group)
{
    return std::ranges::find(troubles, group, &Notice::group) != troubles.end();
}

} // namespace

std::vector<Notice> troublesOf(const base::Json &status, bool listening)
{
    std::vector<Notice> out;
    if (!listening) {
        out.push_back({u"listener"_s, words(QT_TRANSLATE_NOOP("app::troubles", "The gateway does not listen")),
                       ui::listenWords(status), u"overview"_s});
    }
    if (const QString keychain = ui::keychainNotice(status); !keychain.isEmpty())
        out.push_back({u"keychain"_s, words(QT_TRANSLATE_NOOP("app::troubles", "Keys cannot be read")), keychain,
                       u"providers"_s});
    const base::Json &ledger = base::at(status, "ledger");
    if (ledger.is_object() && !base::truthOr(base::at(ledger, "healthy"), true))
        out.push_back({u"ledger"_s, words(QT_TRANSLATE_NOOP("app::troubles", "Calls cannot be booked")),
                       ui::gatewayWords(textOf(base::at(ledger, "message"))), u"overview"_s});
    const base::Json &storage = base::at(status, "storage");
    if (textOf(base::at(storage, "state")) == u"set_aside"_s)
        out.push_back({u"storage"_s, words(QT_TRANSLATE_NOOP("app::troubles", "A damaged file was set aside")),
                       ui::gatewayWords(textOf(base::at(storage, "message"))), u"overview"_s});
    for (const base::Json &alert : base::at(base::at(status, "alerts"), "desktop"))
        out.push_back(noticeOf(alert));
    return out;
}

GatewayWatch::GatewayWatch(admin::AdminClient &client, std::chrono::milliseconds pace, QObject *parent)
    : QObject(parent), m_client(client)
{
    connect(&m_timer, &QTimer::timeout, this, &GatewayWatch::ask);
    connect(&m_client, &admin::AdminClient::endpointChanged, this, &GatewayWatch::ask);
    m_timer.start(pace);
    ask();
}

bool GatewayWatch::isListening() const
{
    return !m_client.endpoint().isEmpty();
}

QString GatewayWatch::words() const
{
    if (!m_troubles.empty())
        return m_troubles.front().title;
    if (!isListening())
        return tr("Not listening");
    const QString place = QUrl(m_client.endpoint()).authority();
    return m_routing && !m_routing->on ? tr("Listening on %1, routing is off").arg(place)
                                       : tr("Listening on %1").arg(place);
}

void GatewayWatch::ask()
{
    if (std::exchange(m_asking, true))
        return;
    m_client.call({.operation = "status.get"}, this, [this](const base::Result<base::Json> &answer) {
        m_asking = false;
        if (answer)
            take(*answer);
    });
}

void GatewayWatch::take(const base::Json &status)
{
    if (const base::Json &routing = base::at(status, "routing"); routing.is_object())
        m_routing = ui::parseRoutingState(routing);
    const auto before = std::exchange(m_troubles, troublesOf(status, isListening()));
    for (const Notice &trouble : m_troubles)
        if (!has(before, trouble.group))
            Q_EMIT began(trouble);
    for (const Notice &trouble : before)
        if (!has(m_troubles, trouble.group))
            Q_EMIT ended(trouble.group);
    Q_EMIT changed();
}

} // namespace app
