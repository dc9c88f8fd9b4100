#include "ui/pages/logs/logs_page.h"

#include <chrono>
#include <iterator>
#include <utility>

#include <QMenu>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/pages/logs/diagnostics_sheet.h"
#include "ui/pages/logs/log_line_sheet.h"
#include "ui/text/numbers.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/newer_bar.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kPageRows = "200";
constexpr auto kMostNew = "1000";
constexpr int kSearchWidth = 240;
constexpr int kBottomInset = 12; ///< Keeps the last row's ground out of the card's round corners.

enum Place { Loading, Rows, NoMatch, Nothing };

} // namespace

LogsPage::LogsPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Logs"), parent),
      m_client(client),
      m_filters(new QWidget(this)),
      m_search(new SearchField(tr("Words, values or ids"), m_filters)),
      m_clear(new Button(Button::Kind::Text, tr("Clear filters"), m_filters)),
      m_pause(new Button(Button::Kind::Outlined, tr("Pause"), this)),
      m_newer(new NewerBar(this)),
      m_table(new TableView(metric::kDenseRow, this)),
      m_places(new QStackedLayout)
{
    buildFilters();
    buildTable();
    body()->setSpacing(16);
    body()->addWidget(m_filters);
    body()->addWidget(buildCard(), 1);
    addCommands();
    new Poller(*this, 1s, [this] { poll(); });
}

QWidget *LogsPage::buildCard()
{
    auto *card = new Card(this);
    m_places->addWidget(new QWidget(card));
    m_places->addWidget(m_table);
    m_places->addWidget(buildNoMatch());
    auto *nothing = new EmptyState(tr("Nothing was said yet"),
                                   tr("When the gateway starts, when a call fails at a provider, when something goes "
                                      "wrong: a line comes here, and into a file of the data directory."),
                                   card);
    nothing->setObjectName(u"noLogs"_s);
    m_places->addWidget(nothing);
    m_newer->setObjectName(u"newerLogs"_s);
    m_newer->hide();
    connect(m_newer, &QAbstractButton::clicked, this, [this] {
        showWaiting();
        m_table->scrollToTop();
        m_table->setFocus(Qt::OtherFocusReason); // the bar goes away
    });
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(0, 4, 0, kBottomInset);
    column->setSpacing(0);
    column->addWidget(m_newer);
    column->addLayout(m_places, 1);
    return card;
}

void LogsPage::buildFilters()
{
    m_search->setObjectName(u"logSearch"_s);
    m_search->setFixedWidth(kSearchWidth);
    auto *row = new FlowLayout(8, m_filters);
    row->addWidget(m_search);
    connect(m_search, &SearchField::changed, this, &LogsPage::filter);
    m_level = addFilter("logLevel", tr("Level"), &m_levelChosen, logLevels);
    m_category = addFilter("logPart", tr("Part"), &m_categoryChosen, [this] { return categoryChoices(); });
    row->addWidget(m_level);
    row->addWidget(m_category);
    row->addWidget(m_clear);
    m_clear->setObjectName(u"clearLogFilters"_s);
    m_clear->hide();
    connect(m_clear, &QAbstractButton::clicked, this, [this] {
        clearFilters();
        m_search->setFocus(Qt::OtherFocusReason); // the button goes away
    });
}

FilterButton *LogsPage::addFilter(const char *name, const QString &field, FilterChoice *chosen,
                                  std::function<QList<FilterChoice>()> choices)
{
    auto *button = new FilterButton(FilterButton::Kind::Choice, field, m_filters);
    button->setObjectName(QString::fromLatin1(name));
    const auto choose = [this, chosen](const FilterChoice &choice) {
        *chosen = choice;
        filter();
    };
    connect(button, &FilterButton::cleared, this, [choose] { choose({}); });
    connect(button, &FilterButton::openWanted, this, [button, chosen, choices = std::move(choices), choose] {
        auto *menu = new QMenu(button);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (const FilterChoice &choice : choices()) {
            QAction *action = menu->addAction(choice.label, button, [choose, choice] { choose(choice); });
            action->setCheckable(true);
            action->setChecked(*chosen == choice);
        }
        menu->popup(button->mapToGlobal(QPoint(0, button->height() + 4)));
    });
    return button;
}

