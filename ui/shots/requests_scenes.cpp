#include "ui/shots/requests_scenes.h"

#include <QAction>
#include <QEvent>

#include "ui/pages/requests/filter_bar.h"
#include "ui/pages/requests/further_fields.h"
#include "ui/shell/main_window.h"
#include "ui/shots/scenes.h"
#include "ui/widgets/page.h"

namespace ui::requests_scenes {
namespace {

using namespace Qt::Literals::StringLiterals;

/// Takes the filters away and lets the tail go on once the page is left.
class Undo final : public QObject {
public:
    Undo(Page &page, FilterBar &bar) : QObject(&page), m_bar(bar) { page.installEventFilter(this); }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Hide)
            return false;
        watched->removeEventFilter(this);
        m_bar.clear();
        for (QAction *action : static_cast<Page *>(watched)->actions())
            if (action->objectName() == u"requests.live"_s)
                action->trigger();
        deleteLater();
        return false;
    }

private:
    FilterBar &m_bar;
};

} // namespace

void filter(const Stage &stage)
{
    Page *page = stage.window.page();
    auto *bar = page->findChild<FilterBar *>();
    if (!bar)
        return;
    bar->setState(stateOf(u"outcome=done"_s));
    for (const auto &[field, value] : {std::pair(u"duration_ms"_s, u"1000..30000"_s),
                                       std::pair(u"cost_nanos"_s, u"100000.."_s), std::pair(u"stream"_s, u"true"_s)})
        bar->setFurther(field, {value, furtherLabel(*furtherField(field), {value, value})});
    stage.act(u"requests.live"_s);
    new Undo(*page, *bar);
}

void exportCalls(const Stage &stage)
{
    stage.act(u"requests.export"_s);
}

} // namespace ui::requests_scenes
