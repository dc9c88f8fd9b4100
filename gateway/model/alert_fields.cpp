#include "model/alerts.h"

#include <algorithm>
#include <array>

#include "base/word_table.h"
#include "model/field_access.h"

namespace model {
namespace {

using base::WordRow;
using enum FieldKind;
using enum FieldUse;

constexpr WordRow<Severity> kSeverities[] = {
    {Severity::Info, "info"}, {Severity::Warning, "warning"}, {Severity::Critical, "critical"}};
constexpr std::string_view kSeverityWords = "info warning critical";
constexpr WordRow<AlertKind> kKinds[] = {
    {AlertKind::BudgetReached, "budget_reached"}, {AlertKind::KeyInvalid, "key_invalid"},
    {AlertKind::KeyCooling, "key_cooling"},       {AlertKind::LowBalance, "low_balance"},
    {AlertKind::ProviderDown, "provider_down"},   {AlertKind::ProxyDown, "proxy_down"},
    {AlertKind::ErrorRate, "error_rate"},         {AlertKind::Latency, "latency"},
    {AlertKind::SwitchChanged, "switch_changed"}, {AlertKind::LedgerTrouble, "ledger_trouble"},
};
constexpr std::string_view kKindWords = "budget_reached key_invalid key_cooling low_balance provider_down proxy_down "
                                        "error_rate latency switch_changed ledger_trouble";
constexpr WordRow<AlertUnit> kUnits[] = {{AlertUnit::None, ""},
                                         {AlertUnit::Percent, "percent"},
                                         {AlertUnit::Milliseconds, "milliseconds"},
                                         {AlertUnit::Dollars, "dollars"}};
constexpr WordRow<ChannelKind> kChannels[] = {{ChannelKind::Email, "email"},
                                              {ChannelKind::Webhook, "webhook"},
                                              {ChannelKind::Dingtalk, "dingtalk"},
                                              {ChannelKind::Feishu, "feishu"}};
constexpr std::string_view kChannelWords = "email webhook dingtalk feishu";
constexpr WordRow<MailSecurity> kSecurities[] = {
    {MailSecurity::StartTls, "starttls"}, {MailSecurity::Tls, "tls"}, {MailSecurity::Plain, "plain"}};
constexpr std::string_view kSecurityWords = "starttls tls plain";

constexpr std::int64_t kLongestFor = 86'400;
constexpr std::int64_t kLongestWindow = 60;
constexpr std::int64_t kLargestThreshold = 1'000'000'000;
constexpr std::size_t kMostChannels = 20;
constexpr std::size_t kMostReceivers = 20;
constexpr std::int64_t kLastPort = 65'535;

template <auto Member>
base::Json readWord(const ClassOf<Member> &from)
{
    return toWord(from.*Member);
}

template <auto Member, auto From>
base::Result<> writeWord(ClassOf<Member> &to, const base::Json &value)
{
    const auto word = value.is_string() ? From(value.get_ref<const std::string &>()) : std::nullopt;
    if (!word)
        return wrongKind("is none of the words for it");
    to.*Member = *word;
    return {};
}

base::Result<> writeForSeconds(AlertRule &to, const base::Json &value)
{
    const auto seconds = base::integerIn(value);
    if (!seconds || *seconds < 0 || *seconds > kLongestFor)
        return wrongKind("must be a whole number of seconds from 0 to 86400");
    to.forSeconds = *seconds;
    return {};
}

/// A kind that has such a number keeps one, and the others none.
base::Result<> writeNumber(std::optional<std::int64_t> &to, const base::Json &value, std::int64_t most,
                           const char *what)
{
    const auto number = base::integerIn(value);
    if (!to && value.is_null())
        return {};
    if (!to)
        return wrongKind("does not belong to this kind; leave it null");
    if (!number || *number < 1 || *number > most)
        return wrongKind(what);
    to = *number;
    return {};
}

base::Result<> writeThreshold(AlertRule &to, const base::Json &value)
{
    if (unitOf(to.kind) == AlertUnit::Percent)
        return writeNumber(to.threshold, value, 100, "must be a whole number from 1 to 100");
    return writeNumber(to.threshold, value, kLargestThreshold, "must be a whole number from 1 to 1000000000");
}

base::Result<> writeWindow(AlertRule &to, const base::Json &value)
{
    return writeNumber(to.windowMinutes, value, kLongestWindow, "must be a whole number of minutes from 1 to 60");
}

base::Json readUnit(const AlertRule &from)
{
    return toWord(unitOf(from.kind));
}

constexpr std::array kRuleFields{
    Field<AlertRule>{"kind", Text, Editable, readWord<&AlertRule::kind>, writeWord<&AlertRule::kind, alertKindFrom>,
                     "What is watched.", true, kKindWords},
    Field<AlertRule>{"enabled", Truth, Editable, readMember<&AlertRule::enabled>, writeMember<&AlertRule::enabled>,
                     "Whether it is watched."},
    Field<AlertRule>{"severity", Text, Editable, readWord<&AlertRule::severity>,
                     writeWord<&AlertRule::severity, severityFrom>, "How bad it is.", false, kSeverityWords},
    Field<AlertRule>{"for_seconds", Integer, Editable, readMember<&AlertRule::forSeconds>, writeForSeconds,
                     "So long it must be so before it is told, and be over before that is told."},
    Field<AlertRule>{"threshold", Integer, Editable, readMember<&AlertRule::threshold>, writeThreshold,
                     "Beyond which it is told, in `unit`; null where the kind has none."},
    Field<AlertRule>{"window_minutes", Integer, Editable, readMember<&AlertRule::windowMinutes>, writeWindow,
                     "That a rate is taken over; null where the kind has none."},
    Field<AlertRule>{"unit", Text, ReadOnly, readUnit, refuseWrite<AlertRule>,
                     "Of `threshold`: percent, milliseconds or dollars; empty where it has none."},
};

base::Json readHasSecret(const AlertChannel &from)
{
    return !from.secret.empty();
}

base::Result<> writePort(AlertChannel &to, const base::Json &value)
{
    const auto port = base::integerIn(value);
    if (!port || *port < 1 || *port > kLastPort)
        return wrongKind("must be a whole number from 1 to 65535");
    to.port = *port;
    return {};
}

base::Result<> writeReceivers(AlertChannel &to, const base::Json &value)
{
    if (value.is_array() && value.size() > kMostReceivers)
        return wrongKind("must be no more than 20 addresses");
    return writeMember<&AlertChannel::to>(to, value);
}

using C = AlertChannel;

constexpr std::array kChannelFields{
    Field<C>{"id", Text, ReadOnly, readMember<&C::id>, refuseWrite<C>, "Ours."},
    Field<C>{"kind", Text, CreateOnly, readWord<&C::kind>, writeWord<&C::kind, channelKindFrom>, "What takes messages.",
             true, kChannelWords},
    Field<C>{"name", Text, Editable, readMember<&C::name>, writeMember<&C::name>, "For lists.", true},
    Field<C>{"enabled", Truth, Editable, readMember<&C::enabled>, writeMember<&C::enabled>,
             "Whether anything is sent."},
    Field<C>{"severity", Text, Editable, readWord<&C::least>, writeWord<&C::least, severityFrom>,
             "What is less bad is not sent.", false, kSeverityWords},
    Field<C>{"url", Text, Editable, readMember<&C::url>, writeMember<&C::url>,
             "Where to post; all kinds but email. https:// only, but for this computer."},
    Field<C>{"secret", Text, WriteOnly, readMember<&C::secret>, writeMember<&C::secret>,
             "The secret itself, which goes into the keychain; or env:NAME, or file:PATH. Messages are signed with it; "
             "for email it is the password. Left out, it stays. At most one of a request may be the secret itself."},
    Field<C>{"has_secret", Truth, ReadOnly, readHasSecret, refuseWrite<C>, "Whether there is one."},
    Field<C>{"host", Text, Editable, readMember<&C::host>, writeMember<&C::host>, "Email: the server."},
    Field<C>{"port", Integer, Editable, readMember<&C::port>, writePort, "Email: the server's port."},
    Field<C>{"security", Text, Editable, readWord<&C::security>, writeWord<&C::security, mailSecurityFrom>,
             "Email: how the connection is secured. A password is never sent over plain, but on this computer.", false,
             kSecurityWords},
    Field<C>{"user", Text, Editable, readMember<&C::user>, writeMember<&C::user>,
             "Email: who signs in; empty: nobody."},
    Field<C>{"from", Text, Editable, readMember<&C::from>, writeMember<&C::from>, "Email: the sender's address."},
    Field<C>{"to", TextList, Editable, readMember<&C::to>, writeReceivers, "Email: the receivers' addresses."},
    Field<C>{"certificate_pin", Text, Editable, readMember<&C::pin>, writeMember<&C::pin>,
             "Email: `sha256//` and the base64 of the SHA-256 of the server's public key, for a certificate that this "
             "system does not trust."},
};

/// What is ours in a channel or a rule as it was shown may come back with it.
template <typename T>
base::Json withoutOurs(const base::Json &item, Input input)
{
    base::Json out = item;
    for (const Field<T> &field : fieldsOf<T>())
        if (field.use == ReadOnly || (field.use == CreateOnly && input == Input::Update))
            out.erase(std::string(field.name));
    for (const char *told : {"waiting", "problem"})
        out.erase(told);
    return out;
}

auto wrongItem(std::size_t at, const base::Error &error)
{
    const std::string where = "[" + std::to_string(at) + "]" + (error.param.empty() ? "" : "." + error.param);
    const std::string named = "\"" + error.param + "\" "; // which whoever has the whole field says again
    const std::string &detail = error.detail;
    return base::fail(base::ErrorCode::Unprocessable, detail.starts_with(named) ? detail.substr(named.size()) : detail,
                      where);
}

template <typename T>
base::Json listJson(const std::vector<T> &items)
{
    base::Json out = base::Json::array();
    for (const T &item : items)
        out.push_back(toJson(item));
    return out;
}

base::Json readRules(const AlertSettings &from)
{
    return listJson(from.rules);
}

base::Result<> writeRules(AlertSettings &to, const base::Json &value)
{
    if (!value.is_array())
        return wrongKind("must be a list of rules");
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto kind = alertKindFrom(base::textOr(base::at(value[i], "kind")));
        const auto rule = std::ranges::find(to.rules, kind.value_or(AlertKind{}), &AlertRule::kind);
        if (!kind || rule == to.rules.end())
            return base::fail(base::ErrorCode::Unprocessable, "must name a kind of alert",
                              "[" + std::to_string(i) + "].kind");
        if (auto taken = applyJson(*rule, withoutOurs<AlertRule>(value[i], Input::Update), Input::Update); !taken)
            return wrongItem(i, taken.error());
    }
    return {};
}

base::Json readChannels(const AlertSettings &from)
{
    return listJson(from.channels);
}

/// The list in place of the one there was; one that is named by its id goes on as it was where nothing is said.
base::Result<> writeChannels(AlertSettings &to, const base::Json &value)
{
    if (!value.is_array() || value.size() > kMostChannels)
        return wrongKind("must be a list of at most 20 channels");
    std::vector<AlertChannel> out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const std::string id = base::textOr(base::at(value[i], "id"));
        const AlertChannel *before = id.empty() ? nullptr : to.channel(id);
        if (!id.empty() && (before == nullptr || std::ranges::find(out, id, &AlertChannel::id) != out.end()))
            return base::fail(base::ErrorCode::Unprocessable, "must be of a channel, once",
                              "[" + std::to_string(i) + "].id");
        const Input input = before != nullptr ? Input::Update : Input::Create;
        AlertChannel channel = before != nullptr ? *before : AlertChannel{};
        if (auto taken = applyJson(channel, value[i].is_object() ? withoutOurs<C>(value[i], input) : value[i], input);
            !taken)
            return wrongItem(i, taken.error());
        out.push_back(std::move(channel));
    }
    to.channels = std::move(out);
    return {};
}