QList<FilterChoice> LogsPage::categoryChoices() const
{
    QList<FilterChoice> out;
    for (const QString &category : m_categories)
        out.append({category, logCategoryWords(category)});
    return out;
}

void LogsPage::buildTable()
{
    m_table->setObjectName(u"logTable"_s);
    m_table->setAccessibleName(tr("Log"));
    m_table->setModel(&m_model);
    m_table->setColumns(LogLinesModel::columnLayouts());
    connect(m_table, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { openRow(m_model.row(index.row())); });
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (m_table->selectionModel()->selectedRows().size() <= 1) // several are being chosen, to be copied
            openRow(m_model.row(index.row()));
    });
    connect(&m_model, &LogLinesModel::moreWanted, this, &LogsPage::askMore);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (m_table->isAtTop() && !m_paused)
            showWaiting();
    });
}

QWidget *LogsPage::buildNoMatch()
{
    auto *none = new EmptyState(tr("No line matches"), tr("No line of the log fits all of these filters."), this);
    none->setObjectName(u"noLogMatch"_s);
    Button *clear = none->addButton(tr("Clear filters"));
    clear->setObjectName(u"clearNoLogMatch"_s);
    connect(clear, &QAbstractButton::clicked, this, [this] {
        clearFilters();
        m_search->setFocus(Qt::OtherFocusReason);
    });
    return none;
}

void LogsPage::addCommands()
{
    m_pause->setObjectName(u"pauseLogs"_s);
    m_pause->setIconName(u"stop"_s);
    connect(m_pause, &QAbstractButton::clicked, this, [this] { setPaused(!m_paused); });
    addHeaderButton(m_pause);
    auto *save = new Button(Button::Kind::Outlined, tr("Save diagnostics…"), this);
    save->setObjectName(u"saveDiagnostics"_s);
    save->setIconName(u"export"_s);
    connect(save, &QAbstractButton::clicked, this, &LogsPage::openDiagnostics);
    addHeaderButton(save);
    addPageAction(u"logs.pause"_s, tr("Pause or follow the log"), u"stop"_s, QKeySequence(u"Ctrl+P"_s),
                  [this] { setPaused(!m_paused); });
    addPageAction(u"logs.diagnostics"_s, tr("Save diagnostics"), u"export"_s, QKeySequence(u"Ctrl+E"_s),
                  [this] { openDiagnostics(); });
    addPageAction(u"logs.clear"_s, tr("Clear the filters"), u"filter"_s, {}, [this] { clearFilters(); });
}

bool LogsPage::isFiltered() const
{
    return !m_search->text().trimmed().isEmpty() || !m_levelChosen.value.isEmpty() || !m_categoryChosen.value.isEmpty();
}

LogsPage::Query LogsPage::query() const
{
    Query out;
    if (const QString words = m_search->text().trimmed(); !words.isEmpty())
        out.emplace_back("q", words.toStdString());
    if (!m_levelChosen.value.isEmpty())
        out.emplace_back("level", m_levelChosen.value.toStdString());
    if (!m_categoryChosen.value.isEmpty())
        out.emplace_back("category", m_categoryChosen.value.toStdString());
    return out;
}

void LogsPage::filter()
{
    m_level->setValue(m_levelChosen.label);
    m_category->setValue(m_categoryChosen.label);
    m_clear->setVisible(isFiltered());
    refresh();
}

void LogsPage::clearFilters()
{
    const QSignalBlocker blocker(m_search);
    m_search->clear();
    m_levelChosen = {};
    m_categoryChosen = {};
    filter();
}

