#pragma once

#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "admin/admin_client.h"

namespace ui {

/// Whether and how one kind of alert is told of.
struct AlertRule {
    QString id{}; ///< Its kind.
    bool enabled = true;
    QString severity{};
    qint64 forSeconds = 0;
    std::optional<qint64> threshold{}; ///< In `unit`.
    std::optional<qint64> windowMinutes{};
    QString unit{};
    friend bool operator==(const AlertRule &, const AlertRule &) = default;
};

/// A way that messages go.
struct AlertChannel {
    QString id{}; ///< Empty: it is not saved yet.
    QString kind = QStringLiteral("email");
    QString name{};
    bool enabled = true;
    QString severity = QStringLiteral("warning");
    bool hasSecret = false;
    QString url{};
    QString host{};
    qint64 port = 587;
    QString security = QStringLiteral("starttls");
    QString user{};
    QString from{};
    QStringList to{};
    QString pin{};
    qint64 waiting = 0;
    QString problem{}; ///< Why the oldest message waits.
    friend bool operator==(const AlertChannel &, const AlertChannel &) = default;

    bool isEmail() const { return kind == QLatin1StringView("email"); }
};

/// What is told of, and by which ways.
struct AlertConfig {
    bool desktop = true;
    QString desktopSeverity{};
    std::vector<AlertRule> rules{};
    std::vector<AlertChannel> channels{};
    std::int64_t version = 0;
    friend bool operator==(const AlertConfig &, const AlertConfig &) = default;

    const AlertChannel *channel(const QString &id) const;
};

AlertConfig parseAlertConfig(const base::Json &answer);

/// `Critical · after 30 s · above 20% of 5 min`
QString ruleWords(const AlertRule &rule);
/// `30 s`, `10 min`, `1 h`
QString spanWords(qint64 seconds);

QString channelKindWord(const QString &kind);
/// Where messages go, without what could be a secret in it: a host, or the receivers.
QString channelPlace(const AlertChannel &channel);

/// All channels as they are, but for one: `fields` in its place, or behind the others for a new one (`id` empty). Null
/// takes it away.
base::Json channelsWith(const AlertConfig &config, const QString &id, const base::Json &fields);
/// Changes the config that was read at that version.
admin::AdminCall configCall(const AlertConfig &config, base::Json body);

} // namespace ui
