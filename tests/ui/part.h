#pragma once

#include <QWidget>

/// The widget of that name in the window of `page`, null without one: a sheet lies over the page, not in it.
template <typename T>
T *part(const QWidget &page, const char *name)
{
    return page.window()->findChild<T *>(QString::fromLatin1(name));
}
