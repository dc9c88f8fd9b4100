#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include <QDateTime>
#include <QString>
#include <QStringList>

#include "admin/admin_client.h"
#include "base/json.h"

namespace ui {

/// What a provider did lately.
struct ProviderUsage {
    std::int64_t calls = 0;
    std::int64_t errors = 0;
    std::optional<std::int64_t> firstTokenUs{};
    std::vector<double> trend{}; ///< First token per hour of the last day, oldest first. Unit: milliseconds, or NaN.
    friend bool operator==(const ProviderUsage &one, const ProviderUsage &other);
};

/// How the last test of a provider went, as long as the page lives.
struct ProviderTest {
    QDateTime at{};
    bool ok = false;
    int keysTried = 0;
    int keysWorking = 0;
    QString problem{}; ///< Words of the gateway or of the provider: plain text.
    friend bool operator==(const ProviderTest &, const ProviderTest &) = default;
};

/// Something a kind of provider must be told besides its address.
struct ProviderOption {
    QString name{}; ///< Stands as `{name}` in addresses.
    QString label{};
    QString hint{};
    QString initial{};
    bool required = false;
    friend bool operator==(const ProviderOption &, const ProviderOption &) = default;
};

/// A kind of provider known by name, from `providers.presets`.
struct ProviderPreset {
    QString id{};
    QString label{};
    QString group{}; ///< `hosted`, `local`, `sandbox`; empty counts as hosted.
    QString baseUrl{};
    QString keyHint{};
    QString keyUrl{};
    QStringList environment{};
    std::vector<ProviderOption> options{};
    bool needsKey = false;
};

/// One provider, as the page shows it. All text comes from outside and is shown as plain text only.
struct ProviderRow {
    QString id{};
    QString name{};
    QString type{};
    QString typeLabel{};
    QString baseUrl{};
    QStringList models{};
    std::int64_t keys = 0;
    QString keyTrouble{}; ///< A word for the first key that cannot be used; empty when all can.
    QString keyMessage{}; ///< What is the matter with it and the way out.
    std::int64_t priority = 0;
    std::int64_t weight = 0;
    std::int64_t version = 0;
    std::map<QString, std::int64_t> timeouts{}; ///< Unit: milliseconds, by their names in the API.
    std::map<QString, QString> headers{};
    std::map<QString, QString> options{};
    std::vector<ProviderOption> asked{}; ///< The options its type has.
    bool anyModel = false;
    bool enabled = false;
    bool needsKey = false;
    std::optional<bool> inEffect{}; ///< Whether the plan in force has it on; unknown until told.
    std::optional<bool> wanted{};   ///< Asked for here and not confirmed yet.
    bool testing = false;
    std::optional<ProviderTest> test{};
    ProviderUsage usage{};
    friend bool operator==(const ProviderRow &, const ProviderRow &) = default;

    /// What holds now: the plan in force where that is known.
    bool effective() const { return inEffect.value_or(enabled); }
    /// Where it is going, when that is not what holds.
    std::optional<bool> pending() const;
};

/// Reads the `data` of one answer of `providers.list`, `providers.presets`.
std::vector<ProviderRow> parseProviders(const base::Json &answer);
std::vector<ProviderPreset> parsePresets(const base::Json &answer);

/// Reads one answer of `providers.test`, taken at `at`.
ProviderTest parseTest(const base::Json &answer, const QDateTime &at);

/// Reads `usage.get` grouped by `provider`: by id of the provider.
std::map<QString, ProviderUsage> parseUsage(const base::Json &answer);

/// Reads `usage.get` grouped by `provider_bucket`: the hourly means of the `hours` before `end`, by id of the provider.
std::map<QString, std::vector<double>> parseTrends(const base::Json &answer, const QDateTime &end, int hours);

/// The text of a field, as the window holds text.
QString fieldText(const base::Json &row, std::string_view key);

/// A call of an operation on one provider, and of one below it: `{"key", id}` or `{"model", id}`.
admin::AdminCall onProvider(const char *operation, const QString &id, base::Json body = nullptr);
admin::AdminCall belowProvider(const char *operation, const QString &provider, const char *part, const QString &id,
                               base::Json body = nullptr);

/// The priority that moves `row` one step among those there are: `direction` -1 to be tried earlier, 1 later. It joins
/// the next ones, or leaves those it shares its own with; nothing at the end.
std::optional<std::int64_t> nextPriority(const std::vector<ProviderRow> &rows, const ProviderRow &row, int direction);

/// `api.openai.com`: where it is, without what all addresses have.
QString hostOf(const QString &baseUrl);

} // namespace ui
