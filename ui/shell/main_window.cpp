#include "ui/shell/main_window.h"

#include <algorithm>
#include <utility>

#include <QAction>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QUrl>

#include "ui/first_run/first_run.h"
#include "ui/shell/actions.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/desktop_services.h"
#include "ui/shell/help_sheet.h"
#include "ui/shell/listen_banner.h"
#include "ui/shell/page_list.h"
#include "ui/shell/page_stack.h"
#include "ui/shell/routing_command.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/window_commands.h"
#include "ui/shell/window_state.h"
#include "ui/theme/icons.h"
#include "ui/widgets/focus_ring.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/page.h"
#include "ui/widgets/sheet.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr QSize kFirstSize(1280, 832);
constexpr QSize kSmallest(980, 600);
constexpr int kMostRecent = 8;
constexpr int kColumnsVersion = 1;      ///< The tables keep a version of their own inside, too.
const QString kSetUp = u"setup/left"_s; ///< Somebody has been through it, or skipped it.

bool takesTab(const QWidget &widget)
{
    return (widget.focusPolicy() & Qt::TabFocus) == Qt::TabFocus && widget.isVisible() && widget.isEnabled();
}

/// The first one that Tab would reach inside `page`.
QWidget *firstField(QWidget &page)
{
    for (QWidget *at = page.nextInFocusChain(); at != &page; at = at->nextInFocusChain())
        if (page.isAncestorOf(at) && takesTab(*at))
            return at;
    return nullptr;
}

} // namespace

MainWindow::MainWindow(admin::AdminClient &client, WindowState *state, DesktopServices *desktop)
    : m_client(client),
      m_state(state ? state : new WindowState({}, this)),
      m_desktop(desktop),
      m_actions(new ActionRegistry(*this)),
      m_routing(new RoutingCommand(*this, client))
{
    setWindowTitle(u"Switchyard"_s);
    setWindowIcon(makeIcon(u"app-mark"_s));
    setMinimumSize(kSmallest);
    resize(kFirstSize);
    m_state->attachTo(*this);
    if (m_desktop)
        m_desktop->attachTo(*this);
    m_state->restorePlace(*this);
    new FocusRing(*this);
    connect(m_routing, &RoutingCommand::changed, this, &MainWindow::refreshPage);
    build();
    if (!showPage(m_state->text(u"window/page"_s)))
        showPage(0);
}

MainWindow::~MainWindow() = default;

/// All of it again when the language changes: what was made before keeps its words.
void MainWindow::build()
{
    delete m_palette;
    delete m_toast;
    m_pages.assign(pageList().size(), nullptr);
    m_toast = new Toast(*this);
    m_sidebar = new Sidebar(m_client);
    m_stack = new PageStack;
    auto *content = new QWidget;
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(m_sidebar);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    auto *banner = new ListenBanner(m_client, content);
    column->addWidget(banner);
    column->addWidget(m_stack, 1);
    row->addLayout(column, 1);
    setCentralWidget(content);
    connect(banner, &ListenBanner::failed, m_toast, &Toast::say);
    connect(banner, &ListenBanner::moved, this,
            [this](const QString &endpoint) { m_toast->say(tr("Listening on %1").arg(QUrl(endpoint).authority())); });
    connect(m_sidebar, &Sidebar::pageChosen, this, &MainWindow::onPageChosen);
    connect(m_sidebar, &Sidebar::endpointCopied, this, [this] { m_toast->say(tr("Endpoint copied")); });
    connect(m_sidebar, &Sidebar::searchAsked, this, &MainWindow::openPalette);
    m_actions->clear();
    addWindowCommands(*m_actions, *this, m_desktop);
}

/// Whoever wants to see a page has done with the setup.
void MainWindow::showPage(int index)
{
    if (m_setup)
        m_setup->leave();
    m_sidebar->setCurrentPage(index);
}

bool MainWindow::showPage(QStringView name)
{
    const int index = pageIndex(name);
    if (index >= 0)
        showPage(index);
    return index >= 0;
}

void MainWindow::showOnPage(const QString &name, const QString &item)
{
    if (showPage(name) && m_current == pageIndex(name))
        page()->showItem(item);
}

Page *MainWindow::page() const
{
    return m_current < 0 ? nullptr : m_pages[static_cast<std::size_t>(m_current)];
}

/// A sheet belongs to the page it was opened from. False when one has unsaved words and stays.
bool MainWindow::closeSheets()
{
    for (Sheet *sheet : findChildren<Sheet *>())
        if (sheet->isVisible() && !sheet->tryClose())
            return false;
    return true;
}

void MainWindow::onPageChosen(int index)
{
    if (index < 0 || index >= std::ssize(m_pages) || (index == m_current && page()))
        return;
    if (page() && !closeSheets())
        return m_sidebar->setCurrentPage(m_current);
    Page *&page = m_pages[static_cast<std::size_t>(index)];
    if (!page) {
        const PageEntry &entry = pageList()[static_cast<std::size_t>(index)];
        page = entry.make(m_client, m_stack);
        page->setObjectName(QString::fromLatin1(entry.name) + u"Page"_s);
        m_stack->addWidget(page);
        connect(page, &Page::pageWanted, this, &MainWindow::showOnPage);
        connect(page, &Page::commandWanted, this, [this](const QString &id) {
            if (QAction *command = m_actions->find(id))
                command->trigger();
        });
    }
    m_current = index;
    m_inPage = nullptr;
    m_stack->fadeTo(page);
    m_actions->setPage(m_setup ? nullptr : page);
}

