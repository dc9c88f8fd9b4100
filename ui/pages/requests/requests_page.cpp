#include "ui/pages/requests/requests_page.h"

#include <chrono>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/pages/requests/filter_bar.h"
#include "ui/pages/requests/first_call_help.h"
#include "ui/pages/requests/further_fields.h"
#include "ui/pages/requests/request_columns.h"
#include "ui/pages/requests/request_drawer.h"
#include "ui/pages/requests/request_log.h"
#include "ui/text/numbers.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/label.h"
#include "ui/widgets/newer_bar.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/toast.h"

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
      m_client(client),
      m_filters(new FilterBar(client, this)),
      m_log(new RequestLog(client, this)),
      m_table(new DataTable(u"requests"_s, metric::kDenseRow, this)),
      m_newer(new NewerBar(m_table)),
      m_live(new Switch(Switch::Size::Normal, this)),
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
    addHeader();
    addCommands();
    connectLog();
    m_drawer->hide();
    connect(m_drawer, &RequestDrawer::closeWanted, this, [this] { setDrawerOpen(false); });
    new Poller(*this, 1s, [this] { m_log->poll(); });
}

void RequestsPage::addHeader()
{
    auto *live = new QWidget(this);
    auto *row = new QHBoxLayout(live);
    row->setContentsMargins({});
    row->setSpacing(8);
    auto *word = new Label(TextRole::Body, Tone::Quiet, live);
    word->setText(tr("Live tail"));
    row->addWidget(word);
    row->addWidget(m_live);
    m_live->setObjectName(u"liveTail"_s);
    m_live->setAccessibleName(tr("Live tail"));
    m_live->setToolTip(tr("New calls come in at the top by themselves"));
    m_live->setOn(true);
    connect(m_live, &Switch::asked, this, &RequestsPage::setLive);
    auto *columns = new Button(Button::Kind::Outlined, tr("Columns"), this);
    columns->setObjectName(u"columnsButton"_s);
    columns->setIconName(u"settings"_s);
    connect(columns, &QAbstractButton::clicked, this, [this, columns] {
        auto *menu = new QMenu(columns);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        m_table->fillColumnMenu(*menu);
        menu->popup(columns->mapToGlobal(QPoint(0, columns->height() + 4)));
    });
    auto *file = new Button(Button::Kind::Outlined, tr("Export"), this);
    file->setObjectName(u"exportRequests"_s);
    file->setIconName(u"export"_s);
    connect(file, &QAbstractButton::clicked, this, &RequestsPage::openExport);
    for (QWidget *one : std::initializer_list<QWidget *>{live, columns, file})
        addHeaderButton(one);
}

void RequestsPage::addCommands()
{
    addPageAction(u"requests.top"_s, tr("Go to the newest call"), u"requests"_s, QKeySequence(u"Ctrl+Home"_s),
                  [this] { jumpToTop(); });
    addPageAction(u"requests.live"_s, tr("Pause or resume the live tail"), u"play"_s, QKeySequence(u"Ctrl+L"_s),
                  [this] { setLive(!m_live->isOn()); });
    addPageAction(u"requests.export"_s, tr("Export the calls"), u"export"_s, QKeySequence(u"Ctrl+E"_s),
                  [this] { openExport(); });
    addPageAction(u"requests.clear"_s, tr("Clear the filters"), u"filter"_s, {}, [this] { m_filters->clear(); });
}

/// From where to where it goes is asked first, for the progress.
void RequestsPage::openExport()
{
    admin::AdminCall oldest{.operation = "requests.list",
                            .query = filterParameters(m_log->query(), QDateTime::currentDateTime())};
    LogExportSheet::Wish wish{.operation = "requests.export",
                              .name = "requests",
                              .title = tr("Export the calls"),
                              .subtitle = m_log->query().isFiltered() ? tr("The calls that match, newest first")
                                                                      : tr("All calls, newest first"),
                              .file = u"switchyard-requests"_s,
                              .filter = oldest.query};
    for (const auto &[name, value] : {std::pair("limit", "1"), std::pair("offset", "0"), std::pair("sort", "started")})
        oldest.query.emplace_back(name, value);
    const RequestRow *newest = m_table->sort() == kNewestFirst ? m_log->model().rowAt(0) : nullptr;
    wish.extent.fromMs = (newest ? newest->startedAt : QDateTime::currentDateTime()).toMSecsSinceEpoch();
    wish.extent.toMs = wish.extent.fromMs;
    m_client.call(std::move(oldest), this, [this, wish](const base::Result<base::Json> &answer) {
        const RequestPage page = answer ? parseRequestPage(*answer) : RequestPage();
        showExport(wish, page.rows.empty() ? nullptr : &page.rows.front());
    });
}

