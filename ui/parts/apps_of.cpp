#include "ui/parts/apps_of.h"

namespace ui {
namespace {

using base::ErrorCode;

class NoApps final : public admin::AppClient {
public:
    base::Result<std::unique_ptr<admin::RunningCall>> send(admin::AppCall, admin::HearNews) override
    {
        return base::fail(ErrorCode::Unavailable, "calls cannot be made from here");
    }
    bool knowsKey(const std::string &) const override { return false; }
    base::Result<std::string> learnKey(base::Secret) override
    {
        return base::fail(ErrorCode::Unavailable, "calls cannot be made from here");
    }
};

} // namespace

admin::AppClient &appsOf(admin::AdminClient &client)
{
    static NoApps none; // it has no state
    auto *apps = dynamic_cast<admin::AppClient *>(&client);
    return apps != nullptr ? *apps : none;
}

} // namespace ui
