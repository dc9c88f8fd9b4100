#include "ui/pages/requests/requests_page.h"

#include <chrono>

#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/pages/requests/filter_bar.h"
#include "ui/pages/requests/first_call_help.h"
#include "ui/pages/requests/request_columns.h"
#include "ui/pages/requests/request_drawer.h"
#include "ui/pages/requests/request_log.h"
#include "ui/text/numbers.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/newer_bar.h"
#include "ui/widgets/poller.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kNewestFirst = "-started"_L1;
constexpr int kBottomInset = 12; ///< Keeps the last row's ground out of the card's round corners.
/// A page narrower than this keeps its width, and the drawer lies over it.
constexpr int kNarrowest = 560;

enum Place { Loading, Rows, NoMatch, NoCalls };

/// The card on which the table lies; the band of new calls goes under the table's head.
class TableCard final : public Card {
public:
    using Card::Card;
    QWidget *band = nullptr;

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        Card::resizeEvent(event);
        band->setGeometry(0, metric::kTableHead, width(), band->height());
    }
};

} // namespace

RequestsPage::RequestsPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Requests"), parent),
      m_filters(new FilterBar(client, this)),
      m_log(new RequestLog(client, this)),
      m_table(new DataTable(u"requests"_s, metric::kDenseRow, this)),
      m_newer(new NewerBar(m_table)),
      m_places(new QStackedLayout),
      m_drawer(new RequestDrawer(client, this))
{
    buildTable();
    m_places->addWidget(new QWidget(this));
    m_places->addWidget(m_table);
    m_places->addWidget(buildNoMatch());
    m_places->addWidget(new FirstCallHelp(client, this));
    body()->setSpacing(16);
    body()->addWidget(m_filters);
    body()->addWidget(buildCard(), 1);
    addCommands();
    connectLog();
    m_drawer->hide();
    connect(m_drawer, &RequestDrawer::closeWanted, this, [this] { setDrawerOpen(false); });
    new Poller(*this, 1s, [this] { m_log->poll(); });
}

void RequestsPage::addCommands()
{
    auto *columns = new Button(Button::Kind::Outlined, tr("Columns"), this);
    columns->setObjectName(u"columnsButton"_s);
    columns->setIconName(u"settings"_s);
    const auto showMenu = [this, columns] {
        auto *menu = new QMenu(columns);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        m_table->fillColumnMenu(*menu);
        menu->popup(columns->mapToGlobal(QPoint(0, columns->height() + 4)));
    };
    connect(columns, &QAbstractButton::clicked, this, showMenu);
    addHeaderButton(columns);
    addPageAction(u"requests.top"_s, tr("Go to the newest call"), u"requests"_s, QKeySequence(u"Ctrl+Home"_s),
                  [this] { jumpToTop(); });
    addPageAction(u"requests.clear"_s, tr("Clear the filters"), u"filter"_s, {}, [this] { m_filters->clear(); });
}

QWidget *RequestsPage::buildCard()
{
    auto *card = new TableCard(this);
    card->band = m_newer;
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(0, 4, 0, kBottomInset);
    column->addLayout(m_places);
    return card;
}

void RequestsPage::buildTable()
{
    m_table->setObjectName(u"requestsTable"_s);
    m_table->setAccessibleName(tr("Calls"));
    m_table->setModel(&m_log->model());
    std::vector<DataColumn> columns;
    for (const RequestColumn &column : requestColumns())
        columns.push_back({.id = QString::fromLatin1(column.id),
                           .layout = column.layout,
                           .sort = QString::fromLatin1(column.sort),
                           .shown = column.shown});
    m_table->arrange(std::move(columns), kNewestFirst);
    m_filters->setSort(kNewestFirst);
    m_newer->setObjectName(u"newerCalls"_s);
    connect(m_newer, &QPushButton::clicked, this, &RequestsPage::jumpToTop);
    connect(m_table, &DataTable::sortChosen, m_filters, &FilterBar::setSort);
    connect(m_table, &DataTable::opened, this, &RequestsPage::openRequest);
    connect(m_table, &DataTable::currentIdChanged, this, [this](const QString &id) {
        if (m_drawer->isVisible())
            m_drawer->showCall(id);
    });
    connect(m_table, &DataTable::rowMenuShown, this, &RequestsPage::onRowMenu);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this] { m_log->setHeld(!m_table->isAtTop()); });
}

QWidget *RequestsPage::buildNoMatch()
{
    auto *none = new EmptyState(tr("No calls match"), tr("No call in the log fits all of these filters."), this);
    none->setObjectName(u"noMatch"_s);
    Button *clear = none->addButton(tr("Clear filters"));
    clear->setObjectName(u"clearNoMatch"_s);
    connect(clear, &QAbstractButton::clicked, this, [this] {
        m_filters->clear();
        m_table->setFocus(Qt::OtherFocusReason);
    });
    return none;
}

