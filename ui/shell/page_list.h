#pragma once

#include <span>

#include "admin/admin_client.h"

class QWidget;

namespace ui {

class Page;

/// One page of the window.
struct PageEntry {
    const char *name;  ///< For tests and screenshots: `requests`.
    const char *title; ///< Translated where it is shown, in the context "ui::pages".
    const char *icon;  ///< A file of resources/icons.
    Page *(*make)(admin::AdminClient &client, QWidget *parent);
};

std::span<const PageEntry> pageList();

} // namespace ui
