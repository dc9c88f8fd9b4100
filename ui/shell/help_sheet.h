#pragma once

#include "ui/widgets/sheet.h"

namespace ui {

/// F1: what a page shows, its keys, and what to do when something is wrong. The text is a file of resources/help in
/// the language of the window, English where there is none.
/// Thread: main. Owned by the window; goes when it is closed.
class HelpSheet final : public Sheet {
    Q_OBJECT
public:
    /// `page` is its name in pageList(), `title` what the reader knows it by.
    HelpSheet(QWidget &window, const QString &page, const QString &title);

    /// The Markdown for a page; empty when there is none.
    static QString textFor(const QString &page);
};

} // namespace ui