void RequestsPage::connectLog()
{
    connect(m_filters, &FilterBar::changed, this, &RequestsPage::onFilterChanged);
    connect(m_log, &RequestLog::answered, this, [this] { clearTrouble(); });
    connect(m_log, &RequestLog::failed, this, [this](base::ErrorCode code) { showTrouble(code); });
    connect(m_log, &RequestLog::orderRefused, this, &RequestsPage::onOrderRefused);
    connect(m_log, &RequestLog::newerChanged, this, &RequestsPage::showNewer);
    connect(m_log, &RequestLog::totalChanged, this, [this] {
        showCount();
        showPlace();
    });
    connect(m_log, &RequestLog::started, this, [this] {
        m_table->scrollToTop();
        showCount();
        showPlace();
    });
}

void RequestsPage::onFilterChanged()
{
    setNotice({});
    m_log->setQuery(m_filters->query());
}

void RequestsPage::onOrderRefused()
{
    m_table->setSort(kNewestFirst); // comes back to the filters, which ask again
    setNotice(tr("There are too many calls to put in that order. Narrow them down with a filter first."));
}

void RequestsPage::refresh()
{
    m_log->restart();
}

void RequestsPage::showPlace()
{
    if (!m_log->hasStarted())
        return;
    const bool none = m_log->model().rowCount() == 0;
    const bool filtered = m_log->query().isFiltered();
    m_filters->setVisible(!none || filtered);
    m_places->setCurrentIndex(!none ? Rows : filtered ? NoMatch : NoCalls);
}

void RequestsPage::showCount()
{
    const std::optional<int> total = m_log->total();
    if (!total)
        return setNote(m_log->query().words.isEmpty() ? tr("Counting…") : tr("Searching…"));
    const bool filtered = m_log->query().isFiltered();
    const QString number = countText(*total);
    if (*total == 0)
        setNote(filtered ? tr("No matches") : QString());
    else
        setNote(filtered ? tr("%1 call(s) match", nullptr, *total).arg(number)
                         : tr("%1 call(s)", nullptr, *total).arg(number));
}

void RequestsPage::showNewer()
{
    const int count = m_log->newer();
    m_newer->setText(m_log->isNewerBeyond() ? tr("More than %n new call(s) above", nullptr, count)
                                            : tr("%n new call(s) above", nullptr, count));
    m_newer->setVisible(count > 0);
}

void RequestsPage::jumpToTop()
{
    m_table->setFocus(Qt::OtherFocusReason);
    m_table->scrollToTop(); // reaching the top lets the waiting calls in
    if (m_log->newer() > 0)
        m_log->acceptNewer();
}

void RequestsPage::onRowMenu(QMenu &menu, const QString &id)
{
    const RequestRow *row = m_log->model().rowAt(m_table->currentIndex().row());
    if (!row || row->id != id)
        return;
    const auto only = [&menu, this](const QString &words, FilterChoice choice,
                                    void (FilterBar::*set)(const FilterChoice &)) {
        if (!choice.value.isEmpty())
            menu.addAction(words, m_filters, [this, choice, set] { (m_filters->*set)(choice); });
    };
    menu.addSeparator();
    only(tr("Only this provider"), {row->providerId, row->provider}, &FilterBar::setProvider);
    only(tr("Only this model"), {row->served, row->served}, &FilterBar::setModel);
    only(tr("Only this key"), {row->keyId, row->key}, &FilterBar::setKey);
    menu.addSeparator();
}

void RequestsPage::showItem(const QString &item)
{
    const QString value = item.section(u'\n', 0, 0).section(u':', 1);
    const QString label = item.section(u'\n', 1);
    if (value.isEmpty() || !m_filters->showOnly(item.section(u':', 0, 0), {value, label.isEmpty() ? value : label}))
        return openRequest(item);
    setDrawerOpen(false);
}

void RequestsPage::openRequest(const QString &id)
{
    m_drawer->showCall(id);
    setDrawerOpen(true);
}

void RequestsPage::setDrawerOpen(bool open)
{
    const bool hadFocus = m_drawer->isAncestorOf(window()->focusWidget());
    m_drawer->setVisible(open);
    if (open)
        m_drawer->raise();
    else if (hadFocus)
        m_table->setFocus(Qt::OtherFocusReason);
    QResizeEvent resize(size(), size());
    resizeEvent(&resize);
}

void RequestsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const int wide = qMin(RequestDrawer::kWidth, width());
    m_drawer->setGeometry(width() - wide, 0, wide, height());
    if (!m_drawer->isVisibleTo(this) || width() - wide < kNarrowest)
        return;
    QMargins margins = layout()->contentsMargins();
    margins.setRight(wide + metric::kPageSide);
    margins.setLeft(metric::kPageSide);
    layout()->setContentsMargins(margins);
}

void RequestsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_drawer->isVisible())
        setDrawerOpen(false);
    else
        Page::keyPressEvent(event);
}

} // namespace ui
