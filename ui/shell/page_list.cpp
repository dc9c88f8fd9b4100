#include "ui/shell/page_list.h"

#include <QCoreApplication>

#include "ui/pages/overview/overview_page.h"
#include "ui/pages/providers/providers_page.h"
#include "ui/pages/requests/requests_page.h"

namespace ui {
namespace {

template <typename T>
Page *make(admin::AdminClient &client, QWidget *parent)
{
    return new T(client, parent);
}

constexpr PageEntry kPages[] = {
    // a new page is its folder and one line here
    {"overview", QT_TRANSLATE_NOOP("ui::pages", "Overview"), "overview", make<OverviewPage>},
    {"providers", QT_TRANSLATE_NOOP("ui::pages", "Providers"), "providers", make<ProvidersPage>},
    {"requests", QT_TRANSLATE_NOOP("ui::pages", "Requests"), "requests", make<RequestsPage>},
};

} // namespace

std::span<const PageEntry> pageList()
{
    return kPages;
}

} // namespace ui