void MainWindow::present(const QString &token)
{
    if (!token.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8()); // where Qt's Wayland client looks for it
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

QByteArray MainWindow::loadColumns(const QString &table) const
{
    return m_state->view(table, kColumnsVersion);
}

void MainWindow::saveColumns(const QString &table, const QByteArray &state)
{
    m_state->setView(table, kColumnsVersion, state);
}

void MainWindow::openSetup()
{
    if (!m_desktop || m_setup || !closeSheets())
        return;
    m_setup = new FirstRun(*this, m_client, *m_desktop);
    m_actions->setPage(nullptr); // it is covered
    connect(m_setup, &FirstRun::pageWanted, this, &MainWindow::showOnPage);
    connect(m_setup, &FirstRun::left, this, [this] {
        m_setup.clear();
        m_actions->setPage(page());
        closeSheets();
        m_state->set(kSetUp, 1);
        m_state->flush();
        refreshPage(); // there may be more to see than when it was covered
    });
    m_setup->open();
}

void MainWindow::offerSetup()
{
    if (!m_state->text(kSetUp).isEmpty())
        return;
    m_client.call({.operation = "providers.list", .query = {{"limit", "10"}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      const auto isOwn = [](const base::Json &row) {
                          return base::textOr(base::at(row, "type")) == "sandbox";
                      };
                      if (answer && std::ranges::all_of(base::at(*answer, "data"), isOwn))
                          openSetup();
                  });
}

void MainWindow::openPalette()
{
    if (!m_palette) {
        m_palette = new CommandPalette(*this, *m_actions);
        connect(m_palette, &CommandPalette::chosen, this, [this](const QString &id) {
            QStringList recent = m_state->list(u"palette/recent"_s);
            recent.removeAll(id);
            recent.prepend(id);
            m_state->set(u"palette/recent"_s, recent.mid(0, kMostRecent).join(u' '));
        });
    }
    if (!m_palette->isVisible())
        m_palette->ask(m_state->list(u"palette/recent"_s));
}

void MainWindow::openShortcuts()
{
    if (closeSheets())
        (new ShortcutSheet(*this, *m_actions))->open();
}

void MainWindow::openHelp()
{
    const QString page = QString::fromLatin1(pageList()[static_cast<std::size_t>(m_current)].name);
    const QString name = m_setup ? u"setup"_s : page;
    const QString title = m_setup ? m_setup->accessibleName() : pageTitle(m_current);
    if (closeSheets())
        (new HelpSheet(*this, name, title))->open();
}

void MainWindow::refreshPage()
{
    if (page())
        page()->refresh();
}

SearchField *MainWindow::searchField() const
{
    const QWidget &from = m_setup ? static_cast<const QWidget &>(*m_setup) : *page();
    for (SearchField *field : from.findChildren<SearchField *>())
        if (field->isVisible() && field->isEnabled())
            return field;
    return nullptr;
}

bool MainWindow::canSearch() const
{
    return searchField() != nullptr;
}

void MainWindow::searchPage()
{
    if (SearchField *field = searchField()) {
        field->setFocus(Qt::ShortcutFocusReason);
        field->selectAll();
    }
}

void MainWindow::copyEndpoint()
{
    m_sidebar->copyEndpoint();
}

void MainWindow::toggleRouting()
{
    m_routing->run();
}

void MainWindow::cycleFocus()
{
    if (m_setup)
        return;
    QWidget *const now = focusWidget();
    setAttribute(Qt::WA_KeyboardFocusChange); // it is the keyboard that moves it: show the ring
    if (now && page()->isAncestorOf(now)) {
        m_inPage = now;
        return m_sidebar->focusPages();
    }
    QWidget *const next = m_inPage && takesTab(*m_inPage) ? m_inPage.data() : firstField(*page());
    if (next)
        next->setFocus(Qt::ShortcutFocusReason);
}

Toast *MainWindow::undoable() const
{
    for (Toast *toast : findChildren<Toast *>())
        if (toast->canUndo())
            return toast;
    return nullptr;
}

bool MainWindow::canUndo() const
{
    return undoable() != nullptr;
}

void MainWindow::undo()
{
    if (Toast *toast = undoable())
        toast->undo();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    for (Sheet *sheet : findChildren<Sheet *>())
        if (sheet->isVisible())
            sheet->close();
    const int current = std::exchange(m_current, -1);
    m_actions->setPage(nullptr);
    build();
    m_sidebar->setCurrentPage(current);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    event->setAccepted(!m_mayClose || m_mayClose());
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    m_everShown = true;
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    if (!m_everShown || event->spontaneous()) // minimised: the place it has now is not one to come back to
        return;
    m_state->savePlace(*this);
    m_state->set(u"window/page"_s, QString::fromLatin1(pageList()[static_cast<std::size_t>(m_current)].name));
    m_state->flush();
}

} // namespace ui
