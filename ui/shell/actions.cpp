#include "ui/shell/actions.h"

#include <algorithm>
#include <utility>

#include <QAction>
#include <QWidget>

#include "ui/theme/icons.h"
#include "ui/widgets/page.h"

namespace ui {

ActionRegistry::ActionRegistry(QWidget &window) : QObject(&window), m_window(window) {}

QAction *ActionRegistry::add(ActionGroup group, Command command)
{
    auto *action = new QAction(command.text, this);
    action->setObjectName(command.id);
    action->setShortcuts(command.keys);
    if (!command.icon.isEmpty())
        action->setIcon(makeIcon(command.icon));
    connect(action, &QAction::triggered, this, [run = std::move(command.run)] { run(); });
    m_window.addAction(action);
    m_own.push_back({action, group, std::move(command.when)});
    return action;
}

void ActionRegistry::clear()
{
    for (const RegisteredAction &own : std::exchange(m_own, {})) {
        m_window.removeAction(own.action);
        own.action->deleteLater(); // it may be the one that asked for another language
    }
}

void ActionRegistry::setPage(Page *page)
{
    m_page = page;
}

std::vector<RegisteredAction> ActionRegistry::all() const
{
    std::vector<RegisteredAction> out;
    if (m_page)
        for (QAction *action : m_page->pageActions())
            out.push_back({action, ActionGroup::Page, {}});
    out.insert(out.end(), m_own.begin(), m_own.end());
    std::ranges::stable_sort(out, {}, &RegisteredAction::group);
    return out;
}

std::vector<RegisteredAction> ActionRegistry::available() const
{
    std::vector<RegisteredAction> out = all();
    std::erase_if(out, [](const RegisteredAction &one) {
        const bool useless = one.when && !one.when();
        return useless || !one.action->isEnabled() || !one.action->isVisible() || one.action->text().isEmpty();
    });
    return out;
}

QAction *ActionRegistry::find(const QString &id) const
{
    const auto every = all();
    const auto hit = std::ranges::find(every, id, [](const RegisteredAction &one) { return one.action->objectName(); });
    return hit == every.end() ? nullptr : hit->action;
}

QString ActionRegistry::groupTitle(ActionGroup group)
{
    switch (group) {
    case ActionGroup::Go:
        return tr("Go to");
    case ActionGroup::Page:
        return tr("This page");
    case ActionGroup::View:
        return tr("View");
    case ActionGroup::Program:
        return tr("Program");
    case ActionGroup::Help:
        break;
    }
    return tr("Help");
}

} // namespace ui
