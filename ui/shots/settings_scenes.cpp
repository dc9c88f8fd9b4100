#include "ui/shots/settings_scenes.h"

#include <QPushButton>

#include "ui/pages/settings/list_field.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_area.h"

namespace ui::settings_scenes {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto kFingerprint =
    "5E:41:0B:9C:7D:22:F8:A3:16:90:CE:54:3B:0D:E7:81:2A:6F:B5:48:DC:93:70:1E:C4:39:A8:5D:02:F6:8B:47";

base::Json certificate()
{
    return {{"fingerprint", kFingerprint},
            {"names", {"192.168.1.20", "desk"}},
            {"not_after", "2029-02-18T08:42:36.000Z"},
            {"days_left", 820},
            {"made_here", true},
            {"in_use", true},
            {"file", "certificate.pem"},
            {"certificate", "-----BEGIN CERTIFICATE-----"}};
}

void reload(const Stage &stage)
{
    stage.window.refreshPage();
    stage.client.settle();
}

} // namespace

void openToNetwork(const Stage &stage)
{
    stage.client.answer("certificate.get", certificate());
    stage.client.pretend("status.get",
                         {{"wished", {{"address", "0.0.0.0"}, {"tls", true}, {"plain_http", false}}},
                          {"listening", {"http://127.0.0.1:4141", "https://192.168.1.20:4141"}},
                          {"network", {{"reachable", "network"}, {"tls", true}, {"certificate", certificate()}}}});
    reload(stage);
    stage.window.page()->showItem(u"address"_s);
    if (auto *tls = stage.window.page()->findChild<Switch *>(u"tls"_s))
        tls->click(); // which the gateway refuses
    stage.client.settle();
}

void letSomeCall(const Stage &stage)
{
    stage.client.pretend("settings.get", {{"allowed_addresses", {"192.168.1.0/24", "2001:db8:42::/48"}},
                                          {"allowed_hosts", {"router.lan", "router.lan:8443"}},
                                          {"trusted_proxies", {"192.168.1.2"}}});
    reload(stage);
    stage.window.page()->showItem(u"callers"_s);
    auto *denied = stage.window.page()->findChild<ListField *>(u"denied_addresses"_s);
    if (denied == nullptr)
        return;
    denied->area()->setFocus(Qt::OtherFocusReason);
    denied->area()->setPlainText(u"192.168.1.66\n192.168.1.300"_s);
    denied->act()->click();
    stage.client.settle();
}

void keepBodies(const Stage &stage)
{
    stage.client.pretend("settings.get",
                         {{"store_bodies", "errors"}, {"body_patterns", {R"(\d{3}-\d{2}-\d{4})", R"(\b\d{16}\b)"}}});
    reload(stage);
    stage.window.page()->showItem(u"bodies"_s);
}

} // namespace ui::settings_scenes
