#include "ui/pages/keys/list_tab.h"

#include <utility>

#include <QHBoxLayout>
#include <QMenu>
#include <QPointer>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/page.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kBottomInset = 12;
constexpr int kBarHeight = 52;
constexpr int kSearchWidth = 240;

QString capital(QString word)
{
    word[0] = word[0].toUpper();
    return word;
}

} // namespace

ListTab::ListTab(Page &page, admin::AdminClient &client, const Words &words, QVBoxLayout &body)
    : QObject(&page),
      m_page(page),
      m_client(client),
      m_pending(client),
      m_card(new Card(&page)),
      m_search(new SearchField(words.filter, m_card)),
      m_table(new TableView(metric::kTallRow, m_card)),
      m_places(new QStackedLayout),
      m_empty(new EmptyState(words.emptyTitle, words.emptyText, &page))
{
    buildCard(words);
    buildEmpty(words);
    body.addWidget(m_card, 1);
    body.addWidget(m_empty, 1);
    showParts();
    connect(&m_pending, &PendingCalls::failed, this, &ListTab::failed);
    connect(&m_pending, &PendingCalls::answered, this, [this](const QString &id) {
        setWaiting(id, {});
        refresh();
    });
}

ListTab::~ListTab() = default;

void ListTab::buildCard(const Words &words)
{
    m_search->setObjectName(words.id + u"Search"_s);
    m_search->setFixedWidth(kSearchWidth);
    connect(m_search, &SearchField::changed, this, &ListTab::setFilter);
    auto *create = new Button(Button::Kind::Primary, words.create, m_card);
    create->setObjectName(u"create"_s + capital(words.id));
    create->setIconName(u"plus"_s);
    connect(create, &QAbstractButton::clicked, this, &ListTab::openNew);
    m_table->setObjectName(words.id + u"sTable"_s);
    m_table->setAccessibleName(words.all);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &ListTab::showMenu);
    for (const auto opened : {&QAbstractItemView::clicked, &QAbstractItemView::activated})
        connect(m_table, opened, this, [this](const QModelIndex &index) { openItem(index.data(kIdRole).toString()); });
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(metric::kCardPadding, 16, metric::kCardPadding, 0);
    bar->addWidget(m_search);
    bar->addStretch();
    bar->addWidget(create);
    m_places->addWidget(m_table);
    m_places->addWidget(buildNoMatch(words.noMatch));
    auto *column = new QVBoxLayout(m_card);
    column->setContentsMargins(0, 0, 0, kBottomInset);
    column->setSpacing(4);
    column->addLayout(bar);
    column->addLayout(m_places, 1);
}

QWidget *ListTab::buildNoMatch(const QString &words)
{
    auto *out = new QWidget(m_card);
    auto *label = new Label(TextRole::Body, Tone::Quiet, out);
    label->setText(words);
    auto *clear = new Button(Button::Kind::Text, tr("Clear the filter"), out);
    connect(clear, &QAbstractButton::clicked, m_search, &QLineEdit::clear);
    auto *column = new QVBoxLayout(out);
    column->setSpacing(8);
    column->addWidget(label, 0, Qt::AlignHCenter);
    column->addWidget(clear, 0, Qt::AlignHCenter);
    column->setAlignment(Qt::AlignCenter);
    return out;
}

void ListTab::buildEmpty(const Words &words)
{
    m_empty->setObjectName(u"no"_s + capital(words.id) + u's');
    Button *first = m_empty->addButton(words.emptyAct);
    first->setObjectName(u"createFirst"_s + capital(words.id));
    connect(first, &QAbstractButton::clicked, this, &ListTab::openNew);
}

void ListTab::setModel(QAbstractItemModel &model, std::vector<ColumnLayout> columns)
{
    m_table->setModel(&model);
    setColumns(std::move(columns));
}

void ListTab::setColumns(std::vector<ColumnLayout> columns)
{
    m_table->setColumns(std::move(columns));
}

void ListTab::addBelow(QWidget *widget)
{
    m_below.push_back(widget);
    showParts();
}

void ListTab::setFront(bool front)
{
    m_front = front;
    showParts();
}

/// Neither list nor empty state before the gateway has said which.
void ListTab::showParts()
{
    m_card->setVisible(m_front && m_total > 0);
    m_empty->setVisible(m_front && m_total == 0);
    for (QWidget *widget : m_below)
        widget->setVisible(m_front && m_total > 0);
}

void ListTab::present(int total)
{
    m_total = total;
    const int shown = m_table->model()->rowCount();
    // The card ends below its last row and grows no further than the page.
    const int rows = shown == 0 ? 2 * metric::kTallRow : shown * metric::kTallRow;
    m_card->setMaximumHeight(kBarHeight + metric::kTableHead + rows + kBottomInset);
    m_places->setCurrentIndex(shown == 0 ? 1 : 0);
    showParts();
    if (const QString id = std::exchange(m_awaited, {}); !id.isEmpty() && m_front)
        openItem(id);
}

void ListTab::openWhenHere(const QString &id)
{
    if (m_total >= 0)
        return openItem(id);
    m_awaited = id;
}

QString ListTab::currentId() const
{
    return m_table->currentIndex().data(kIdRole).toString();
}

void ListTab::showMenu(const QPoint &at)
{
    const QModelIndex under = m_table->indexAt(at);
    const QString id = under.isValid() ? under.data(kIdRole).toString() : currentId();
    if (id.isEmpty() || isWaiting(id))
        return;
    auto *menu = new QMenu(m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu, id);
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void ListTab::callLater(const QString &id, admin::AdminCall call, const QString &word, const QString &toast)
{
    m_pending.keep(id, std::move(call));
    setWaiting(id, word);
    const QPointer<ListTab> alive(this); // the toast belongs to the window, which may outlive the page
    Toast::of(m_page).offerUndo(
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

void ListTab::setWaiting(const QString &id, const QString &word)
{
    if (word.isEmpty())
        m_waiting.remove(id);
    else
        m_waiting.insert(id, word);
    waitingChanged();
}

} // namespace ui
