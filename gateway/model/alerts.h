#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/fields.h"

/// What somebody should hear of, when, and by which way. Source: R52.
namespace model {

enum class Severity : std::uint8_t { Info, Warning, Critical };
std::string_view toWord(Severity severity); ///< `warning`
std::optional<Severity> severityFrom(std::string_view word);

/// What is watched. A new one is a word and a line of defaults in alert_fields.cpp, a reading in
/// `jobs/alerts/readings.cpp`, and words for it.
enum class AlertKind : std::uint8_t {
    BudgetReached,
    KeyInvalid,
    KeyCooling,
    LowBalance,
    ProviderDown,
    ProxyDown,
    ErrorRate,
    Latency,
    SwitchChanged,
    LedgerTrouble,
};
std::string_view toWord(AlertKind kind); ///< `key_invalid`
std::optional<AlertKind> alertKindFrom(std::string_view word);

/// What the numbers of a kind count.
enum class AlertUnit : std::uint8_t { None, Percent, Milliseconds, Dollars };
std::string_view toWord(AlertUnit unit); ///< `percent`; empty for None
AlertUnit unitOf(AlertKind kind);

/// Whether and how one kind is told of.
struct AlertRule {
    AlertKind kind = AlertKind::BudgetReached;
    bool enabled = true;
    Severity severity = Severity::Warning;
    std::int64_t forSeconds = 0; ///< So long it must be so before it is told, and be over before that is told.
    std::optional<std::int64_t> threshold{};     ///< In the kind's unit; nothing where the kind has none.
    std::optional<std::int64_t> windowMinutes{}; ///< That a rate is taken over; nothing where the kind has none.
};

/// As they are before somebody changes them, one of each kind, in the order they are shown.
const std::vector<AlertRule> &defaultAlertRules();

enum class ChannelKind : std::uint8_t { Email, Webhook, Dingtalk, Feishu };
std::string_view toWord(ChannelKind kind); ///< `email`
std::optional<ChannelKind> channelKindFrom(std::string_view word);

/// How mail is carried to its server.
enum class MailSecurity : std::uint8_t { StartTls, Tls, Plain };
std::string_view toWord(MailSecurity security); ///< `starttls`
std::optional<MailSecurity> mailSecurityFrom(std::string_view word);

/// A way out of here. Desktop notifications are the program's own and stand beside these.
struct AlertChannel {
    std::string id{};
    ChannelKind kind = ChannelKind::Webhook;
    std::string name{};
    bool enabled = true;
    Severity least = Severity::Warning; ///< What is less is not sent this way.
    std::string secret{}; ///< Reference: with which messages are signed, or the password at the mail server.
    std::string url{};    ///< Where to post; all but Email.
    std::string host{};   ///< Email: the server, and so on.
    std::int64_t port = 587;
    MailSecurity security = MailSecurity::StartTls;
    std::string user{}; ///< Empty: without signing in.
    std::string from{};
    std::vector<std::string> to{};
    std::string pin{}; ///< `sha256//…` of the public key the server must show; empty: this system must trust it.
};

struct AlertSettings {
    bool desktop = true;
    Severity desktopLeast = Severity::Warning;
    std::vector<AlertRule> rules = defaultAlertRules(); ///< One of each kind.
    std::vector<AlertChannel> channels{};
    std::int64_t version = 1;

    const AlertRule &rule(AlertKind kind) const;
    const AlertChannel *channel(std::string_view id) const; ///< Null when there is none.
};

/// Something that is, or was, the matter. Times in Unix milliseconds.
struct Alert {
    std::string id{};
    AlertKind kind = AlertKind::BudgetReached;
    Severity severity = Severity::Warning;
    std::string subject{};  ///< Id of what it is about; with the kind it tells one alert from another.
    std::string name{};     ///< The subject's, as it was then.
    std::string detail{};   ///< For programs and the words: a reason, or who did it.
    std::int64_t value = 0; ///< In the kind's unit.
    std::int64_t limit = 0; ///< Beyond which it is told.
    std::int64_t level = 0; ///< Grows when it gets worse.
    std::int64_t beganMs = 0;
    std::int64_t endedMs = 0;    ///< 0: it is still so.
    std::string endedBy{};       ///< recovered, gone (what it was about), rule_off, or moment (it was one)
    std::int64_t silencedMs = 0; ///< Until when nothing is sent about it.
    friend bool operator==(const Alert &, const Alert &) = default;
};

template <>
std::span<const Field<AlertRule>> fieldsOf<AlertRule>();
template <>
std::span<const Field<AlertChannel>> fieldsOf<AlertChannel>();
template <>
std::span<const Field<AlertSettings>> fieldsOf<AlertSettings>();
/// As it is shown.
template <>
std::span<const Field<Alert>> fieldsOf<Alert>();

} // namespace model
