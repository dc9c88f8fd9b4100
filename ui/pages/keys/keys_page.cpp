#include "ui/pages/keys/keys_page.h"

#include <chrono>
#include <utility>

#include <QHBoxLayout>
#include <QMenu>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/pages/keys/key_sheet.h"
#include "ui/pages/keys/keys_summary.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kPageRows = "1000";
constexpr int kBottomInset = 12;
constexpr int kBarHeight = 52;
constexpr int kSearchWidth = 240;

std::pair<std::string, std::string> idOf(const KeyRow &row)
{
    return {"id", row.id.toStdString()};
}

} // namespace

KeysPage::KeysPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Keys"), parent),
      m_client(client),
      m_pending(client),
      m_card(new Card(this)),
      m_search(new SearchField(tr("Filter keys"), m_card)),
      m_create(new Button(Button::Kind::Primary, tr("Create key"), m_card)),
      m_table(new TableView(metric::kTallRow, m_card)),
      m_noMatch(new QWidget(m_card)),
      m_places(new QStackedLayout),
      m_summary(new KeysSummary(this)),
      m_empty(new EmptyState(tr("Make the first key"),
                             tr("Every app that calls your endpoint shows a key. Give each its own: then you see who "
                                "uses what, and can end one without the others."),
                             this))
{
    buildTable();
    buildCard();
    buildEmpty();
    body()->addWidget(m_card, 1);
    body()->addWidget(m_summary);
    body()->addWidget(m_empty, 1);
    body()->addStretch();
    for (QWidget *unknown :
         {static_cast<QWidget *>(m_card), static_cast<QWidget *>(m_summary), static_cast<QWidget *>(m_empty)})
        unknown->hide(); // neither list nor empty state before the gateway has said which
    addCommands();
    connect(&m_pending, &PendingCalls::failed, this, [this](base::ErrorCode code) { showTrouble(code); });
    connect(&m_pending, &PendingCalls::answered, this, [this](const QString &id) {
        setWaiting(id, {});
        refresh();
    });
    new Poller(*this, 5s, [this] { refresh(); });
}

KeysPage::~KeysPage()
{
    delete m_sheet; // it lies over the window, which may stay
}

