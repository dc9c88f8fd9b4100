#include "ui/pages/providers/providers_page.h"

#include <algorithm>
#include <chrono>

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>

#include "ui/pages/providers/keys_card.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/providers/provider_detail.h"
#include "ui/pages/providers/trend_delegate.h"
#include "ui/text/keychain_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/row_switches.h"
#include "ui/widgets/sheet.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kDetailWidth = 392;
constexpr int kDrawerWidth = 420;
constexpr int kNarrowBelow = 940; ///< Of the page; the window is a sidebar wider.
constexpr int kKeysHighest = 400;

} // namespace

ProvidersPage::ProvidersPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Providers"), parent),
      m_client(client),
      m_feed(client),
      m_removals(client, *this, this),
      m_sheets(client, *this),
      m_card(new Card(this)),
      m_table(new TableView(metric::kTallRow, m_card)),
      m_keys(new KeysCard(client, m_removals, this)),
      m_detailCard(new Card(this)),
      m_detail(new ProviderDetail(client, m_removals, m_detailCard)),
      m_empty(new EmptyState(tr("Add your first provider"),
                             tr("A provider answers the calls that reach your endpoint. Its key stays in the system "
                                "keychain or in a variable that you name, never in the database."),
                             this)),
      m_testAll(new Button(Button::Kind::Outlined, tr("Test all"), this)),
      m_menu(new QMenu(this))
{
    makeHeader();
    makeList();
    makeEmpty();
    makeActs();
    layOut();
    wire(*m_detail);
    connect(&m_feed, &ProvidersFeed::changed, this, &ProvidersPage::present);
    connect(&m_feed, &ProvidersFeed::failed, this, &ProvidersPage::showTrouble);
    connect(&m_feed, &ProvidersFeed::refused, this, &ProvidersPage::say);
    connect(&m_removals, &PendingRemovals::changed, this, [this] {
        present();
        m_feed.refresh();
    });
    connect(&m_removals, &PendingRemovals::refused, this,
            [this](const base::Error &error) { say(refusalWords(error)); });
    connect(&m_sheets, &ProviderSheets::done, this, [this](const QString &words) {
        say(words);
        refresh();
    });
    connect(&m_sheets, &ProviderSheets::added, this, [this](const QString &id) { m_selected = id; });
    connect(m_keys, &KeysCard::addAsked, this, [this] { openKey(nullptr); });
    connect(m_keys, &KeysCard::editAsked, this, [this](const ProviderKeyRow &key) { openKey(&key); });
    connect(m_keys, &KeysCard::refused, this, &ProvidersPage::say);
    connect(m_keys, &KeysCard::rowsChanged, this,
            [this] { m_keys->setFixedHeight(std::min(m_keys->wholeHeight(), kKeysHighest)); });
    new Poller(*this, 5s, [this] { refresh(); });
    new Poller(*this, 60s, [this] { m_feed.refreshTrends(); });
}

void ProvidersPage::makeHeader()
{
    m_testAll->setObjectName(u"testAll"_s);
    m_testAll->setIconName(u"refresh"_s);
    m_testAll->hide();
    auto *add = new Button(Button::Kind::Primary, tr("Add provider"), this);
    add->setObjectName(u"addProvider"_s);
    add->setIconName(u"plus"_s);
    add->setToolTip(QKeySequence(QKeySequence::New).toString(QKeySequence::NativeText));
    addHeaderButton(m_testAll);
    addHeaderButton(add);
    connect(m_testAll, &QAbstractButton::clicked, this, &ProvidersPage::testAll);
    connect(add, &QAbstractButton::clicked, this, &ProvidersPage::addProvider);
    addPageAction(u"providers.add"_s, tr("Add provider"), u"plus"_s, QKeySequence::New, [this] { addProvider(); });
    addPageAction(u"providers.test_all"_s, tr("Test all providers"), u"refresh"_s, {}, [this] { testAll(); });
}

