#include "ui/pages/alerts/alert_config.h"

#include <algorithm>

#include <QCoreApplication>
#include <QUrl>

#include "ui/text/alert_words.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::at;

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 3600;

QString textOf(const base::Json &json)
{
    return QString::fromStdString(base::textOr(json));
}

QString words(const char *text)
{
    return QCoreApplication::translate("ui::alerts", text);
}

AlertRule ruleFrom(const base::Json &json)
{
    return {.id = textOf(at(json, "kind")),
            .enabled = base::truthOr(at(json, "enabled")),
            .severity = textOf(at(json, "severity")),
            .forSeconds = base::integerOr(at(json, "for_seconds")),
            .threshold = base::integerIn(at(json, "threshold")),
            .windowMinutes = base::integerIn(at(json, "window_minutes")),
            .unit = textOf(at(json, "unit"))};
}

AlertChannel channelFrom(const base::Json &json)
{
    AlertChannel out{.id = textOf(at(json, "id")),
                     .kind = textOf(at(json, "kind")),
                     .name = textOf(at(json, "name")),
                     .enabled = base::truthOr(at(json, "enabled")),
                     .severity = textOf(at(json, "severity")),
                     .hasSecret = base::truthOr(at(json, "has_secret")),
                     .url = textOf(at(json, "url")),
                     .host = textOf(at(json, "host")),
                     .port = base::integerOr(at(json, "port")),
                     .security = textOf(at(json, "security")),
                     .user = textOf(at(json, "user")),
                     .from = textOf(at(json, "from")),
                     .pin = textOf(at(json, "certificate_pin")),
                     .waiting = base::integerOr(at(json, "waiting")),
                     .problem = textOf(at(json, "problem"))};
    for (const base::Json &address : at(json, "to"))
        out.to += textOf(address);
    return out;
}

} // namespace

const AlertChannel *AlertConfig::channel(const QString &wanted) const
{
    const auto hit = std::ranges::find(channels, wanted, &AlertChannel::id);
    return hit == channels.end() ? nullptr : &*hit;
}

AlertConfig parseAlertConfig(const base::Json &answer)
{
    AlertConfig out{.desktop = base::truthOr(at(answer, "desktop")),
                    .desktopSeverity = textOf(at(answer, "desktop_severity")),
                    .version = base::integerOr(at(answer, "version"))};
    for (const base::Json &rule : at(answer, "rules"))
        out.rules.push_back(ruleFrom(rule));
    for (const base::Json &channel : at(answer, "channels"))
        out.channels.push_back(channelFrom(channel));
    return out;
}

QString spanWords(qint64 seconds)
{
    if (seconds >= kHour && seconds % kHour == 0)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "%1 h")).arg(seconds / kHour);
    if (seconds >= kMinute && seconds % kMinute == 0)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "%1 min")).arg(seconds / kMinute);
    return words(QT_TRANSLATE_NOOP("ui::alerts", "%1 s")).arg(seconds);
}

QString ruleWords(const AlertRule &rule)
{
    QStringList out{severityWord(rule.severity)};
    if (rule.threshold) {
        const QString amount = alertAmount(*rule.threshold, rule.unit);
        const bool below = rule.unit == "dollars"_L1;
        out += (below ? words(QT_TRANSLATE_NOOP("ui::alerts", "below %1"))
                      : words(QT_TRANSLATE_NOOP("ui::alerts", "from %1 on")))
                   .arg(amount);
    }
    if (rule.windowMinutes)
        out += words(QT_TRANSLATE_NOOP("ui::alerts", "over the last %1")).arg(spanWords(*rule.windowMinutes * kMinute));
    if (rule.forSeconds > 0)
        out += words(QT_TRANSLATE_NOOP("ui::alerts", "for at least %1")).arg(spanWords(rule.forSeconds));
    return out.join(u" · "_s);
}

QString channelKindWord(const QString &kind)
{
    if (kind == "email"_L1)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "E-mail"));
    if (kind == "webhook"_L1)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "Webhook"));
    if (kind == "dingtalk"_L1)
        return words(QT_TRANSLATE_NOOP("ui::alerts", "DingTalk"));
    return kind == "feishu"_L1 ? words(QT_TRANSLATE_NOOP("ui::alerts", "Feishu")) : kind;
}

QString channelPlace(const AlertChannel &channel)
{
    return channel.isEmail() ? channel.to.join(u", "_s) : QUrl(channel.url).authority();
}

base::Json channelsWith(const AlertConfig &config, const QString &id, const base::Json &fields)
{
    base::Json out = base::Json::array();
    for (const AlertChannel &channel : config.channels) {
        base::Json row = {{"id", channel.id.toStdString()}};
        if (channel.id == id && fields.is_null())
            continue;
        if (channel.id == id)
            row.update(fields);
        out.push_back(std::move(row));
    }
    if (id.isEmpty() && !fields.is_null())
        out.push_back(fields);
    return out;
}

admin::AdminCall configCall(const AlertConfig &config, base::Json body)
{
    body["if_version"] = config.version;
    return {.operation = "alerts.config.update", .body = std::move(body)};
}

} // namespace ui
