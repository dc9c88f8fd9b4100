#pragma once

#include <map>
#include <set>
#include <vector>

#include <QObject>

#include "ui/pages/providers/provider_rows.h"

namespace ui {

/// Reads all that the Providers page shows and puts it together: the list, what of it is in effect, what the providers
/// did today, and how they were tested. It also changes what can be changed with one word: on or off, the priority.
/// Thread: main. `client` must outlive it.
class ProvidersFeed final : public QObject {
    Q_OBJECT
public:
    explicit ProvidersFeed(admin::AdminClient &client, QObject *parent = nullptr);

    void refresh();
    void refreshTrends();

    /// By priority, then in the gateway's order.
    const std::vector<ProviderRow> &rows() const { return m_rows; }
    /// Whether no list has been answered yet.
    bool isEmptyHanded() const { return !m_answered; }
    const std::vector<ProviderPreset> &presets() const { return m_presets; }
    const base::Json &status() const { return m_status; }

    void setEnabled(const QString &id, bool wanted);
    void setPriority(const QString &id, std::int64_t priority);
    /// Asks the provider for its models with each of its keys.
    void test(const QString &id);

Q_SIGNALS:
    void changed();
    void failed(base::ErrorCode code);
    /// A change was refused; `words` say what by whom, in plain text.
    void refused(const QString &words);

private:
    void ask(const std::string &cursor);
    void take(const base::Json &answer);
    void askStatus();
    void askUsage();
    void askPresets();
    void compose();
    void save(const QString &id, base::Json change);

    admin::AdminClient &m_client;
    std::vector<ProviderRow> m_rows{};
    std::vector<ProviderRow> m_arriving{}; ///< Pages of a list that is longer than one answer.
    std::vector<ProviderPreset> m_presets{};
    base::Json m_status = nullptr;
    std::map<QString, bool> m_inEffect{}; ///< By name, as the plan in force has it.
    std::map<QString, ProviderUsage> m_usage{};
    std::map<QString, std::vector<double>> m_trends{};
    std::map<QString, ProviderTest> m_tests{};
    std::map<QString, bool> m_wanted{};
    std::set<QString> m_testing{};
    bool m_asking = false;
    bool m_again = false;
    bool m_answered = false;
};

} // namespace ui
