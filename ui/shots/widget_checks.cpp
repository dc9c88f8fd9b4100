#include "ui/shots/widget_checks.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>

#include "ui/shots/widget_path.h"
#include "ui/widgets/badge.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kRounding = 1; ///< Unit: pixels, at scales that are no whole number.

/// What shows a text of ours and must show all of it. The icons in a field are Qt's own, in a size of theirs.
bool speaks(const QWidget &widget)
{
    if (qobject_cast<const QLineEdit *>(widget.parentWidget()))
        return false;
    return qobject_cast<const QLabel *>(&widget) || qobject_cast<const QAbstractButton *>(&widget)
           || qobject_cast<const QLineEdit *>(&widget) || qobject_cast<const QComboBox *>(&widget)
           || qobject_cast<const Badge *>(&widget) || qobject_cast<const Chip *>(&widget);
}

QSize roomNeeded(const QWidget &widget)
{
    QSize out = widget.minimumSizeHint();
    const auto *label = qobject_cast<const QLabel *>(&widget);
    if (label != nullptr && label->wordWrap())
        out = QSize(0, label->heightForWidth(widget.width()));
    else if (label != nullptr) // a font for Chinese asks for more than its characters take
        out.setHeight(label->fontMetrics().tightBoundingRect(label->text()).height());
    return out;
}

void checkRoom(const QWidget &widget, Findings &out)
{
    const QSize need = roomNeeded(widget);
    const QSize has = widget.size();
    if (need.width() > has.width() + kRounding || need.height() > has.height() + kRounding)
        out += {pathOf(widget), u"is cut: needs %1 x %2, has %3 x %4"_s.arg(need.width())
                                    .arg(need.height())
                                    .arg(has.width())
                                    .arg(has.height())};
}

const QAbstractScrollArea *scrollAreaOf(const QWidget &widget)
{
    for (const QWidget *at = widget.parentWidget(); at != nullptr; at = at->parentWidget())
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(at))
            return area;
    return nullptr;
}

/// What scrolls may lie below the edge, but not beside it where nothing scrolls sideways.
void checkPlace(const QWidget &window, const QWidget &widget, Findings &out)
{
    const QAbstractScrollArea *area = scrollAreaOf(widget);
    const QWidget *frame = area != nullptr ? area->viewport() : &window;
    const QRect place(widget.mapTo(frame, QPoint()), widget.size());
    const bool scrollsSideways = area != nullptr && area->horizontalScrollBar()->maximum() > 0;
    const bool beside = place.left() < -kRounding || place.right() > frame->width() + kRounding;
    const bool below = place.top() < -kRounding || place.bottom() > frame->height() + kRounding;
    if ((beside && !scrollsSideways) || (below && area == nullptr))
        out += {pathOf(widget), u"lies outside: %1,%2 %3 x %4 in %5 x %6"_s.arg(place.x())
                                    .arg(place.y())
                                    .arg(place.width())
                                    .arg(place.height())
                                    .arg(frame->width())
                                    .arg(frame->height())};
}

void checkName(const QWidget &widget, Findings &out)
{
    if (widget.focusPolicy() == Qt::NoFocus || widget.focusProxy() != nullptr || !widget.isEnabled())
        return;
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(&widget));
    if (face == nullptr || face->text(QAccessible::Name).isEmpty())
        out += {pathOf(widget), u"takes the focus and has no accessible name"_s};
}

void checkIcon(const QWidget &widget, Findings &out)
{
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    if (button == nullptr || button->icon().isNull())
        return;
    const QImage image = button->icon().pixmap(button->iconSize()).toImage();
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y).alpha() > 0)
                return;
    out += {pathOf(widget), u"has a blank icon"_s};
}

/// What is scrolled out of sight is none.
bool isTarget(const QWidget &widget)
{
    const bool control = qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QLineEdit *>(&widget)
                         || qobject_cast<const QComboBox *>(&widget);
    return control && widget.isVisible() && widget.visibleRegion().contains(widget.rect().center());
}

} // namespace

Findings checkReach(const QWidget &window)
{
    Findings out;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!isTarget(*widget))
            continue;
        const QWidget *hit = window.childAt(widget->mapTo(&window, widget->rect().center()));
        if (hit != nullptr && hit != widget && !widget->isAncestorOf(hit))
            out += {pathOf(*widget), u"is covered by %1"_s.arg(pathOf(*hit))};
    }
    return out;
}

Findings checkWidgets(const QWidget &window)
{
    Findings out;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        checkName(*widget, out);
        checkIcon(*widget, out);
        if (!speaks(*widget))
            continue;
        checkRoom(*widget, out);
        checkPlace(window, *widget, out);
    }
    return out;
}

} // namespace ui
