#include "ui/shell/page_list.h"

#include <algorithm>

#include <QCoreApplication>

#include "ui/pages/alerts/alerts_page.h"
#include "ui/pages/audit/audit_page.h"
#include "ui/pages/connect/connect_page.h"
#include "ui/pages/costs/costs_page.h"
#include "ui/pages/health/health_page.h"
#include "ui/pages/keys/keys_page.h"
#include "ui/pages/logs/logs_page.h"
#include "ui/pages/overview/overview_page.h"
#include "ui/pages/playground/playground_page.h"
#include "ui/pages/providers/providers_page.h"
#include "ui/pages/requests/requests_page.h"
#include "ui/pages/routing/routing_page.h"
#include "ui/pages/settings/settings_page.h"

namespace ui {
namespace {

template <typename T>
Page *make(admin::AdminClient &client, QWidget *parent)
{
    return new T(client, parent);
}

constexpr PageEntry kPages[] = {
    // a new page is its folder and one line here
    {"overview", QT_TRANSLATE_NOOP("ui::pages", "Overview"), "overview", make<OverviewPage>, PageGroup::Top},
    {"routing", QT_TRANSLATE_NOOP("ui::pages", "Routing"), "routing", make<RoutingPage>},
    {"providers", QT_TRANSLATE_NOOP("ui::pages", "Providers"), "providers", make<ProvidersPage>},
    {"costs", QT_TRANSLATE_NOOP("ui::pages", "Costs"), "costs", make<CostsPage>},
    {"keys", QT_TRANSLATE_NOOP("ui::pages", "Keys & users"), "keys", make<KeysPage>},
    {"requests", QT_TRANSLATE_NOOP("ui::pages", "Requests"), "requests", make<RequestsPage>, PageGroup::Observe},
    {"health", QT_TRANSLATE_NOOP("ui::pages", "Health"), "health", make<HealthPage>, PageGroup::Observe},
    {"alerts", QT_TRANSLATE_NOOP("ui::pages", "Alerts"), "alerts", make<AlertsPage>, PageGroup::Observe},
    {"logs", QT_TRANSLATE_NOOP("ui::pages", "Logs"), "logs", make<LogsPage>, PageGroup::Observe},
    {"audit", QT_TRANSLATE_NOOP("ui::pages", "Audit"), "audit", make<AuditLogPage>, PageGroup::Observe},
    {"playground", QT_TRANSLATE_NOOP("ui::pages", "Playground"), "playground", make<PlaygroundPage>, PageGroup::Build},
    {"connect", QT_TRANSLATE_NOOP("ui::pages", "Connect"), "connect", make<ConnectPage>, PageGroup::Build},
    {"settings", QT_TRANSLATE_NOOP("ui::pages", "Settings"), "settings", make<SettingsPage>, PageGroup::Bottom},
};

} // namespace

std::span<const PageEntry> pageList()
{
    return kPages;
}

std::vector<int> pagesInOrder()
{
    std::vector<int> out;
    for (int i = 0; i < std::ssize(kPages); ++i)
        out.push_back(i);
    std::ranges::stable_sort(out, {}, [](int index) { return kPages[index].group; });
    return out;
}

int pageIndex(QStringView name)
{
    const auto *hit =
        std::ranges::find_if(kPages, [name](const PageEntry &page) { return name == QLatin1StringView(page.name); });
    return hit == std::end(kPages) ? -1 : static_cast<int>(hit - std::begin(kPages));
}

QString pageTitle(int index)
{
    return QCoreApplication::translate("ui::pages", kPages[index].title);
}

QString groupTitle(PageGroup group)
{
    switch (group) {
    case PageGroup::Operate:
        return QCoreApplication::translate("ui::pages", "Operate");
    case PageGroup::Observe:
        return QCoreApplication::translate("ui::pages", "Observe");
    case PageGroup::Build:
        return QCoreApplication::translate("ui::pages", "Build");
    case PageGroup::Top:
    case PageGroup::Bottom:
        break;
    }
    return {};
}

} // namespace ui
