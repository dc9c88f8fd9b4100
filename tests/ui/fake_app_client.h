#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "admin/app_client.h"
#include "ui/fake_admin_client.h"

/// A FakeAdminClient that calls can be made with, as an app does: they are kept in `sent`, and tell() says what becomes
/// of them.
class FakeAppClient final : public admin::AdminClient, public admin::AppClient {
public:
    FakeAppClient() { connect(&fake, &AdminClient::endpointChanged, this, &AdminClient::endpointChanged); }

    void call(admin::AdminCall call, QObject *context, Done done) override
    {
        fake.call(std::move(call), context, std::move(done));
    }
    QString endpoint() const override { return fake.endpoint(); }
    base::Result<std::unique_ptr<admin::RunningCall>> send(admin::AppCall call, admin::HearNews hear) override
    {
        if (endpoint().isEmpty())
            return base::fail(base::ErrorCode::Unavailable, "nothing listens");
        if (!knowsKey(call.keyId))
            return base::fail(base::ErrorCode::NotFound, "not known", "key");
        auto running = std::make_shared<bool>(true);
        sent.push_back({std::move(call), std::move(hear), running});
        return std::make_unique<Running>(running);
    }
    bool knowsKey(const std::string &keyId) const override { return knownKeys.contains(keyId); }
    base::Result<std::string> learnKey(base::Secret key) override
    {
        const auto hit = letters.find(std::string(key.reveal()));
        if (hit == letters.end())
            return base::fail(base::ErrorCode::NotFound, "no such key", "key");
        knownKeys.insert(hit->second);
        return hit->second;
    }

    /// To the latest call, when somebody still listens.
    void tell(admin::AppNews news) const
    {
        const Sent to = sent.back();
        if (*to.running)
            to.hear(std::move(news));
    }

    struct Sent {
        admin::AppCall call;
        admin::HearNews hear;
        std::shared_ptr<bool> running;
    };
    FakeAdminClient fake{};
    std::deque<Sent> sent{};
    std::set<std::string> knownKeys{};
    std::map<std::string, std::string> letters{}; ///< Keys that can be learnt, and their ids.

private:
    class Running final : public admin::RunningCall {
    public:
        explicit Running(std::shared_ptr<bool> running) : m_running(std::move(running)) {}
        ~Running() override { *m_running = false; }
        Q_DISABLE_COPY_MOVE(Running)

    private:
        std::shared_ptr<bool> m_running;
    };
};
