#include "ui/pages/requests/saved_filters_button.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QMenu>

#include "ui/widgets/column_state.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/popover.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kLongestName = 60;
constexpr int kNameWidth = 220;
constexpr auto kStored = "requests.filters"_L1;

/// A menu takes `&` for the mark of a letter.
QString plain(QString name)
{
    return name.replace(u'&', u"&&"_s);
}

} // namespace

SavedFiltersButton::SavedFiltersButton(QWidget *parent) : Button(Kind::Outlined, tr("Saved filters"), parent)
{
    setObjectName(u"savedFilters"_s);
    setIconName(u"filter"_s);
    connect(this, &QAbstractButton::clicked, this, &SavedFiltersButton::openMenu);
}

void SavedFiltersButton::setCurrent(const RequestQuery &query)
{
    m_current = query;
    m_current.sort.clear();
}

void SavedFiltersButton::openMenu()
{
    load();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addSaved(*menu);
    QAction *add = menu->addAction(tr("Save these filters…"));
    add->setEnabled(m_current.isFiltered());
    // Only once the menu is gone: what opens then must not be closed along with it.
    connect(add, &QAction::triggered, menu, [this, menu] {
        connect(menu, &QObject::destroyed, this, &SavedFiltersButton::openNaming, Qt::QueuedConnection);
    });
    menu->popup(mapToGlobal(QPoint(0, height() + 4)));
}

void SavedFiltersButton::addSaved(QMenu &menu)
{
    for (const SavedFilter &filter : m_filters) {
        QAction *action = menu.addAction(plain(filter.name));
        action->setCheckable(true);
        action->setChecked(filter.query == m_current);
        connect(action, &QAction::triggered, this, [this, query = filter.query] { Q_EMIT chosen(query); });
    }
    if (m_filters.empty())
        return;
    menu.addSeparator();
    QMenu *forgotten = menu.addMenu(tr("Delete"));
    for (const SavedFilter &filter : m_filters)
        connect(forgotten->addAction(plain(filter.name)), &QAction::triggered, this,
                [this, name = filter.name] { forget(name); });
}

void SavedFiltersButton::openNaming()
{
    auto *content = new QWidget;
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins({});
    row->setSpacing(8);
    auto *name = new LineEdit(content);
    name->setObjectName(u"savedFilterName"_s);
    name->setPlaceholderText(tr("Name"));
    name->setAccessibleName(tr("Name"));
    name->setMaxLength(kLongestName);
    name->setFixedWidth(kNameWidth);
    auto *act = new Button(Kind::Primary, tr("Save"), content);
    act->setObjectName(u"saveFilter"_s);
    act->setEnabled(false);
    row->addWidget(name);
    row->addWidget(act);
    content->setFocusProxy(name);
    auto *popover = new Popover(*this, content);
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    connect(name, &QLineEdit::textChanged, act,
            [act](const QString &text) { act->setEnabled(!text.trimmed().isEmpty()); });
    connect(name, &QLineEdit::returnPressed, act, &QAbstractButton::click);
    connect(act, &QAbstractButton::clicked, this, [this, name, popover] {
        keep(name->text().trimmed());
        popover->hide();
    });
    popover->open();
    name->setFocus(Qt::OtherFocusReason);
}

void SavedFiltersButton::keep(const QString &name)
{
    const auto hit = std::ranges::find(m_filters, name, &SavedFilter::name);
    if (hit != m_filters.end())
        hit->query = m_current;
    else
        m_filters.push_back({name, m_current});
    std::ranges::sort(m_filters,
                      [](const SavedFilter &a, const SavedFilter &b) { return a.name.localeAwareCompare(b.name) < 0; });
    save();
}

void SavedFiltersButton::forget(const QString &name)
{
    std::erase_if(m_filters, [&](const SavedFilter &filter) { return filter.name == name; });
    save();
}

void SavedFiltersButton::load()
{
    if (std::exchange(m_loaded, true))
        return;
    for (QObject *above = parent(); above && !m_store; above = above->parent())
        m_store = qobject_cast<ColumnStore *>(above);
    if (!m_store)
        return;
    m_storeLife = m_store->life();
    m_filters = parseSavedFilters(m_store->loadColumns(kStored));
}

void SavedFiltersButton::save()
{
    if (m_store && !m_storeLife.expired())
        m_store->saveColumns(kStored, encodeSavedFilters(m_filters));
}

} // namespace ui
