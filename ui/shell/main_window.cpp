#include "ui/shell/main_window.h"

#include <QHBoxLayout>
#include <QKeySequence>
#include <QShortcut>
#include <QStackedWidget>

#include "ui/shell/page_list.h"
#include "ui/shell/sidebar.h"
#include "ui/theme/icons.h"
#include "ui/widgets/focus_ring.h"
#include "ui/widgets/page.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr QSize kFirstSize(1280, 832);
constexpr QSize kSmallest(980, 600);

} // namespace

MainWindow::MainWindow(admin::AdminClient &client, QWidget *parent)
    : QMainWindow(parent),
      m_client(client),
      m_sidebar(new Sidebar(client)),
      m_stack(new QStackedWidget),
      m_toast(new Toast(*this)),
      m_pages(pageList().size(), nullptr)
{
    setWindowTitle(u"Switchyard"_s);
    setWindowIcon(makeIcon(u"app-mark"_s));
    setMinimumSize(kSmallest);
    resize(kFirstSize);
    auto *content = new QWidget;
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(m_sidebar);
    row->addWidget(m_stack, 1);
    setCentralWidget(content);
    new FocusRing(*this);
    connect(m_sidebar, &Sidebar::pageChosen, this, &MainWindow::onPageChosen);
    connect(m_sidebar, &Sidebar::endpointCopied, this, [this] { m_toast->say(tr("Endpoint copied")); });
    addShortcuts();
    showPage(0);
}

void MainWindow::showPage(int index)
{
    m_sidebar->setCurrentPage(index);
}

void MainWindow::onPageChosen(int index)
{
    if (index < 0 || index >= std::ssize(m_pages))
        return;
    Page *&page = m_pages[static_cast<std::size_t>(index)];
    if (!page) {
        const PageEntry &entry = pageList()[static_cast<std::size_t>(index)];
        page = entry.make(m_client, m_stack);
        page->setObjectName(QString::fromLatin1(entry.name) + u"Page"_s);
        m_stack->addWidget(page);
    }
    m_stack->setCurrentWidget(page);
}

void MainWindow::addShortcuts()
{
    for (int i = 0; i < std::ssize(m_pages); ++i)
        new QShortcut(QKeySequence(u"Ctrl+%1"_s.arg(i + 1)), this, [this, i] { showPage(i); });
    new QShortcut(QKeySequence(QKeySequence::Refresh), this, [this] {
        if (auto *page = qobject_cast<Page *>(m_stack->currentWidget()))
            page->refresh();
    });
    new QShortcut(QKeySequence(u"Ctrl+Shift+C"_s), this, [this] { m_sidebar->copyEndpoint(); });
    new QShortcut(QKeySequence(QKeySequence::Quit), this, [this] { close(); });
}

} // namespace ui
