#include "ui/pages/audit/audit_words.h"

#include <algorithm>
#include <iterator>

#include <QCoreApplication>
#include <QLocale>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::audit", text);
}

struct Words {
    QLatin1StringView id;
    const char *text;
};

/// By an operation's id, or by its last two parts where one thing goes by two names.
constexpr Words kOperations[] = {
    // a new operation is one line here
    {"providers.create"_L1, QT_TRANSLATE_NOOP("ui::audit", "Add a provider")},
    {"providers.batch"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change several providers")},
    {"providers.update"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change a provider")},
    {"providers.delete"_L1, QT_TRANSLATE_NOOP("ui::audit", "Remove a provider")},
    {"providers.discover"_L1, QT_TRANSLATE_NOOP("ui::audit", "Take over a provider's models")},
    {"provider_keys.create"_L1, QT_TRANSLATE_NOOP("ui::audit", "Add a provider's key")},
    {"provider_keys.batch"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change several provider keys")},
    {"provider_keys.update"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change a provider's key")},
    {"provider_keys.delete"_L1, QT_TRANSLATE_NOOP("ui::audit", "Remove a provider's key")},
    {"provider_keys.clear"_L1, QT_TRANSLATE_NOOP("ui::audit", "End the waits of a provider's key")},
    {"provider_keys.hold"_L1, QT_TRANSLATE_NOOP("ui::audit", "Hold a provider's key back")},
    {"provider_models.create"_L1, QT_TRANSLATE_NOOP("ui::audit", "Add a model")},
    {"provider_models.batch"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change several models")},
    {"provider_models.update"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change a model")},
    {"provider_models.delete"_L1, QT_TRANSLATE_NOOP("ui::audit", "Remove a model")},
    {"api_keys.create"_L1, QT_TRANSLATE_NOOP("ui::audit", "Create a client key")},
    {"api_keys.batch"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change several client keys")},
    {"api_keys.update"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change a client key")},
    {"api_keys.delete"_L1, QT_TRANSLATE_NOOP("ui::audit", "Remove a client key")},
    {"api_keys.revoke"_L1, QT_TRANSLATE_NOOP("ui::audit", "Revoke a client key")},
    {"api_keys.rotate"_L1, QT_TRANSLATE_NOOP("ui::audit", "Rotate a client key")},
    {"users.create"_L1, QT_TRANSLATE_NOOP("ui::audit", "Add a user")},
    {"users.batch"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change several users")},
    {"users.update"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change a user")},
    {"users.delete"_L1, QT_TRANSLATE_NOOP("ui::audit", "Remove a user")},
    {"users.password"_L1, QT_TRANSLATE_NOOP("ui::audit", "Give a user a password")},
    {"users.sign_out"_L1, QT_TRANSLATE_NOOP("ui::audit", "Sign a user out")},
    {"teams.create"_L1, QT_TRANSLATE_NOOP("ui::audit", "Add a team")},
    {"teams.batch"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change several teams")},
    {"teams.update"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change a team")},
    {"teams.delete"_L1, QT_TRANSLATE_NOOP("ui::audit", "Remove a team")},
    {"model_map.create"_L1, QT_TRANSLATE_NOOP("ui::audit", "Add an alias")},
    {"model_map.batch"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change several aliases")},
    {"model_map.update"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change an alias")},
    {"model_map.delete"_L1, QT_TRANSLATE_NOOP("ui::audit", "Remove an alias")},
    {"rules.create"_L1, QT_TRANSLATE_NOOP("ui::audit", "Add a rule")},
    {"rules.batch"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change several rules")},
    {"rules.reorder"_L1, QT_TRANSLATE_NOOP("ui::audit", "Put the rules in another order")},
    {"rules.update"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change a rule")},
    {"rules.delete"_L1, QT_TRANSLATE_NOOP("ui::audit", "Remove a rule")},
    {"router.defaults"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change the routing defaults")},
    {"router.toggle"_L1, QT_TRANSLATE_NOOP("ui::audit", "Turn the routing switch")},
    {"router.undo"_L1, QT_TRANSLATE_NOOP("ui::audit", "Take back a turn of the routing switch")},
    {"router.switched"_L1, QT_TRANSLATE_NOOP("ui::audit", "Routing switch takes effect")},
    {"plans.restore"_L1, QT_TRANSLATE_NOOP("ui::audit", "Restore an earlier version")},
    {"budgets.create"_L1, QT_TRANSLATE_NOOP("ui::audit", "Add a budget")},
    {"budgets.batch"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change several budgets")},
    {"budgets.update"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change a budget")},
    {"budgets.delete"_L1, QT_TRANSLATE_NOOP("ui::audit", "Remove a budget")},
    {"prices.import"_L1, QT_TRANSLATE_NOOP("ui::audit", "Import prices")},
    {"prices.set"_L1, QT_TRANSLATE_NOOP("ui::audit", "Set a price")},
    {"prices.delete"_L1, QT_TRANSLATE_NOOP("ui::audit", "End an own price")},
    {"credits.pay"_L1, QT_TRANSLATE_NOOP("ui::audit", "Pay into prepaid credit")},
    {"credits.close"_L1, QT_TRANSLATE_NOOP("ui::audit", "Close prepaid credit")},
    {"currencies.replace"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change the exchange rates")},
    {"auth.login"_L1, QT_TRANSLATE_NOOP("ui::audit", "Sign in")},
    {"auth.token"_L1, QT_TRANSLATE_NOOP("ui::audit", "Sign in")},
    {"auth.oidc.callback"_L1, QT_TRANSLATE_NOOP("ui::audit", "Sign in with the issuer")},
    {"auth.refresh"_L1, QT_TRANSLATE_NOOP("ui::audit", "Continue a sign-in")},
    {"auth.logout"_L1, QT_TRANSLATE_NOOP("ui::audit", "Sign out")},
    {"auth.password"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change one's own password")},
    {"settings.update"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change the settings")},
    {"auth.settings.update"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change how people sign in")},
    {"settings.rebind"_L1, QT_TRANSLATE_NOOP("ui::audit", "Listen at another address")},
    {"certificate.make"_L1, QT_TRANSLATE_NOOP("ui::audit", "Make a certificate")},
    {"certificate.reload"_L1, QT_TRANSLATE_NOOP("ui::audit", "Read the certificate anew")},
    {"alerts.silence"_L1, QT_TRANSLATE_NOOP("ui::audit", "Silence an alert")},
    {"alerts.config.update"_L1, QT_TRANSLATE_NOOP("ui::audit", "Change the alerts")},
};

/// What only looks at something is told when it was refused, and then it is enough to say what was to be looked at.
constexpr QLatin1StringView kLooks[] = {"list"_L1, "get"_L1, "export"_L1, "stats"_L1, "current"_L1};

constexpr Words kActors[] = {
    {"window"_L1, QT_TRANSLATE_NOOP("ui::audit", "This window")},
    {"command_line"_L1, QT_TRANSLATE_NOOP("ui::audit", "Command line")},
    {"this_computer"_L1, QT_TRANSLATE_NOOP("ui::audit", "This computer")},
    {"system"_L1, QT_TRANSLATE_NOOP("ui::audit", "Switchyard itself")},
    {"nobody"_L1, QT_TRANSLATE_NOOP("ui::audit", "Nobody known")},
};

constexpr Words kOutcomes[] = {
    {"ok"_L1, QT_TRANSLATE_NOOP("ui::audit", "Done")},
    {"forbidden"_L1, QT_TRANSLATE_NOOP("ui::audit", "Not allowed")},
    {"invalid_api_key"_L1, QT_TRANSLATE_NOOP("ui::audit", "Not let in")},
    {"too_many_tries"_L1, QT_TRANSLATE_NOOP("ui::audit", "Locked out")},
};

constexpr Words kAreas[] = {
    {"providers"_L1, QT_TRANSLATE_NOOP("ui::audit", "Providers")},
    {"provider_keys"_L1, QT_TRANSLATE_NOOP("ui::audit", "Provider keys")},
    {"api_keys"_L1, QT_TRANSLATE_NOOP("ui::audit", "Client keys")},
    {"users"_L1, QT_TRANSLATE_NOOP("ui::audit", "Users")},
    {"teams"_L1, QT_TRANSLATE_NOOP("ui::audit", "Teams")},
    {"router"_L1, QT_TRANSLATE_NOOP("ui::audit", "Routing")},
    {"budgets"_L1, QT_TRANSLATE_NOOP("ui::audit", "Budgets")},
    {"prices"_L1, QT_TRANSLATE_NOOP("ui::audit", "Prices")},
    {"settings"_L1, QT_TRANSLATE_NOOP("ui::audit", "Settings")},
    {"auth"_L1, QT_TRANSLATE_NOOP("ui::audit", "Signing in")},
};

/// Areas that nothing is done in.
constexpr Words kSights[] = {
    {"requests"_L1, QT_TRANSLATE_NOOP("ui::audit", "Calls")},
    {"usage"_L1, QT_TRANSLATE_NOOP("ui::audit", "Usage")},
    {"cost"_L1, QT_TRANSLATE_NOOP("ui::audit", "Costs")},
    {"dashboard"_L1, QT_TRANSLATE_NOOP("ui::audit", "Overview")},
    {"alerts"_L1, QT_TRANSLATE_NOOP("ui::audit", "Alerts")},
    {"audit"_L1, QT_TRANSLATE_NOOP("ui::audit", "Audit log")},
    {"logs"_L1, QT_TRANSLATE_NOOP("ui::audit", "Log")},
    {"status"_L1, QT_TRANSLATE_NOOP("ui::audit", "Status")},
    {"health"_L1, QT_TRANSLATE_NOOP("ui::audit", "Health")},
    {"credits"_L1, QT_TRANSLATE_NOOP("ui::audit", "Credit")},
};

template <std::size_t Count>
QString wordsIn(const Words (&list)[Count], QStringView id)
{
    for (const Words &words : list)
        if (id == words.id)
            return translated(words.text);
    return {};
}

} // namespace

QString operationWords(const QString &operation)
{
    QString words = wordsIn(kOperations, operation);
    if (words.isEmpty())
        words = wordsIn(kOperations, operation.section(u'.', -2));
    if (!words.isEmpty())
        return words;
    QString area = wordsIn(kAreas, operation.section(u'.', 0, 0));
    if (area.isEmpty())
        area = wordsIn(kSights, operation.section(u'.', 0, 0));
    const bool looks = std::ranges::find(kLooks, operation.section(u'.', -1)) != std::end(kLooks);
    return looks && !area.isEmpty() ? translated(QT_TRANSLATE_NOOP("ui::audit", "Look into: %1")).arg(area) : operation;
}

QString actorWords(const AuditRow &row)
{
    const QString words = wordsIn(kActors, row.actorKind);
    return words.isEmpty() ? row.actorName : words;
}

QString originWords(const AuditRow &row)
{
    const QString words = wordsIn(kActors, row.origin);
    return words.isEmpty() ? row.origin : words;
}

QString targetWords(const AuditRow &row)
{
    return row.targetName.isEmpty() ? row.targetId : row.targetName;
}

QString outcomeWords(const QString &outcome)
{
    const QString words = wordsIn(kOutcomes, outcome);
    return words.isEmpty() ? translated(QT_TRANSLATE_NOOP("ui::audit", "Refused")) : words;
}

Tone outcomeTone(const QString &outcome)
{
    return outcome == "ok"_L1 ? Tone::Ok : outcome == "too_many_tries"_L1 ? Tone::Error : Tone::Warn;
}

QString verdictWords(const AuditVerdict &verdict)
{
    const QString seq = QLocale().toString(verdict.badSeq);
    if (verdict.whole) {
        const char *pattern = QT_TRANSLATE_N_NOOP("ui::audit", "%n entry(s), each as it was written.");
        return QCoreApplication::translate("ui::audit", pattern, nullptr, static_cast<int>(verdict.entries));
    }
    if (verdict.problem == "missing"_L1)
        return translated(QT_TRANSLATE_NOOP("ui::audit", "Entry %1 is missing. Somebody removed it from the file."))
            .arg(seq);
    if (verdict.problem == "head_not_found"_L1)
        return translated(QT_TRANSLATE_NOOP("ui::audit",
                                            "No entry has the hash you gave. The log was cut off or written "
                                            "anew: entry %1 is the first that may be missing."))
            .arg(seq);
    return translated(
               QT_TRANSLATE_NOOP("ui::audit", "Entry %1 is not as it was written. Somebody changed it in the file."))
        .arg(seq);
}

QList<FilterChoice> auditAreas()
{
    QList<FilterChoice> out;
    for (const Words &area : kAreas)
        out.append({QString(area.id), translated(area.text)});
    return out;
}

QList<FilterChoice> auditOutcomes()
{
    return {{u"ok"_s, translated(QT_TRANSLATE_NOOP("ui::audit", "Done"))},
            {u"refused"_s, translated(QT_TRANSLATE_NOOP("ui::audit", "Refused"))}};
}

} // namespace ui