void KeysPage::buildTable()
{
    m_table->setObjectName(u"keysTable"_s);
    m_table->setAccessibleName(tr("Keys"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(&m_model);
    m_table->setColumns(KeysModel::columnLayouts());
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &KeysPage::showMenu);
    connect(m_table, &QAbstractItemView::clicked, this,
            [this](const QModelIndex &index) { openRow(m_model.row(index.row())); });
    connect(m_table, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { openRow(m_model.row(index.row())); });
}

void KeysPage::buildCard()
{
    m_search->setObjectName(u"keySearch"_s);
    m_search->setFixedWidth(kSearchWidth);
    m_create->setObjectName(u"createKey"_s);
    m_create->setIconName(u"plus"_s);
    connect(m_create, &QAbstractButton::clicked, this, &KeysPage::openNew);
    connect(m_search, &SearchField::changed, this, [this](const QString &words) {
        m_model.setFilter(words);
        present();
    });
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(metric::kCardPadding, 16, metric::kCardPadding, 0);
    bar->addWidget(m_search);
    bar->addStretch();
    bar->addWidget(m_create);
    auto *words = new Label(TextRole::Body, Tone::Quiet, m_noMatch);
    words->setText(tr("No key matches these words."));
    auto *clear = new Button(Button::Kind::Text, tr("Clear the filter"), m_noMatch);
    connect(clear, &QAbstractButton::clicked, m_search, &QLineEdit::clear);
    auto *row = new QVBoxLayout(m_noMatch);
    row->setSpacing(8);
    row->addWidget(words, 0, Qt::AlignHCenter);
    row->addWidget(clear, 0, Qt::AlignHCenter);
    row->setAlignment(Qt::AlignCenter);
    m_places->addWidget(m_table);
    m_places->addWidget(m_noMatch);
    auto *column = new QVBoxLayout(m_card);
    column->setContentsMargins(0, 0, 0, kBottomInset);
    column->setSpacing(4);
    column->addLayout(bar);
    column->addLayout(m_places, 1);
}

void KeysPage::buildEmpty()
{
    m_empty->setObjectName(u"noKeys"_s);
    Button *first = m_empty->addButton(tr("Create a key"));
    first->setObjectName(u"createFirstKey"_s);
    connect(first, &QAbstractButton::clicked, this, &KeysPage::openNew);
}

void KeysPage::addCommands()
{
    addPageAction(u"keys.create"_s, tr("Create a key"), u"plus"_s, QKeySequence::New, [this] { openNew(); });
    addPageAction(u"keys.edit"_s, tr("Rename or change the key"), u"edit"_s, Qt::Key_F2,
                  [this] { openRow(currentRow()); });
    addPageAction(u"keys.remove"_s, tr("Remove the key"), u"trash"_s, QKeySequence::Delete, [this] {
        if (const KeyRow *row = currentRow(); row && !m_pending.has(row->id))
            remove(KeyRow(*row));
    });
}

void KeysPage::refresh()
{
    askUsage();
    if (m_asking)
        return;
    m_asking = true;
    m_arriving.clear();
    askKeys({});
}

void KeysPage::askKeys(const std::string &cursor)
{
    admin::AdminCall call{.operation = "api_keys.list", .query = {{"limit", kPageRows}}};
    if (!cursor.empty())
        call.query.emplace_back("after", cursor);
    m_client.call(std::move(call), this, [this](const base::Result<base::Json> &answer) {
        if (answer)
            return take(*answer);
        m_asking = false;
        showTrouble(answer.error().code);
    });
}

void KeysPage::askUsage()
{
    if (m_askingUsage)
        return;
    m_askingUsage = true;
    const QDateTime now = QDateTime::currentDateTime();
    admin::AdminCall call{.operation = "usage.get",
                          .query = {{"from", apiTime(startOfToday(now)).toStdString()},
                                    {"to", apiTime(now).toStdString()},
                                    {"group_by", "key"}}};
    m_client.call(std::move(call), this, [this](const base::Result<base::Json> &answer) {
        m_askingUsage = false;
        if (answer) // a failure shows as figures that stand still; the list speaks for both
            m_model.setUsage(parseKeyUsage(*answer));
    });
}

void KeysPage::take(const base::Json &answer)
{
    std::vector<KeyRow> rows = parseKeys(answer);
    const bool more = !rows.empty();
    m_arriving.insert(m_arriving.end(), std::move_iterator(rows.begin()), std::move_iterator(rows.end()));
    if (const std::string next = base::textOr(base::at(answer, "next")); more && !next.empty())
        return askKeys(next);
    m_asking = false;
    clearTrouble();
    m_model.setRows(std::exchange(m_arriving, {}), QDateTime::currentDateTime());
    present();
}

void KeysPage::present()
{
    const int total = m_model.total();
    const int shown = m_model.rowCount();
    // The card ends below its last row and grows no further than the page.
    const int rows = shown == 0 ? 2 * metric::kTallRow : shown * metric::kTallRow;
    m_card->setMaximumHeight(kBarHeight + metric::kTableHead + rows + kBottomInset);
    m_places->setCurrentIndex(shown == 0 ? 1 : 0);
    m_card->setVisible(total > 0);
    m_summary->setVisible(total > 0);
    m_empty->setVisible(total == 0);
    m_summary->setCounts(m_model.counts());
}

void KeysPage::showItem(const QString &item)
{
    if (item == u"new")
        openNew();
    else
        openRow(m_model.find(item));
}

KeySheet &KeysPage::makeSheet()
{
    delete m_sheet;
    m_sheet = new KeySheet(*window(), m_client, m_clipboard);
    connect(m_sheet, &KeySheet::changed, this, &KeysPage::refresh);
    connect(m_sheet, &KeySheet::revokeWanted, this, &KeysPage::revoke);
    connect(m_sheet, &KeySheet::removeWanted, this, &KeysPage::remove);
    connect(m_sheet, &KeySheet::connectWanted, this,
            [this](const QString &id) { Q_EMIT pageWanted(u"connect"_s, id); });
    return *m_sheet;
}

void KeysPage::openNew()
{
    makeSheet().openNew();
}

void KeysPage::openRow(const KeyRow *row)
{
    if (row && !m_pending.has(row->id))
        makeSheet().openKey(KeyRow(*row)); // a copy: the list may change while the sheet is open
}

const KeyRow *KeysPage::currentRow() const
{
    return m_model.row(m_table->currentIndex().row());
}

void KeysPage::showMenu(const QPoint &at)
{
    const QModelIndex under = m_table->indexAt(at);
    const KeyRow *found = m_model.row(under.isValid() ? under.row() : m_table->currentIndex().row());
    if (!found || m_pending.has(found->id))
        return;
    const KeyRow row = *found;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(makeIcon(u"edit"_s), tr("Rename or change"), Qt::Key_F2, this, [this, row] { openRow(&row); });
    if (row.stateAt(QDateTime::currentDateTime()) == KeyState::Active)
        menu->addAction(makeIcon(u"connect"_s), tr("Show how to connect"), this,
                        [this, row] { Q_EMIT pageWanted(u"connect"_s, row.id); });
    menu->addSeparator();
    if (!row.revokedAt.isValid())
        menu->addAction(makeIcon(u"stop"_s), tr("Revoke"), this, [this, row] { revoke(row); });
    menu->addAction(makeIcon(u"trash"_s), tr("Remove"), QKeySequence::Delete, this, [this, row] { remove(row); });
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void KeysPage::revoke(const KeyRow &row)
{
    wait(row, {.operation = "api_keys.revoke", .path = {idOf(row)}}, tr("Revoking"), tr("%1 is revoked").arg(row.name));
}

void KeysPage::remove(const KeyRow &row)
{
    wait(row, {.operation = "api_keys.delete", .path = {idOf(row)}}, tr("Removing"), tr("%1 is removed").arg(row.name));
}

/// Neither can be taken back from the gateway, so it hears of it when the offer to undo is over.
void KeysPage::wait(const KeyRow &row, admin::AdminCall call, const QString &word, const QString &toast)
{
    const QString id = row.id;
    m_pending.keep(id, std::move(call));
    setWaiting(id, word);
    const QPointer<KeysPage> alive(this); // the toast belongs to the window, which may outlive the page
    Toast::of(*this).offerUndo(
        toast,
        [alive, id] {
            if (!alive)
                return;
            alive->m_pending.drop(id);
            alive->setWaiting(id, {});
        },
        [alive, id] {
            if (alive)
                alive->m_pending.send(id);
        });
}

void KeysPage::setWaiting(const QString &id, const QString &word)
{
    if (word.isEmpty())
        m_waiting.remove(id);
    else
        m_waiting.insert(id, word);
    m_model.setWaiting(m_waiting);
}

} // namespace ui
