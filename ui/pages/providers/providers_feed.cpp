#include "ui/pages/providers/providers_feed.h"

#include <algorithm>
#include <utility>

#include "ui/pages/providers/provider_checks.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

constexpr auto kPageRows = "200";
constexpr int kTrendHours = 24;

} // namespace

ProvidersFeed::ProvidersFeed(admin::AdminClient &client, QObject *parent) : QObject(parent), m_client(client) {}

void ProvidersFeed::refresh()
{
    if (m_asking) {
        m_again = true; // what changed meanwhile may be missing in the answer that is on its way
        return;
    }
    m_asking = true;
    m_arriving.clear();
    if (m_presets.empty())
        askPresets();
    askStatus();
    askUsage();
    ask({});
}

void ProvidersFeed::ask(const std::string &cursor)
{
    admin::AdminCall call{.operation = "providers.list", .query = {{"limit", kPageRows}}};
    if (!cursor.empty())
        call.query.emplace_back("after", cursor);
    m_client.call(std::move(call), this, [this](const base::Result<base::Json> &answer) {
        if (answer)
            return take(*answer);
        m_asking = false;
        Q_EMIT failed(answer.error().code);
    });
}

void ProvidersFeed::take(const base::Json &answer)
{
    std::vector<ProviderRow> rows = parseProviders(answer);
    const bool more = !rows.empty();
    m_arriving.insert(m_arriving.end(), std::move_iterator(rows.begin()), std::move_iterator(rows.end()));
    if (const std::string next = base::textOr(base::at(answer, "next")); more && !next.empty())
        return ask(next);
    m_asking = false;
    m_answered = true;
    m_rows = std::exchange(m_arriving, {});
    std::ranges::stable_sort(m_rows, {}, &ProviderRow::priority);
    compose();
    if (std::exchange(m_again, false))
        refresh();
}

void ProvidersFeed::askStatus()
{
    m_client.call({.operation = "status.get"}, this, [this](const base::Result<base::Json> &answer) {
        if (!answer) // when it fails the list does, too, and speaks for both
            return;
        m_status = *answer;
        m_inEffect.clear();
        for (const base::Json &row : base::at(m_status, "providers"))
            m_inEffect[fieldText(row, "name")] = base::truthOr(base::at(row, "enabled"));
        compose();
    });
}

void ProvidersFeed::askUsage()
{
    admin::AdminCall call{.operation = "usage.get",
                          .query = {{"from", apiTime(startOfToday(QDateTime::currentDateTime())).toStdString()},
                                    {"group_by", "provider"}}};
    m_client.call(std::move(call), this, [this](const base::Result<base::Json> &answer) {
        if (!answer)
            return;
        m_usage = parseUsage(*answer);
        compose();
    });
}

void ProvidersFeed::refreshTrends()
{
    const QDateTime end = QDateTime::currentDateTime();
    const QString begin = apiTime(end.addSecs(-kTrendHours * 3600LL));
    admin::AdminCall call{.operation = "usage.get",
                          .query = {{"from", begin.toStdString()}, {"group_by", "provider_bucket"}}};
    m_client.call(std::move(call), this, [this, end](const base::Result<base::Json> &answer) {
        if (!answer)
            return;
        m_trends = parseTrends(*answer, end, kTrendHours);
        compose();
    });
}

void ProvidersFeed::askPresets()
{
    m_client.call({.operation = "providers.presets"}, this, [this](const base::Result<base::Json> &answer) {
        if (!answer)
            return;
        m_presets = parsePresets(*answer);
        compose();
    });
}

/// Puts what was asked for separately into the rows.
void ProvidersFeed::compose()
{
    for (ProviderRow &row : m_rows) {
        const auto preset = std::ranges::find(m_presets, row.type, &ProviderPreset::id);
        if (preset != m_presets.end()) {
            row.typeLabel = preset->label;
            row.needsKey = preset->needsKey;
            row.asked = preset->options;
        }
        const auto usage = m_usage.find(row.id);
        row.usage = usage == m_usage.end() ? ProviderUsage{} : usage->second;
        if (const auto trend = m_trends.find(row.id); trend != m_trends.end())
            row.usage.trend = trend->second;
        const auto effect = m_inEffect.find(row.name);
        row.inEffect = effect == m_inEffect.end() ? std::nullopt : std::optional(effect->second);
        const auto wanted = m_wanted.find(row.id);
        row.wanted = wanted == m_wanted.end() ? std::nullopt : std::optional(wanted->second);
        const auto test = m_tests.find(row.id);
        row.test = test == m_tests.end() ? std::nullopt : std::optional(test->second);
        row.testing = m_testing.contains(row.id);
    }
    Q_EMIT changed();
}

void ProvidersFeed::setEnabled(const QString &id, bool wanted)
{
    m_wanted[id] = wanted;
    save(id, {{"enabled", wanted}});
    compose();
}

void ProvidersFeed::setPriority(const QString &id, std::int64_t priority)
{
    save(id, {{"priority", priority}});
}

void ProvidersFeed::save(const QString &id, base::Json change)
{
    m_client.call(onProvider("providers.update", id, std::move(change)), this,
                  [this, id](const base::Result<base::Json> &answer) {
                      m_wanted.erase(id);
                      if (!answer)
                          Q_EMIT refused(refusalWords(answer.error()));
                      else if (const auto row = std::ranges::find(m_rows, id, &ProviderRow::id); row != m_rows.end())
                          row->enabled = base::truthOr(base::at(*answer, "enabled"), row->enabled);
                      compose();
                      refresh();
                  });
}

void ProvidersFeed::test(const QString &id)
{
    if (!m_testing.insert(id).second)
        return;
    compose();
    m_client.call(onProvider("providers.test", id, base::Json::object()), this,
                  [this, id](const base::Result<base::Json> &answer) {
                      m_testing.erase(id);
                      const QDateTime now = QDateTime::currentDateTime();
                      m_tests[id] = answer ? parseTest(*answer, now)
                                           : ProviderTest{.at = now, .problem = refusalWords(answer.error())};
                      compose();
                  });
}

} // namespace ui
