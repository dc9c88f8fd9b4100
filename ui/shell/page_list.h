#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <QString>

#include "admin/admin_client.h"

class QWidget;

namespace ui {

class Page;

/// Under which heading of the sidebar a page stands, from top to bottom.
enum class PageGroup : std::uint8_t { Top, Operate, Observe, Build, Bottom };

/// One page of the window.
struct PageEntry {
    const char *name;  ///< For help, tests and screenshots: `requests`.
    const char *title; ///< Translated where it is shown, in the context "ui::pages".
    const char *icon;  ///< A file of resources/icons.
    Page *(*make)(admin::AdminClient &client, QWidget *parent);
    PageGroup group = PageGroup::Operate;
};

std::span<const PageEntry> pageList();

/// Places in pageList() as the sidebar shows them: Ctrl+1 is the first.
std::vector<int> pagesInOrder();

/// The place in pageList(), -1 when there is no such page.
int pageIndex(QStringView name);
QString pageTitle(int index);
/// "Operate"; empty for the groups at the top and at the bottom.
QString groupTitle(PageGroup group);

} // namespace ui