void ProvidersPage::makeList()
{
    m_table->setObjectName(u"providersTable"_s);
    m_table->setAccessibleName(tr("Providers"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(&m_model);
    m_table->setColumns(ProvidersModel::columnLayouts());
    m_table->setItemDelegateForColumn(ProvidersModel::kTrendColumn, new TrendDelegate(m_table));
    auto *switches = new RowSwitches(*m_table, ProvidersModel::kSwitchColumn, [this](int row) {
        const ProviderRow &provider = m_model.rows()[static_cast<std::size_t>(row)];
        return RowSwitches::State{provider.effective(), provider.pending(), tr("Use %1").arg(provider.name)};
    });
    connect(switches, &RowSwitches::asked, this, [this](int row, bool wanted) {
        m_feed.setEnabled(m_model.rows()[static_cast<std::size_t>(row)].id, wanted);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (!now.isValid())
            return;
        m_selected = m_model.rows()[static_cast<std::size_t>(now.row())].id;
        showCurrent();
    });
    connect(m_table, &QAbstractItemView::activated, this, &ProvidersPage::openCurrent);
    auto *column = new QVBoxLayout(m_card);
    column->setContentsMargins(0, 4, 0, 12);
    column->addWidget(m_table);
}

void ProvidersPage::makeEmpty()
{
    m_empty->setObjectName(u"noProviders"_s);
    auto *add = new Button(Button::Kind::Primary, tr("Add provider"), m_empty);
    add->setButtonSize(Button::Size::Guide);
    connect(add, &QAbstractButton::clicked, this, &ProvidersPage::addProvider);
    m_empty->addAct(add);
    m_empty->addStep(tr("Or in a terminal"),
                     u"switchyard provider add --name OpenAI --type openai \\\n"
                     "  --base-url https://api.openai.com/v1 \\\n"
                     "  --key env:OPENAI_API_KEY --any-model"_s,
                     tr("Copy the command that adds a provider"));
}

void ProvidersPage::addAct(const char *name, const QString &text, const QString &icon, const QKeySequence &keys,
                           void (ProvidersPage::*act)())
{
    auto *action = new QAction(makeIcon(icon), text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, act);
    m_table->addAction(action);
    m_menu->addAction(action);
    addAction(action); // for the palette
}

void ProvidersPage::makeActs()
{
    addAct("providers.edit", tr("Edit provider…"), u"edit"_s, Qt::Key_F2, &ProvidersPage::editProvider);
    addAct("providers.test", tr("Test provider"), u"bolt"_s, Qt::CTRL | Qt::Key_T, &ProvidersPage::testCurrent);
    addAct("providers.models", tr("Add models…"), u"plus"_s, {}, &ProvidersPage::addModels);
    addAct("providers.switch", tr("Turn on or off"), u"stop"_s, {}, &ProvidersPage::switchCurrent);
    addAct("providers.earlier", tr("Try earlier"), u"export"_s, Qt::ALT | Qt::Key_Up, &ProvidersPage::moveUp);
    addAct("providers.later", tr("Try later"), u"down"_s, Qt::ALT | Qt::Key_Down, &ProvidersPage::moveDown);
    addAct("providers.remove", tr("Remove provider"), u"trash"_s, Qt::Key_Delete, &ProvidersPage::removeProvider);
}

/// The cards stay children of the page itself, which paints their shadows.
void ProvidersPage::layOut()
{
    auto *inside = new QVBoxLayout(m_detailCard);
    inside->setContentsMargins({});
    inside->addWidget(m_detail);
    m_detailCard->setFixedWidth(kDetailWidth);
    auto *left = new QVBoxLayout;
    left->setSpacing(metric::kCardGap);
    left->addWidget(m_card, 1);
    left->addWidget(m_keys);
    auto *row = new QHBoxLayout;
    row->setSpacing(metric::kCardGap);
    row->addLayout(left, 1);
    row->addWidget(m_detailCard);
    body()->addLayout(row, 1);
    body()->addWidget(m_empty, 1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_card, m_keys, m_detailCard, m_empty})
        part->hide(); // neither list nor empty state before the gateway has said which
}

void ProvidersPage::wire(ProviderDetail &detail)
{
    detail.setMenu(m_menu);
    connect(&detail, &ProviderDetail::testAsked, this, &ProvidersPage::testCurrent);
    connect(&detail, &ProviderDetail::editAsked, this, &ProvidersPage::editProvider);
    connect(&detail, &ProviderDetail::modelsAsked, this, &ProvidersPage::addModels);
    connect(&detail, &ProviderDetail::refused, this, &ProvidersPage::say);
}

void ProvidersPage::refresh()
{
    m_feed.refresh();
    m_keys->refresh();
    (m_drawer && m_drawer->isVisible() ? m_drawerDetail : m_detail)->refreshModels();
}

void ProvidersPage::present()
{
    if (m_feed.isEmptyHanded())
        return;
    clearTrouble();
    setNotice(keychainNotice(m_feed.status()));
    std::vector<ProviderRow> rows = m_feed.rows();
    std::erase_if(rows, [this](const ProviderRow &row) { return m_removals.contains(row.id); });
    m_model.setRows(std::move(rows));
    m_listed = true;
    const int count = m_model.rowCount();
    m_card->setVisible(count > 0);
    m_keys->setVisible(count > 0);
    m_empty->setVisible(count == 0);
    m_testAll->setVisible(count > 0);
    m_detailCard->setVisible(count > 0 && !isNarrow());
    setNote(count == 0 ? QString() : tr("%n provider(s), %1 on", nullptr, count).arg(m_model.enabledCount()));
    chooseAgain();
    showCurrent();
}

/// Keeps the chosen row chosen, wherever it stands now; the first one when it has gone.
void ProvidersPage::chooseAgain()
{
    if (m_model.rowCount() == 0)
        return;
    const int row = std::max(0, m_model.rowOf(m_selected));
    if (m_table->currentIndex().row() != row || m_table->selectionModel()->selectedRows().isEmpty())
        m_table->selectRow(row);
}

void ProvidersPage::showCurrent()
{
    const ProviderRow *row = current();
    m_keys->showProvider(row);
    if (!row)
        return;
    m_detail->showProvider(*row);
    if (m_drawerDetail)
        m_drawerDetail->showProvider(*row);
}

void ProvidersPage::showItem(const QString &item)
{
    m_selected = item;
    if (m_model.rowOf(item) >= 0) // else it is chosen once the list is here
        chooseAgain();
}

const ProviderRow *ProvidersPage::current() const
{
    const int row = m_model.rowOf(m_selected);
    return row < 0 ? nullptr : &m_model.rows()[static_cast<std::size_t>(row)];
}

QStringList ProvidersPage::names() const
{
    QStringList out;
    for (const ProviderRow &row : m_feed.rows()) // with those that wait for their removal: their names are taken still
        out += row.name;
    return out;
}

bool ProvidersPage::isNarrow() const
{
    return width() < kNarrowBelow;
}

void ProvidersPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    m_detailCard->setVisible(m_listed && m_model.rowCount() > 0 && !isNarrow());
}