using S = AlertSettings;

constexpr std::array kSettingsFields{
    Field<S>{"desktop", Truth, Editable, readMember<&S::desktop>, writeMember<&S::desktop>,
             "Whether the desktop on which Switchyard's window runs shows notifications."},
    Field<S>{"desktop_severity", Text, Editable, readWord<&S::desktopLeast>, writeWord<&S::desktopLeast, severityFrom>,
             "What is less bad is not shown there.", false, kSeverityWords},
    Field<S>{"rules", ObjectList, Editable, readRules, writeRules,
             "What is told of, one rule of each kind. Those left out stay as they are."},
    Field<S>{"channels", ObjectList, Editable, readChannels, writeChannels,
             "Where messages are sent: all of them, in place of those there were. One with its `id` keeps what is left "
             "out, its secret above all."},
    Field<S>{"version", Integer, ReadOnly, readMember<&S::version>, refuseWrite<S>,
             "Counts changes; give it back as if_version."},
};

base::Json readSubject(const Alert &from)
{
    return {{"id", from.subject}, {"name", from.name}};
}

base::Json readAlertUnit(const Alert &from)
{
    return readUnit(AlertRule{.kind = from.kind});
}

using A = Alert;

constexpr std::array kAlertFields{
    Field<A>{"id", Text, ReadOnly, readMember<&A::id>, refuseWrite<A>, "Ours."},
    Field<A>{"kind", Text, ReadOnly, readWord<&A::kind>, refuseWrite<A>, "What was watched.", false, kKindWords},
    Field<A>{"severity", Text, ReadOnly, readWord<&A::severity>, refuseWrite<A>, "How bad it is.", false,
             kSeverityWords},
    Field<A>{"subject", Object, ReadOnly, readSubject, refuseWrite<A>,
             "What it is about: `id`, and `name` as of then."},
    Field<A>{"detail", Text, ReadOnly, readMember<&A::detail>, refuseWrite<A>, "A reason, or who did it."},
    Field<A>{"value", Integer, ReadOnly, readMember<&A::value>, refuseWrite<A>, "What was read, in `unit`."},
    Field<A>{"limit", Integer, ReadOnly, readMember<&A::limit>, refuseWrite<A>, "Beyond which it is told."},
    Field<A>{"unit", Text, ReadOnly, readAlertUnit, refuseWrite<A>, "percent, milliseconds or dollars; empty: none."},
    Field<A>{"from", Time, ReadOnly, readTime<&A::beganMs>, refuseWrite<A>, "When it was told of."},
    Field<A>{"until", Time, ReadOnly, readTime<&A::endedMs>, refuseWrite<A>, "When it was over; null: it is still so."},
    Field<A>{"ended_by", Text, ReadOnly, readMember<&A::endedBy>, refuseWrite<A>,
             "recovered, gone, rule_off, or moment for what has no length; empty: it is still so."},
    Field<A>{"silenced_until", Time, ReadOnly, readTime<&A::silencedMs>, refuseWrite<A>,
             "Until when nothing is sent about it; null: it is not silenced."},
};

} // namespace