void RequestsPage::showExport(LogExportSheet::Wish wish, const RequestRow *oldest)
{
    if (oldest)
        wish.extent.toMs = oldest->startedAt.toMSecsSinceEpoch();
    auto *sheet = new LogExportSheet(m_client, *window(), std::move(wish));
    connect(sheet, &LogExportSheet::saved, this,
            [this](const QString &path) { Toast::of(*this).say(tr("Saved as %1").arg(path)); });
    sheet->open();
}

void RequestsPage::setLive(bool live)
{
    m_live->setOn(live);
    hold();
}

/// Nothing moves while somebody reads further down, or has said so.
void RequestsPage::hold()
{
    m_log->setHeld(!m_live->isOn() || !m_table->isAtTop());
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
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &RequestsPage::hold);
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
        return setNote(filtered ? tr("No matches") : QString());
    const QString count =
        filtered ? tr("%1 call(s) match", nullptr, *total).arg(number) : tr("%1 call(s)", nullptr, *total).arg(number);
    const CallTimes &times = m_log->times();
    //: How many calls, then what half of them and what 95 of a hundred took at most.
    setNote(times.half && times.most
                ? tr("%1, p50 %2, p95 %3").arg(count, durationText(times.half), durationText(times.most))
                : count);
}

void RequestsPage::showNewer()
{
    const int count = m_log->newer();
    m_newer->setText(m_log->isNewerBeyond() ? tr("More than %n new call(s) above", nullptr, count)
                                            : tr("%n new call(s) above", nullptr, count));
    m_newer->setVisible(count > 0);
    if (count == 0)
        hold();
}

void RequestsPage::jumpToTop()
{
    m_table->setFocus(Qt::OtherFocusReason);
    m_table->scrollToTop(); // reaching the top lets the waiting calls in
    if (m_log->newer() > 0)
        m_log->acceptNewer(); // once: where the tail is paused it stays so
}

void RequestsPage::onRowMenu(QMenu &menu, const QString &id)
{
    const RequestRow *row = m_log->model().rowAt(m_table->currentIndex().row());
    if (!row || row->id != id)
        return;
    const auto only = [&menu, this](const QString &words, const FilterChoice &choice,
                                    void (FilterBar::*set)(const FilterChoice &)) {
        if (!choice.value.isEmpty())
            menu.addAction(words, m_filters, [this, choice, set] { (m_filters->*set)(choice); });
    };
    menu.addSeparator();
    only(tr("Only this provider"), {row->providerId, row->provider}, &FilterBar::setProvider);
    only(tr("Only this model"), {row->served, row->served}, &FilterBar::setModel);
    only(tr("Only this key"), {row->keyId, row->key}, &FilterBar::setKey);
    only(tr("Only this status"), stateOf(u"status="_s + QString::number(row->status)), &FilterBar::setState);
    addFurther(menu, *row);
    menu.addSeparator();
}

void RequestsPage::addFurther(QMenu &menu, const RequestRow &row)
{
    const auto add = [&menu, this](const QString &words, const QString &field, const QString &value) {
        if (value.isEmpty())
            return;
        const FilterChoice choice{value, furtherLabel(*furtherField(field), {value, value})};
        menu.addAction(words, m_filters, [this, field, choice] { m_filters->setFurther(field, choice); });
    };
    add(tr("Only this session"), u"session"_s, row.session);
    add(tr("Only this application"), u"application"_s, row.application);
    add(tr("Only this error"), u"error_code"_s, row.errorCode);
    for (const QString &tag : row.tags)
        add(tr("Only the tag %1").arg(QString(tag).replace(u'&', u"&&"_s)), u"tag"_s, tag);
    const auto atLeast = [](std::int64_t value) { return value > 0 ? QString::number(value) + u".."_s : QString(); };
    add(tr("As long or longer"), u"duration_ms"_s, atLeast(row.durationMicros.value_or(0) / 1000));
    const bool priced = row.confidence != model::Confidence::Unpriced;
    add(tr("As dear or dearer"), u"cost_nanos"_s, atLeast(priced ? row.cost.value : 0));
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