void ProvidersPage::openCurrent()
{
    if (isNarrow())
        openDrawer();
    else
        editProvider();
}

void ProvidersPage::openDrawer()
{
    const ProviderRow *row = current();
    if (!row)
        return;
    if (!m_drawer) {
        m_drawer = new Sheet(*window(), kDrawerWidth);
        m_drawer->setTitle(tr("Provider"));
        connect(this, &QObject::destroyed, m_drawer, &QObject::deleteLater);
        m_drawerDetail = new ProviderDetail(m_client, m_removals);
        wire(*m_drawerDetail);
        m_drawer->setContent(m_drawerDetail);
    }
    m_drawer->open();
    m_drawerDetail->showProvider(*row);
}

void ProvidersPage::addProvider()
{
    m_sheets.add({m_feed.presets(), names(), m_feed.status()});
}

void ProvidersPage::editProvider()
{
    if (const ProviderRow *row = current())
        m_sheets.edit(*row, names());
}

void ProvidersPage::openKey(const ProviderKeyRow *key)
{
    if (const ProviderRow *row = current())
        m_sheets.key(*row, key, m_keys->names(), m_feed.status());
}

void ProvidersPage::addModels()
{
    if (const ProviderRow *row = current())
        m_sheets.models(*row);
}

void ProvidersPage::testCurrent()
{
    if (const ProviderRow *row = current())
        m_feed.test(row->id);
}

void ProvidersPage::testAll()
{
    const std::vector<ProviderRow> rows = m_model.rows();
    for (const ProviderRow &row : rows)
        if (row.enabled)
            m_feed.test(row.id);
}

void ProvidersPage::switchCurrent()
{
    if (const ProviderRow *row = current())
        m_feed.setEnabled(row->id, !row->pending().value_or(row->effective()));
}

void ProvidersPage::removeProvider()
{
    const ProviderRow *row = current();
    if (!row)
        return;
    Removal removal{
        .id = row->id, .text = tr("%1 removed").arg(row->name), .erase = onProvider("providers.delete", row->id)};
    if (row->enabled) {
        removal.stop = onProvider("providers.update", row->id, {{"enabled", false}});
        removal.back = onProvider("providers.update", row->id, {{"enabled", true}});
    }
    m_removals.begin(std::move(removal));
}

/// One step among the priorities there are: into the next one's, or out of one that is shared.
void ProvidersPage::move(int direction)
{
    const ProviderRow *row = current();
    if (!row)
        return;
    const auto next = nextPriority(m_model.rows(), *row, direction);
    if (!next)
        return;
    say(tr("%1: priority %2").arg(row->name).arg(*next));
    m_feed.setPriority(row->id, *next);
}

void ProvidersPage::say(const QString &words)
{
    if (auto *toast = window()->findChild<Toast *>())
        toast->say(words);
}

} // namespace ui