void LogsPage::ask(Query query, void (LogsPage::*take)(LogLinePage page))
{
    m_asking = true;
    m_client.call({.operation = "logs.list", .query = std::move(query)}, this,
                  [this, take, round = m_round](const base::Result<base::Json> &answer) {
                      if (round != m_round)
                          return;
                      m_asking = false;
                      if (!answer) {
                          m_model.giveUpMore();
                          return showTrouble(answer.error().code);
                      }
                      clearTrouble();
                      (this->*take)(parseLogLines(*answer));
                  });
}

void LogsPage::refresh()
{
    ++m_round;
    Query all = query();
    all.emplace_back("limit", kPageRows);
    ask(std::move(all), &LogsPage::takeAll);
}

void LogsPage::poll()
{
    if (m_asking)
        return;
    if (m_newest == 0)
        return refresh();
    Query behind = query();
    behind.emplace_back("since", std::to_string(m_newest));
    behind.emplace_back("limit", kMostNew);
    ask(std::move(behind), &LogsPage::takeNew);
}

void LogsPage::askMore()
{
    Query earlier = query();
    earlier.emplace_back("limit", kPageRows);
    earlier.emplace_back("after", m_model.next().toStdString());
    ask(std::move(earlier), &LogsPage::takeMore);
}

void LogsPage::takeAll(LogLinePage page)
{
    m_waiting.clear();
    noteState(page);
    m_model.setPage(std::move(page), QDateTime::currentDateTime());
    present();
}

/// Nothing moves under somebody who reads: new lines wait behind a bar while it is paused or scrolled away.
void LogsPage::takeNew(LogLinePage page)
{
    noteState(page);
    if (!page.next.isEmpty() && !m_paused)
        return refresh(); // more came than are asked for at once
    m_waiting.insert(m_waiting.begin(), std::make_move_iterator(page.rows.begin()),
                     std::make_move_iterator(page.rows.end()));
    if (m_waiting.size() > LogLinesModel::kMostRows)
        m_waiting.resize(LogLinesModel::kMostRows);
    if (!m_paused && (m_model.rowCount() == 0 || m_table->isAtTop()))
        showWaiting();
    present();
}

void LogsPage::takeMore(LogLinePage page)
{
    m_model.append(std::move(page));
}

void LogsPage::noteState(const LogLinePage &page)
{
    m_newest = std::max(page.newest, m_newest);
    m_categories = page.categories;
    setNotice(page.failing ? tr("The log cannot be written to its files in %1 just now. Lines wait in memory and come "
                                "into the files once that goes again.")
                                 .arg(page.directory)
                           : QString());
}

void LogsPage::showWaiting()
{
    m_model.prepend(std::exchange(m_waiting, {}), QDateTime::currentDateTime());
    present();
}

void LogsPage::setPaused(bool paused)
{
    m_paused = paused;
    m_pause->setText(paused ? tr("Follow") : tr("Pause"));
    m_pause->setIconName(paused ? u"play"_s : u"stop"_s);
    if (!paused) {
        showWaiting();
        m_table->scrollToTop();
    }
    present();
}

void LogsPage::present()
{
    const bool none = m_model.rowCount() == 0;
    m_places->setCurrentIndex(!none ? Rows : isFiltered() ? NoMatch : Nothing);
    m_filters->setVisible(!none || isFiltered());
    const auto waiting = static_cast<int>(m_waiting.size());
    m_newer->setVisible(waiting > 0);
    m_newer->setText(tr("%1 new line(s)", nullptr, waiting).arg(countText(waiting)));
    setNote(m_paused ? tr("Paused") : QString());
}

void LogsPage::openRow(const LogLineRow *row)
{
    if (row)
        (new LogLineSheet(*window(), *row))->open();
}

void LogsPage::openDiagnostics()
{
    auto *sheet = new DiagnosticsSheet(m_client, *window());
    connect(sheet, &DiagnosticsSheet::saved, this,
            [this](const QString &path) { Toast::of(*this).say(tr("Saved as %1").arg(path)); });
    sheet->open();
}

} // namespace ui