std::string_view toWord(Severity severity)
{
    return base::wordOf(kSeverities, severity);
}

std::optional<Severity> severityFrom(std::string_view word)
{
    return base::valueOf(kSeverities, word);
}

std::string_view toWord(AlertKind kind)
{
    return base::wordOf(kKinds, kind);
}

std::optional<AlertKind> alertKindFrom(std::string_view word)
{
    return base::valueOf(kKinds, word);
}

std::string_view toWord(AlertUnit unit)
{
    return base::wordOf(kUnits, unit);
}

std::string_view toWord(ChannelKind kind)
{
    return base::wordOf(kChannels, kind);
}

std::optional<ChannelKind> channelKindFrom(std::string_view word)
{
    return base::valueOf(kChannels, word);
}

std::string_view toWord(MailSecurity security)
{
    return base::wordOf(kSecurities, security);
}

std::optional<MailSecurity> mailSecurityFrom(std::string_view word)
{
    return base::valueOf(kSecurities, word);
}

template <>
std::span<const Field<AlertRule>> fieldsOf<AlertRule>()
{
    return kRuleFields;
}

template <>
std::span<const Field<AlertChannel>> fieldsOf<AlertChannel>()
{
    return kChannelFields;
}

template <>
std::span<const Field<AlertSettings>> fieldsOf<AlertSettings>()
{
    return kSettingsFields;
}

template <>
std::span<const Field<Alert>> fieldsOf<Alert>()
{
    return kAlertFields;
}

} // namespace model
