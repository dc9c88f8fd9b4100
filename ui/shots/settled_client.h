#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <QElapsedTimer>
#include <QSet>
#include <QString>

#include "admin/admin_client.h"
#include "admin/app_client.h"

namespace ui {

/// Passes calls on, and knows when a page has got all it asked for, and which words came from outside. For what a
/// gateway cannot be brought to without harm (a port that is taken, a key that would be another one each time) it can
/// pretend.
/// Thread: main. `client` outlives it.
class SettledClient final : public admin::AdminClient, public admin::AppClient {
    Q_OBJECT
public:
    explicit SettledClient(admin::AdminClient &client);

    void call(admin::AdminCall call, QObject *context, Done done) override;
    QString endpoint() const override { return m_silent ? QString() : m_client.endpoint(); }
    base::Result<std::unique_ptr<admin::RunningCall>> send(admin::AppCall call, admin::HearNews hear) override;
    bool knowsKey(const std::string &keyId) const override { return !m_news.empty() || m_apps.knowsKey(keyId); }
    base::Result<std::string> learnKey(base::Secret key) override { return m_apps.learnKey(std::move(key)); }

    /// The answers to `operation` have this merged into them (RFC 7396).
    void pretend(const std::string &operation, base::Json patch) { m_patches[operation] = std::move(patch); }
    /// `operation` is answered with this, and the gateway is not asked.
    void answer(const std::string &operation, base::Json answer) { m_answers[operation] = std::move(answer); }
    /// Every key is known, and an app's call hears this, whatever it asks.
    void hearNews(std::vector<admin::AppNews> news);
    /// As if nothing listened.
    void pretendSilence();
    /// Everything is as it is.
    void stopPretending();

    /// Runs the event loop until nothing has been asked for a moment; false when that does not come.
    bool settle();
    /// What it has not got.
    QString waitsFor() const { return m_open.join(QStringLiteral(", ")); }
    /// One call, waiting for it; null when it failed.
    base::Json ask(admin::AdminCall call);
    /// Every word of every answer.
    const QSet<QString> &words() const { return m_words; }

private:
    void collect(const base::Json &answer);
    base::Result<base::Json> played(const std::string &operation, base::Result<base::Json> answer);
    admin::AdminClient &m_client;
    admin::AppClient &m_apps;
    QStringList m_open{}; ///< Operations that have not been answered.
    QElapsedTimer m_quiet{};
    QSet<QString> m_words{};
    std::map<std::string, base::Json> m_patches{};
    std::map<std::string, base::Json> m_answers{};
    std::vector<admin::AppNews> m_news{};
    bool m_silent = false;
};

/// Its runs of letters, in lower case: `gpt-5-mini` is gpt and mini.
QStringList wordsOf(const QString &text);

} // namespace ui
